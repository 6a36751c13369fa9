package io.continuo.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.continuo.it.process.Api;
import io.continuo.it.process.InThisProcess;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a user can do wrong over HTTP and in tasks: each answer names the place and the cure. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputIT {
  private final AtomicInteger names = new AtomicInteger();
  private final InThisProcess continuo;

  BadInputIT() throws Exception {
    continuo = new InThisProcess();
  }

  @AfterAll
  void stops() {
    continuo.close();
  }

  @BeforeAll
  void works() {
    assertThat(run("tasks: { a: { type: noop } }").path("status").asText()).isEqualTo("succeeded");
  }

  private JsonNode run(String text) {
    return continuo.run("bad/run-" + names.incrementAndGet(), text);
  }

  private JsonNode refused(String text) {
    String yaml = "namespace: bad\nname: refused\n" + text;
    Api.Reply reply = continuo.api().register("workflows", "bad/refused", yaml);
    assertThat(reply.status()).as(reply::body).isEqualTo(422);
    assertThat(reply.type()).startsWith("application/problem+json");
    assertThat(reply.json().path("traceId").asText()).isNotEmpty();
    assertThat(reply.json().path("errors")).as(reply::body).isNotEmpty();
    return reply.json().path("errors");
  }

  private static void assertFault(JsonNode fault, String pointer, int line, String... words) {
    assertThat(fault.path("pointer").asText()).as(fault::toString).isEqualTo(pointer);
    assertThat(fault.path("line").asInt()).as(fault::toString).isEqualTo(line);
    assertThat(fault.path("message").asText()).contains(words);
  }

  @Test
  void malformedYamlIsRefusedWithItsLine() {
    JsonNode faults = refused("tasks:\n  a: [1, 2\n  b: x\n");
    assertThat(faults.get(0).path("line").asInt()).isBetween(4, 6);
  }

  @Test
  void aCycleIsRefusedAndNamed() {
    JsonNode faults =
        refused("tasks:\n  a: { type: noop, after: [b] }\n  b: { type: noop, after: [a] }\n");
    assertThat(faults.get(0).path("message").asText()).contains("cycle", "a", "b");
    assertThat(faults.get(0).path("line").asInt()).isBetween(4, 5);
  }

  @Test
  void anUnknownFieldIsRefusedWithTheOneThatWasMeant() {
    JsonNode faults = refused("tasks:\n  a:\n    type: noop\n    afer: []\n");
    assertFault(faults.get(0), "/tasks/a/afer", 6, "afer", "after");
  }

  @Test
  void anUnknownTaskIsRefusedWhereItIsNamed() {
    JsonNode faults =
        refused("tasks:\n  first: { type: noop }\n  b: { type: noop, after: [frist] }\n");
    assertFault(faults.get(0), "/tasks/b/after/0", 5, "frist");
  }

  @Test
  void valuesOfTheWrongTypeAreRefusedAllAtOnce() {
    JsonNode faults =
        refused(
            """
            inputs:
              n: { type: integer, default: many }
            tasks:
              a: { type: process, command: ['true'], outputs: { rows: integer } }
              b: { type: noop, after: [a, nobody], inputs: { x: "${tasks.a.outputs.row}" } }
            """);
    assertThat(faults).hasSize(3);
    assertThat(faults.toString()).contains("many", "nobody", "row");
  }

  @Test
  void aTriggerWithoutANeededInputSaysWhichOne() {
    String yaml =
        "namespace: bad\nname: needs\ninputs: { day: { type: date } }\ntasks: { a: { type: noop } }";
    assertThat(continuo.api().register("workflows", "bad/needs", yaml).status()).isEqualTo(201);
    Api.Reply missing = continuo.api().trigger("bad/needs", "no-input");
    assertThat(missing.status()).as(missing::body).isEqualTo(422);
    assertThat(missing.body()).contains("day");
    String path = "/api/v1/namespaces/bad/workflows/needs/executions";
    Api.Reply wrong = continuo.api().post(path, "{\"inputs\":{\"day\":\"yesterday\"}}");
    assertThat(wrong.status()).as(wrong::body).isEqualTo(422);
    assertThat(wrong.body()).contains("day", "date");
    Api.Reply more = continuo.api().post(path, "{\"inputs\":{\"day\":\"2026-11-22\",\"dya\":1}}");
    assertThat(more.status()).as(more::body).isEqualTo(422);
    assertThat(more.body()).contains("dya");
  }

  @Test
  void aBodyOfFiveMegabytesIsTooLarge() {
    String yaml = "# " + "x".repeat(5 * 1024 * 1024);
    Api.Reply reply = continuo.api().register("workflows", "bad/large", yaml);
    assertThat(reply.status()).as(reply::body).isEqualTo(413);
    assertThat(reply.json().path("detail").asText()).containsPattern("4194304|4 MiB");
  }

  @Test
  void aTaskWithoutItsOutputsFileFailsAndSaysWhatToWrite() {
    assertTaskFails("command: ['true'], outputs: { rows: integer }", "CONTINUO_OUTPUTS");
  }

  @Test
  void outputsThatAreTooLargeFailTheTaskAndSayHowToPassThem() {
    assertTaskFails(
        "command: [sh, -c, 'printf ''{\"x\": \"%070000d\"}'' 1 > $CONTINUO_OUTPUTS'], outputs: { x: string }",
        "64 KiB");
  }

  @Test
  void outputsOfTheWrongTypeFailTheTaskAndNameTheOutput() {
    assertTaskFails(
        "command: [sh, -c, 'echo ''{\"rows\": \"many\"}'' > $CONTINUO_OUTPUTS'], outputs: { rows: integer }",
        "rows",
        "integer");
  }

  @Test
  void aCommandThatDoesNotExistFailsTheTaskAndIsNamed() {
    assertTaskFails("command: [no-such-command]", "no-such-command");
  }

  @Test
  void aFolderThatDoesNotExistFailsTheTaskAndIsNamed() {
    assertTaskFails("command: ['true'], workdir: /no/such/folder", "/no/such/folder");
  }

  private void assertTaskFails(String task, String... words) {
    JsonNode execution = run("tasks:\n  only: { type: process, " + task + " }\n");
    assertThat(execution.path("status").asText()).isEqualTo("failed");
    String path = "/api/v1/executions/" + execution.path("id").asText() + "/tasks";
    JsonNode only = continuo.api().items(path).getFirst();
    assertThat(only.path("attempts").path(0).path("message").asText())
        .as(() -> continuo.events(execution))
        .contains(words);
    assertThat(execution.path("message").asText()).contains("only");
  }
}
