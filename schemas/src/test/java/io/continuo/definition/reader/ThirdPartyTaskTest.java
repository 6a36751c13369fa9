package io.continuo.definition.reader;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.definition.RegisteredTask;
import io.continuo.definition.TaskDefinition;
import io.continuo.definition.WorkflowDefinition;
import io.continuo.definition.canonical.CanonicalJson;
import io.continuo.definition.canonical.DefinitionFields;
import io.continuo.definition.plan.ExecutionPlan;
import io.continuo.definition.problem.Problem;
import io.continuo.value.Value;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tasks whose type a third party's jar brings: what is not ours is theirs. */
class ThirdPartyTaskTest {
  private static final String WORKFLOW =
      """
      namespace: f
      name: x
      inputs: { depth: integer }
      tasks:
        a: { type: process, command: [a], outputs: { rows: integer } }
        x: { %s }
      """;

  @Test
  void everyFieldThatNotAllTasksHaveIsItsSpec() {
    TaskDefinition task =
        task(
            "type: acme.report, title: Sales, pages: [1, 2], paper: { size: a4 }, image: ~, queue: big, retry: { attempts: 2 }");
    assertThat(task.type()).isEqualTo("acme.report");
    assertThat(task.queue()).isEqualTo("big");
    assertThat(task.spec())
        .isEqualTo(
            new Value.Fields(
                Map.of(
                    "title",
                    Value.of("Sales"),
                    "pages",
                    new Value.Items(List.of(Value.of(1), Value.of(2))),
                    "paper",
                    new Value.Fields(Map.of("size", Value.of("a4"))),
                    "image",
                    Value.NULL)));
  }

  @Test
  void referencesInItsFieldsAreCheckedAndMakeItComeAfter() {
    WorkflowDefinition workflow =
        workflow("type: acme.report, rows: { at: ['${tasks.a.outputs.rows}'] }");
    assertThat(ExecutionPlan.of(workflow).parents(1)).containsExactly(0);
    assertThat(problems("type: acme.report, rows: [ '${inputs.dept}' ]"))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.pointer()).isEqualTo("/tasks/x/rows/0");
              assertThat(problem.line()).isEqualTo(6);
              assertThat(problem.message()).contains("did you mean 'depth'?");
            });
  }

  @Test
  void theGraceOfAStopIsADurationHereToo() {
    assertThat(task("type: acme.report, stopGrace: PT1M").stopGrace())
        .isEqualTo(Duration.ofMinutes(1));
    assertThat(problems("type: acme.report, stopGrace: soon"))
        .extracting(Problem::pointer)
        .containsExactly("/tasks/x/stopGrace");
  }

  @Test
  void canonicalJsonSaysItAllAndReadsBackAsTheSame() {
    WorkflowDefinition workflow =
        workflow("type: acme.report, stopGrace: PT1M, z: 1.5, a: { b: [true, ~] }, after: [a]");
    String canonical = CanonicalJson.text(DefinitionFields.of(workflow));
    assertThat(canonical)
        .contains(
            "{\"a\":{\"b\":[true,null]},\"after\":[\"a\"],\"stopGrace\":\"PT1M\",\"type\":\"acme.report\",\"z\":1.5}");
    assertThat(DefinitionReader.readCanonical(canonical)).isEqualTo(workflow);
  }

  @Test
  void aRegisteredTaskKeepsTheFieldsOfWorkflowsTasksOutOfItsSpec() {
    String text =
        """
        kind: task
        namespace: shared
        name: report
        description: what it is for
        inputs: { title: string }
        type: acme.report
        title: ${inputs.title}
        """;
    ReadResult<RegisteredTask> read = DefinitionReader.readTask(text, Format.YAML);
    assertThat(read)
        .isInstanceOfSatisfying(
            ReadResult.Ok.class,
            ok ->
                assertThat(((RegisteredTask) ok.definition()).task().spec().values())
                    .containsOnlyKeys("title"));
    assertThat(DefinitionReader.readTask(text + "after: [a]\n", Format.YAML))
        .isInstanceOfSatisfying(
            ReadResult.Invalid.class,
            invalid -> assertThat(invalid.problems().toString()).contains("/after"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"acme.report", "com.acme.report-2", "a.b_c"})
  void namesInPartsAreTypes(String type) {
    assertThat(task("type: " + type).isThirdParty()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"Acme.report", "acme..report", ".report", "acme.", "'acme. report'", "a/b.c"})
  void otherNamesAreNot(String type) {
    assertThat(problems("type: '" + type + "'"))
        .anySatisfy(
            problem -> {
              assertThat(problem.pointer()).isEqualTo("/tasks/x/type");
              assertThat(problem.message()).contains(type).contains("e.g. acme.report");
            });
  }

  private static TaskDefinition task(String task) {
    return Objects.requireNonNull(workflow(task).tasks().get("x"));
  }

  private static WorkflowDefinition workflow(String task) {
    return switch (DefinitionReader.read(WORKFLOW.formatted(task), Format.YAML)) {
      case ReadResult.Ok<WorkflowDefinition>(WorkflowDefinition definition) -> definition;
      case ReadResult.Invalid<WorkflowDefinition> invalid ->
          throw new AssertionError(invalid.problems());
    };
  }

  private static List<Problem> problems(String task) {
    return switch (DefinitionReader.read(WORKFLOW.formatted(task), Format.YAML)) {
      case ReadResult.Ok<WorkflowDefinition> ok -> List.of();
      case ReadResult.Invalid<WorkflowDefinition>(List<Problem> problems) -> problems;
    };
  }
}
