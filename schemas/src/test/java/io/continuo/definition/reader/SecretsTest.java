package io.continuo.definition.reader;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.definition.RegisteredTask;
import io.continuo.definition.TaskDefinition;
import io.continuo.definition.TaskOptions.Secret;
import io.continuo.definition.WorkflowDefinition;
import io.continuo.definition.canonical.CanonicalJson;
import io.continuo.definition.canonical.DefinitionFields;
import io.continuo.definition.problem.Problem;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** References to secrets: where the task finds the value, and which it is. */
class SecretsTest {
  private static final String CALL =
      """
      kind: task
      namespace: shared
      name: call
      type: http
      request: { url: "http://a", headers: { Authorization: "Bearer ${secrets.TOKEN}" } }
      secrets: [ { env: TOKEN, from: shared-api/token } ]
      """;

  @Test
  void aSecretGoesToAVariableOrAFile() {
    String text =
        "type: container, image: a, secrets: [ { env: DB_PASSWORD, from: finance-db/password },"
            + " { file: /run/secrets/key.pem, from: finance/db/key } ]";
    WorkflowDefinition definition = read(text);
    assertThat(task(definition).options().secrets())
        .containsExactly(
            new Secret("DB_PASSWORD", "finance-db/password"),
            new Secret("/run/secrets/key.pem", "finance/db/key"));
    String canonical = CanonicalJson.text(DefinitionFields.of(definition));
    assertThat(canonical)
        .contains(
            "\"secrets\":[{\"env\":\"DB_PASSWORD\",\"from\":\"finance-db/password\"},"
                + "{\"file\":\"/run/secrets/key.pem\",\"from\":\"finance/db/key\"}]");
    assertThat(DefinitionReader.readCanonical(canonical)).isEqualTo(definition);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "{ from: a/b }|/0|write either env: DB_PASSWORD or file: /run/secrets/key.pem",
        "{ env: A, file: /a, from: a/b }|/0|a secret goes to one place",
        "{ env: A }|/0|a secret needs the field 'from': write from: finance-db/password",
        "{ env: A, from: a/b, mode: 4 }|/0/mode|unknown field 'mode' in a secret",
        "{ env: 1A, from: a/b }|/0/env|'1A' is not a name of an environment variable",
        "{ env: CONTINUO_TASK, from: a/b }|/0/env|'CONTINUO_TASK' is reserved",
        "{ env: A, from: hunter2 }|/0/from|this is no reference to a secret",
        "{ env: A, from: a/b/c/d }|/0/from|this is no reference to a secret",
        "{ env: A, from: a/../b }|/0/from|this is no reference to a secret",
        "{ env: A, from: a/.. }|/0/from|this is no reference to a secret",
        "{ env: A, from: .a/b }|/0/from|this is no reference to a secret",
        "{ env: A, from: 'a/b c' }|/0/from|this is no reference to a secret",
        "{ env: A, from: /a/b }|/0/from|this is no reference to a secret",
        "{ file: key.pem, from: a/b }|/0/file|'key.pem' is not the path of a file",
        "{ file: /a/../b, from: a/b }|/0/file|is not the path of a file",
        "{ file: /a/, from: a/b }|/0/file|is not the path of a file",
        "{ file: /, from: a/b }|/0/file|is not the path of a file",
        "{ file: /continuo/x, from: a/b }|/0/file|'/continuo/x' is no place for a secret",
        "{ file: /proc, from: a/b }|/0/file|is no place for a secret",
        "{ env: A, from: a/b }, { env: A, from: a/c }|/1|two secrets go to 'A'",
        "{ file: /a/b, from: a/b }, { file: /a, from: a/c }|/1|'/a/b' and '/a' cannot both be files",
        "{ env: B, from: a/b }||'B' is in the task's env as well: remove it there",
      })
  void mistakesAreTold(String secrets, String pointer, String message) {
    String task = "type: container, image: x, env: { B: c }, secrets: [ " + secrets + " ]";
    assertThat(problems(workflow(task)))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.line()).isEqualTo(4);
              assertThat(problem.pointer())
                  .isEqualTo("/tasks/a/secrets" + Objects.requireNonNullElse(pointer, ""));
              assertThat(problem.message()).contains(message);
            });
  }

  @Test
  void allMistakesAreToldAtOnce() {
    String task =
        "type: noop, secrets: [ { env: 1, from: x }, { file: y, from: z }, { env: A, from: a/b } ]";
    assertThat(problems(workflow(task))).hasSize(5);
  }

  @Test
  void whatMayBeTheValueItselfIsNotShown() {
    assertThat(
            problems(
                    workflow(
                        "type: http, request: { url: 'http://a' }, secrets: [ { env: A, from: hunter2 } ]"))
                .toString())
        .doesNotContain("hunter2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "type: noop, secrets: [ { env: A, from: a/b } ]|a noop task does nothing with a secret",
        "type: process, command: [x], secrets: [ { file: /a, from: a/b } ]|'/a': a task of type process has no files of its own: write env: NAME",
        "type: http, request: { url: http://a }, secrets: [ { file: /a, from: a/b } ]|a task of type http has no files of its own",
        "type: process, command: ['${secrets.A}'], secrets: [ { env: A, from: a/b } ]|use $A, the task finds it in its environment",
        "type: http, inputs: { x: '${secrets.A}' }, request: { url: http://a }, secrets: [ { env: A, from: a/b } ]|${secrets.A} stands in the request of an http task only",
        "type: http, request: { url: 'http://a/${secrets.TOKN}' }, secrets: [ { env: TOKEN, from: a/b } ]|${secrets.TOKN} refers to a secret that the task does not have: did you mean 'TOKEN'?",
        "type: http, request: { url: http://a, body: '${secrets.A.b}' }, secrets: [ { env: A, from: a/b } ]|write ${secrets.NAME} with the variable of a secret",
        "use: shared/call@1, secrets: [ { env: OTHER, from: a/b } ]|${secrets.TOKEN} refers to a secret that the task does not have: its secrets are OTHER",
      })
  void aSecretThatLeadsNowhereIsRefused(String task, String message) {
    assertThat(problems(workflow(task)))
        .singleElement()
        .satisfies(problem -> assertThat(problem.message()).contains(message));
  }

  @Test
  void aWorkflowHasNoSecretsToShow() {
    String text = workflow("type: noop") + "\noutputs: { x: '${secrets.A}' }";
    assertThat(problems(text))
        .singleElement()
        .satisfies(problem -> assertThat(problem.pointer()).isEqualTo("/outputs/x"));
  }

  @Test
  void aRequestRefersToItsSecretsAnywhere() {
    String task =
        "type: http, request: { url: 'http://a?k=${secrets.A}', headers: { X: 'Bearer ${secrets.A}' },"
            + " body: { deep: ['${secrets.A}'] } }, secrets: [ { env: A, from: a/b } ]";
    assertThat(problems(workflow(task))).isEmpty();
  }

  @Test
  void aSharedTaskBringsItsSecrets() {
    assertThat(task(read("use: shared/call@1")).options().secrets())
        .containsExactly(new Secret("TOKEN", "shared-api/token"));
    assertThat(
            task(read("use: shared/call@1, secrets: [ { env: TOKEN, from: f/token } ]"))
                .options()
                .secrets())
        .containsExactly(new Secret("TOKEN", "f/token"));
  }

  @Test
  void aSharedTaskIsCheckedByItself() {
    String text = CALL.replace("secrets.TOKEN", "secrets.TOKE");
    assertThat(DefinitionReader.readTask(text, Format.YAML))
        .isInstanceOfSatisfying(
            ReadResult.Invalid.class,
            invalid -> assertThat(invalid.problems().toString()).contains("did you mean 'TOKEN'?"));
  }

  private static String workflow(String task) {
    return "namespace: f\nname: x\ntasks:\n  a: { " + task + " }";
  }

  private static TaskDefinition task(WorkflowDefinition definition) {
    return Objects.requireNonNull(definition.tasks().get("a"));
  }

  private static WorkflowDefinition read(String task) {
    return switch (result(workflow(task))) {
      case ReadResult.Ok<WorkflowDefinition>(WorkflowDefinition definition) -> definition;
      case ReadResult.Invalid<WorkflowDefinition>(List<Problem> problems) ->
          throw new AssertionError(problems);
    };
  }

  private static List<Problem> problems(String text) {
    return switch (result(text)) {
      case ReadResult.Ok<WorkflowDefinition> ok -> List.of();
      case ReadResult.Invalid<WorkflowDefinition>(List<Problem> problems) -> problems;
    };
  }

  private static ReadResult<WorkflowDefinition> result(String text) {
    return DefinitionReader.read(text, Format.YAML, ref -> Optional.of(shared()));
  }

  private static RegisteredTask shared() {
    return switch (DefinitionReader.readTask(CALL, Format.YAML)) {
      case ReadResult.Ok<RegisteredTask>(RegisteredTask task) -> task;
      case ReadResult.Invalid<RegisteredTask>(List<Problem> problems) ->
          throw new AssertionError(problems);
    };
  }
}
