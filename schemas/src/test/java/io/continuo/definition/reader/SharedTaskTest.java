package io.continuo.definition.reader;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.definition.RegisteredTask;
import io.continuo.definition.RegisteredTasks;
import io.continuo.definition.TaskDefinition;
import io.continuo.definition.TaskRef;
import io.continuo.definition.WorkflowDefinition;
import io.continuo.definition.canonical.CanonicalJson;
import io.continuo.definition.canonical.DefinitionFields;
import io.continuo.definition.policy.RetryPolicy;
import io.continuo.definition.problem.Problem;
import io.continuo.definition.type.Type;
import io.continuo.value.Value;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tasks that are registered by themselves and used by workflows. */
class SharedTaskTest {
  private static final String CONVERT =
      """
      kind: task
      namespace: shared
      name: convert
      inputs:
        path: uri
        to: { type: [EUR, SEK], default: EUR }
        pattern: { type: string, default: "${x}" }
        weights: "optional<map<number>>"
      type: process
      command: [convert, "${inputs.path}", "${inputs.to}", "${partition}"]
      outputs: { path: uri }
      retry: { attempts: 3 }
      """;

  private final RegisteredTasks shared =
      ref ->
          ref.toString().equals("shared/convert@3") ? Optional.of(task(CONVERT)) : Optional.empty();

  @Test
  void aUsedTaskIsFilledIn() {
    WorkflowDefinition workflow =
        workflow("use: shared/convert@3, inputs: { path: '${tasks.a.outputs.u}' }, queue: big");
    TaskDefinition task = Objects.requireNonNull(workflow.tasks().get("x"));
    assertThat(task.use()).contains(TaskRef.parse("shared/convert@3"));
    assertThat(task.type()).isEqualTo("process");
    assertThat(task.outputs()).containsEntry("path", Type.Scalar.URI);
    assertThat(task.retry()).isEqualTo(RetryPolicy.attempts(3));
    assertThat(task.queue()).isEqualTo("big");
    assertThat(task.inputs())
        .containsEntry("path", Value.of("${tasks.a.outputs.u}"))
        .containsEntry("to", Value.of("EUR"))
        .containsEntry("pattern", Value.of("$${x}"))
        .containsEntry("weights", Value.NULL);
  }

