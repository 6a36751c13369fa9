package io.continuo.definition.canonical;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.definition.TaskDefinition;
import io.continuo.definition.WorkflowDefinition;
import io.continuo.definition.policy.RetryPolicy;
import io.continuo.definition.reader.DefinitionReader;
import io.continuo.definition.reader.Format;
import io.continuo.definition.reader.ReadResult;
import io.continuo.id.WorkflowId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalTest {

  @Test
  void whatCanonicalJsonSaysReadsBackAsTheSameDefinitionAndTheSameText() {
    for (int seed = 0; seed < 500; seed++) {
      WorkflowDefinition definition = new RandomDefinitions(seed).next();
      String canonical = CanonicalJson.text(DefinitionFields.of(definition));
      WorkflowDefinition again = DefinitionReader.readCanonical(canonical);
      assertThat(again).as("seed %d", seed).isEqualTo(definition);
      assertThat(CanonicalJson.text(DefinitionFields.of(again))).isEqualTo(canonical);
    }
  }

  @Test
  void whatIsAsUsualIsLeftOut() {
    WorkflowDefinition definition =
        WorkflowDefinition.of(new WorkflowId("finance", "small"))
            .task(TaskDefinition.named("a").retry(RetryPolicy.attempts(1)))
            .build();
    assertThat(CanonicalJson.text(DefinitionFields.of(definition)))
        .isEqualTo(
            "{\"name\":\"small\",\"namespace\":\"finance\",\"tasks\":{\"a\":{\"type\":\"noop\"}}}");
  }

  @Test
  void theOrderOfWritingAndTheFormatMakeNoDifference() {
    String yaml =
        """
        name: small
        namespace: finance
        tasks:
          b: { after: [a], type: process, command: [echo, 1] }
          a: { type: noop, retry: { attempts: 1 } }
        """;
    String json =
        """
        {"namespace": "finance", "name": "small", "onFailure": "abort", "tasks": {"a": {"type": "noop"},
         "b": {"type": "process", "command": ["echo", "1"], "queue": "default", "after": ["a"]}}}
        """;
    assertThat(canonical(yaml, Format.YAML)).isEqualTo(canonical(json, Format.JSON));
  }

  @ParameterizedTest
  @ValueSource(strings = {"everything", "minimal", "timed"})
  void theGoldenFilesStayAsTheyAre(String name) throws IOException {
    assertThat(canonical(resource(name + ".yaml"), Format.YAML))
        .as("the canonical JSON of released definitions is their identity: it must never change")
        .isEqualTo(resource(name + ".json").strip());
  }

  private static String canonical(String text, Format format) {
    return switch (DefinitionReader.read(text, format)) {
      case ReadResult.Ok<WorkflowDefinition>(WorkflowDefinition definition) ->
          CanonicalJson.text(DefinitionFields.of(definition));
      case ReadResult.Invalid<WorkflowDefinition> invalid ->
          throw new AssertionError(invalid.problems());
    };
  }

  private static String resource(String name) throws IOException {
    try (var in = CanonicalTest.class.getResourceAsStream("/definition/golden/" + name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
