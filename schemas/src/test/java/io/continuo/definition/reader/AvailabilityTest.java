package io.continuo.definition.reader;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.definition.WorkflowDefinition;
import io.continuo.definition.problem.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the engine cannot do yet is refused in plain words, and checked like the rest of the
 * language.
 */
class AvailabilityTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "triggers: [ { alert: { workflow: finance/other, alert: late } } ]|/triggers/0/alert",
        "alerts: [ { name: late, when: \"lateBy > duration('30m')\", do: [notify] } ]|/alerts",
        "finally: { type: noop }|/finally",
      })
  void featuresOfAWorkflow(String feature, String pointer) {
    refused("namespace: f\nname: x\n" + feature + "\ntasks: { a: { type: noop } }", 3, pointer);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "type: noop, when: 'true'|/when",
        "type: noop, map: { over: [1, 2], as: n, concurrency: 20, minSuccess: 0.95 }|/map",
        "type: noop, cache: { version: '2', ttl: P30D }|/cache",
        "type: noop, spawn: true|/spawn",
        "type: noop, retry: { preset: styx }|/retry/preset",
        "type: noop, onFailure: { run: b }|/onFailure/run",
        "type: wait, duration: PT1H|/type",
        "type: approval|/type",
        "type: signal|/type",
        "type: workflow, workflow: finance/other|/type",
      })
  void featuresOfATask(String task, String pointer) {
    refused(
        "namespace: f\nname: x\ntasks:\n  a: { " + task + " }\n  b: { type: noop }",
        4,
        "/tasks/a" + pointer);
  }

  @Test
  void sayingWhatIsTheDefaultAnywayIsFine() {
    String text =
        """
        namespace: f
        name: x
        alerts: []
        tasks: { a: { type: noop, secrets: [] } }
        """;
    assertThat(DefinitionReader.read(text, Format.YAML)).isInstanceOf(ReadResult.Ok.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "alerts: [ { name: late } ]|/alerts/0|an alert needs the field 'when'",
        "triggers: [ { alert: { workflow: other, alert: late } } ]|/triggers/0/alert/workflow|'other' is not of the form namespace/name",
      })
  void whatIsNotAvailableIsStillCheckedForMistakes(String feature, String pointer, String message) {
    assertThat(problems("namespace: f\nname: x\n" + feature + "\ntasks: { a: { type: noop } }"))
        .anySatisfy(
            problem -> {
              assertThat(problem.kind()).isEqualTo(Problem.Kind.INVALID);
              assertThat(problem.pointer()).isEqualTo(pointer);
              assertThat(problem.message()).contains(message);
            });
  }

  private static void refused(String text, int line, String pointer) {
    assertThat(problems(text))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.kind()).isEqualTo(Problem.Kind.NOT_AVAILABLE_YET);
              assertThat(problem.line()).isEqualTo(line);
              assertThat(problem.pointer()).isEqualTo(pointer);
              assertThat(problem.message()).contains("not available yet");
            });
  }

  private static List<Problem> problems(String text) {
    return switch (DefinitionReader.read(text, Format.YAML)) {
      case ReadResult.Ok<WorkflowDefinition> ok -> List.of();
      case ReadResult.Invalid<WorkflowDefinition>(List<Problem> problems) -> problems;
    };
  }
}