  @Test
  void aWorkflowWithAUsedTaskIsCanonicalWithoutTheRegister() {
    WorkflowDefinition workflow = workflow("use: shared/convert@3, inputs: { path: s3://a }");
    assertThat(DefinitionReader.readCanonical(CanonicalJson.text(DefinitionFields.of(workflow))))
        .isEqualTo(workflow);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "use: shared/convert@3||input 'path' (uri) of shared/convert is missing: write inputs: { path: ... }",
        "use: shared/convert@3, inputs: { path: s3://a, too: EUR }|/inputs/too|shared/convert has no input 'too': did you mean 'to'?",
        "use: shared/convert@3, inputs: { path: '${tasks.a.outputs.n}' }|/inputs/path|input 'path' does not fit: '${tasks.a.outputs.n}' is of type integer, not uri",
        "use: shared/convert@3, inputs: { path: 5 }|/inputs/path|input 'path' does not fit: the value is the integer 5, not a uri",
        "use: shared/convert@3, inputs: { path: s3://a, to: NOK }|/inputs/to|is the text 'NOK', not an enum(EUR, SEK)",
        "use: shared/convert@3, inputs: { path: s3://a, weights: { se: x } }|/inputs/weights|does not fit: the value is the text 'x', not a number",
        "use: shared/convert@3, inputs: { path: s3://a, weights: { se: 'a${execution}' } }|/inputs/weights|gives text, not number: refer to one value alone",
        "use: shared/convert@4, inputs: { path: s3://a }|/use|there is no registered task shared/convert@4: register it first",
        "use: shared/convert|/use|'shared/convert' does not name a version of a registered task: write namespace/name@version",
        "use: shared/convert@3, inputs: { path: s3://a }, command: [x]|/command|unknown field 'command' in task 'x'",
      })
  void mistakesInUseNameTheirPlaceAndCure(String task, String pointer, String message) {
    assertThat(problems(task))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.pointer())
                  .isEqualTo("/tasks/x" + (pointer == null ? "" : pointer));
              assertThat(problem.line()).isEqualTo(6);
              assertThat(problem.message()).contains(message);
            });
  }

  @Test
  void aRegisteredTaskRefersToItsOwnInputsOnly() {
    String text =
        """
        kind: task
        namespace: shared
        name: bad
        type: process
        after: [x]
        command:
        - "${inputs.pth}"
        - "${tasks.a.outputs.b}"
        """;
    assertThat(DefinitionReader.readTask(text, Format.YAML))
        .isInstanceOfSatisfying(
            ReadResult.Invalid.class,
            invalid ->
                assertThat(invalid.problems().toString())
                    .contains("line 5, /after: unknown field 'after' in a registered task")
                    .contains(
                        "line 7, /command/0: ${inputs.pth} refers to an input that does not exist: there are no inputs")
                    .contains(
                        "line 8, /command/1: ${tasks.a.outputs.b} is of a workflow, and a registered task has none"));
  }

  @Test
  void aTextOfSeveralDocumentsGivesThemAllAndTheirTasksMayBeUsedAtOnce() {
    String text =
        "---\n"
            + CONVERT
            + "---\n"
            + yaml("use: shared/convert@1, inputs: { path: s3://a }")
            + "---\n# nothing\n";
    assertThat(DefinitionReader.readAll(text, Format.YAML, RegisteredTasks.NONE))
        .isInstanceOfSatisfying(
            ReadResult.Ok.class,
            ok ->
                assertThat((List<?>) ok.definition())
                    .hasExactlyElementsOfTypes(Document.OfTask.class, Document.OfWorkflow.class));
  }

  @Test
  void linesCountOverAllDocuments() {
    String text = CONVERT + "---\nnamespace: f\nname: y\ntasks: { a: { type: nop } }\n";
    assertThat(DefinitionReader.readAll(text, Format.YAML, RegisteredTasks.NONE))
        .isInstanceOfSatisfying(
            ReadResult.Invalid.class,
            invalid ->
                assertThat(invalid.problems().toString())
                    .contains("line 16, /tasks/a/type: there is no task type 'nop'"));
  }

  @Test
  void aTaskIsNoWorkflow() {
    assertThat(DefinitionReader.read(CONVERT, Format.YAML))
        .isInstanceOfSatisfying(
            ReadResult.Invalid.class,
            invalid ->
                assertThat(invalid.problems().toString())
                    .contains("this is a registered task, not a workflow"));
  }

  private static String yaml(String task) {
    return """
    namespace: finance
    name: test
    partitions: { grain: daily }
    tasks:
      a: { type: noop, outputs: { u: uri, n: integer } }
      x: { %s }
    """
        .formatted(task);
  }

  private WorkflowDefinition workflow(String task) {
    return switch (DefinitionReader.read(yaml(task), Format.YAML, shared)) {
      case ReadResult.Ok<WorkflowDefinition>(WorkflowDefinition definition) -> definition;
      case ReadResult.Invalid<WorkflowDefinition> invalid ->
          throw new AssertionError(invalid.problems());
    };
  }

  private List<Problem> problems(String task) {
    return switch (DefinitionReader.read(yaml(task), Format.YAML, shared)) {
      case ReadResult.Ok<WorkflowDefinition> ok -> List.of();
      case ReadResult.Invalid<WorkflowDefinition>(List<Problem> problems) -> problems;
    };
  }

  private static RegisteredTask task(String yaml) {
    return switch (DefinitionReader.readTask(yaml, Format.YAML)) {
      case ReadResult.Ok<RegisteredTask>(RegisteredTask task) -> task;
      case ReadResult.Invalid<RegisteredTask> invalid ->
          throw new AssertionError(invalid.problems());
    };
  }
}
