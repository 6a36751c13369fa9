package io.continuo.definition.reader;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.definition.TaskDefinition;
import io.continuo.definition.WorkflowDefinition;
import io.continuo.definition.canonical.CanonicalJson;
import io.continuo.definition.canonical.DefinitionFields;
import io.continuo.definition.problem.Problem;
import io.continuo.definition.template.Reference;
import io.continuo.definition.template.Scope;
import io.continuo.definition.template.TaskSpec;
import io.continuo.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An http task that starts a job elsewhere and follows it. */
class RemoteJobTest {
  private static final String JOB =
      """
      namespace: finance
      name: load
      tasks:
        load:
          type: http
          request: { method: POST, url: "https://host/jobs" }
          poll:
            request:
              url: "https://host/jobs/${response.id}?run=${execution}"
              headers: { X-Link: "${response.links.0}" }
            every: PT10S
            until: "$.state in ['DONE', 'FAILED']"
            failed: "$.state == 'FAILED'"
            message: "$.error.message"
            retry: 5
            cancel: { url: "https://host/jobs/${response.id}:cancel", body: { n: "${attempt}" } }
          results: { rows: "$.statistics.rows" }
          outputs: { rows: integer }
      """;

  @Test
  void whatTheAnswerHoldsIsFilledInByTheRunnerAndTheRestByTheEngine() {
    Value.Fields spec = TaskSpec.resolve(task(JOB), new Run());

    assertThat(at(spec, "poll", "request", "url"))
        .isEqualTo(Value.of("https://host/jobs/${response.id}?run=e-1"));
    assertThat(at(spec, "poll", "request", "headers", "X-Link"))
        .isEqualTo(Value.of("${response.links.0}"));
    assertThat(at(spec, "poll", "cancel", "url"))
        .isEqualTo(Value.of("https://host/jobs/${response.id}:cancel"));
    assertThat(at(spec, "poll", "until")).isEqualTo(Value.of("$.state in ['DONE', 'FAILED']"));
    assertThat(at(spec, "results", "rows")).isEqualTo(Value.of("$.statistics.rows"));
  }

  @Test
  void theBodyOfACancellationKeepsItsTypes() {
    assertThat(at(TaskSpec.resolve(task(JOB), new Run()), "poll", "cancel", "body", "n"))
        .isEqualTo(Value.of(2));
  }

  @Test
  void whatIsWrittenDownReadsAsTheSame() {
    WorkflowDefinition workflow = read(JOB);

    assertThat(DefinitionReader.readCanonical(CanonicalJson.text(DefinitionFields.of(workflow))))
        .isEqualTo(workflow);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "until: a|/poll|the poll needs the field 'request'",
        "request: { url: http://a }|/poll|the poll needs the field 'until'",
        "request: { url: a }, until: $.a|/poll/request/url|'a' is not the address of a request",
        "request: { url: http://a }, until: $.a, every: PT0.5S|/poll/every|asking every PT0.5S is too often: write PT1S or more",
        "request: { url: http://a }, until: done|/poll/until|'done' names nothing in the answer: write",
        "request: { url: http://a }, until: $.a, message: error|/poll/message|'error' is not a path into the answer: start it with $",
        "request: { url: http://a }, until: $.a, retry: -1|/poll/retry|expected a whole number from 0 to",
        "request: { url: http://a }, until: $.a, when: $.b|/poll/when|unknown field 'when' in the poll",
        "request: { url: 'http://a/${response.b[0]}' }, until: $.a|/poll/request/url|'${response.b[0]}' is no reference: write ${response} or ${response.NAME}",
        "request: { url: 'http://a/${inputs.b}' }, until: $.a|/poll/request/url|${inputs.b} refers to an input that does not exist",
        "request: { url: http://a }, until: $.a, cancel: {}|/poll/cancel|the poll's cancel needs the field 'url'",
      })
  void mistakesNameTheirPlaceAndCure(String poll, String pointer, String message) {
    String task = "{ type: http, request: { url: http://a }, poll: { " + poll + " } }";
    assertThat(problems("namespace: f\nname: x\ntasks:\n  a: " + task + "\n"))
        .anySatisfy(
            problem -> {
              assertThat(problem.kind()).isEqualTo(Problem.Kind.INVALID);
              assertThat(problem.line()).isEqualTo(4);
              assertThat(problem.pointer()).isEqualTo("/tasks/a" + pointer);
              assertThat(problem.message()).contains(message);
            });
  }

  @Test
  void theRequestThatStartsTheJobHasNoAnswerYet() {
    String task = "{ type: http, request: { url: 'http://a/${response.id}' } }";

    assertThat(problems("namespace: f\nname: x\ntasks:\n  a: " + task + "\n"))
        .singleElement()
        .satisfies(problem -> assertThat(problem.message()).contains("refers to nothing"));
  }

  private static Value at(Value value, String... steps) {
    Value found = value;
    for (String step : steps) {
      found = ((Value.Fields) found).values().getOrDefault(step, Value.NULL);
    }
    return found;
  }

  private static TaskDefinition task(String text) {
    return read(text).tasks().values().iterator().next();
  }

  private static WorkflowDefinition read(String text) {
    return switch (DefinitionReader.read(text, Format.YAML)) {
      case ReadResult.Ok<WorkflowDefinition>(WorkflowDefinition definition) -> definition;
      case ReadResult.Invalid<WorkflowDefinition>(List<Problem> problems) ->
          throw new AssertionError(problems.toString());
    };
  }

  private static List<Problem> problems(String text) {
    return switch (DefinitionReader.read(text, Format.YAML)) {
      case ReadResult.Ok<WorkflowDefinition> ok -> List.of();
      case ReadResult.Invalid<WorkflowDefinition>(List<Problem> problems) -> problems;
    };
  }

  private static final class Run implements Scope {
    private static final Map<Reference.Context, Value> FACTS =
        Map.of(
            Reference.Context.EXECUTION, Value.of("e-1"), Reference.Context.ATTEMPT, Value.of(2));

    @Override
    public Optional<Value> input(String name) {
      return Optional.empty();
    }

    @Override
    public Optional<Value> output(String task, String output) {
      return Optional.empty();
    }

    @Override
    public Optional<Value> context(Reference.Context what) {
      return Optional.ofNullable(FACTS.get(what));
    }
  }
}
