package io.continuo.definition.reader;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.definition.WorkflowDefinition;
import io.continuo.definition.plan.ExecutionPlan;
import org.junit.jupiter.api.Test;

/** Large definitions read; prints how long it took, for whoever changes the reader. */
class ReadSpeedTest {

  @Test
  void tenThousandTasksReadFromJsonAndYaml() {
    StringBuilder tasks = new StringBuilder();
    for (int i = 0; i < 10_000; i++) {
      String after = i == 0 ? "" : ",\"after\":[\"t" + (i - 1) + "\"]";
      tasks
          .append(i == 0 ? "" : ",")
          .append("\"t")
          .append(i)
          .append("\":{\"type\":\"noop\"")
          .append(after)
          .append('}');
    }
    String text = "{\"namespace\":\"f\",\"name\":\"x\",\"tasks\":{" + tasks + "}}";
    for (Format format : Format.values()) {
      for (int round = 0; round < 2; round++) {
        long start = System.nanoTime();
        assertThat(DefinitionReader.read(text, format))
            .isInstanceOfSatisfying(
                ReadResult.Ok.class,
                ok ->
                    assertThat(ExecutionPlan.of((WorkflowDefinition) ok.definition()).size())
                        .isEqualTo(10_000));
        long millis = (System.nanoTime() - start) / 1_000_000;
        System.out.println(
            "read, validated and planned 10,000 tasks from " + format + " in " + millis + " ms");
      }
    }
  }
}
