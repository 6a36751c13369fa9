package io.continuo.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.continuo.dispatch.RunnerProfile;
import io.continuo.event.Recorded;
import io.continuo.event.RunnerEvent;
import io.continuo.wire.codec.RunnerEventCodec;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Definitions with tasks of types that runners announce, or do not. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ThirdPartyTypesTest {
  private static final String HEAD = "namespace: finance\nname: %s\n";

  @TempDir static Path data;

  private RunningGateway running;

  @BeforeAll
  void start() throws Exception {
    running = RunningGateway.start(data, Map.of());
    join("old", "acme.report", schema("text"));
    join("new", "acme.report", schema("title"));
    join("gone", "acme.report", schema("nothing"));
    event("gone", 2, new RunnerEvent.RunnerLeft(1, false));
    join("broken", "acme.broken", Optional.of("{\"type\": 1}"));
    join("plain", "acme.plain", Optional.empty());
    await()
        .untilAsserted(() -> assertThat(runner("gone").path("status").asText()).isEqualTo("left"));
    await().untilAsserted(() -> assertThat(runner("plain").path("types").size()).isEqualTo(1));
  }

  @AfterAll
  void stop() throws Exception {
    running.stop();
  }

  private static Optional<String> schema(String needed) {
    return Optional.of(
        """
        {"required": ["%1$s"], "additionalProperties": false,
         "properties": {"%1$s": {"type": "string"}, "pages": {"items": {"type": "integer"}}}}
        """
            .formatted(needed));
  }

  private void join(String runner, String type, Optional<String> schema) {
    RunnerProfile profile =
        new RunnerProfile(List.of(new RunnerProfile.TaskType(type, schema)), Map.of(), List.of());
    event(runner, 1, new RunnerEvent.RunnerJoined(1, "v", List.of("default"), 4, profile));
    await().untilAsserted(() -> assertThat(runner(runner).path("types").size()).isEqualTo(1));
  }

  private void event(String runner, long sequence, RunnerEvent event) {
    running.write(
        RunningGateway.TOPICS.runnerEvents(),
        runner,
        running
            .format()
            .write(
                new RunnerEventCodec()
                    .encode(new Recorded<>(runner, sequence, "c", Instant.now(), event))));
  }

  private JsonNode runner(String name) {
    return running.http().get("/api/v1/runners/" + name).json();
  }

  private static void assertFault(JsonNode fault, String pointer, int line, String... words) {
    assertThat(fault.path("pointer").asText()).as(fault::toString).isEqualTo(pointer);
    assertThat(fault.path("line").asInt()).as(fault::toString).isEqualTo(line);
    assertThat(fault.path("message").asText()).contains(words);
  }

  @Test
  void whatTheSchemaOfTheRunnerThatJoinedLastDoesNotAcceptIsRefusedWithItsLine() {
    Http.Answer answer =
        running.put(
            "wrong",
            HEAD.formatted("wrong")
                + """
                tasks:
                  a:
                    type: acme.report
                    tittle: Sales
                    pages:
                      - 1
                      - two
                """);
    assertThat(answer.status()).as(answer.body()).isEqualTo(422);
    JsonNode faults = answer.json().path("errors");
    assertThat(faults).hasSize(3);
    assertThat(faults)
        .anySatisfy(fault -> assertFault(fault, "/tasks/a", 4, "'title'"))
        .anySatisfy(fault -> assertFault(fault, "/tasks/a/tittle", 6, "did you mean 'title'?"))
        .anySatisfy(fault -> assertFault(fault, "/tasks/a/pages/1", 9, "integer expected"));
  }

  @Test
  void aRightSpecIsRegisteredWithoutWarnings() {
    Http.Answer answer =
        running.put(
            "right",
            HEAD.formatted("right")
                + "inputs: { page: integer }\ntasks: { a: { type: acme.report, title: Sales, pages: ['${inputs.page}'] } }\n");
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    assertThat(answer.json().path("warnings")).isEmpty();
    assertThat(running.openApi().faults("Workflow", answer.json())).isEmpty();
  }

  @Test
  void aTypeWithoutASchemaTakesAnything() {
    Http.Answer answer =
        running.put(
            "plain", HEAD.formatted("plain") + "tasks: { a: { type: acme.plain, x: 1 } }\n");
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    assertThat(answer.json().path("warnings")).isEmpty();
  }

  @Test
  void aSchemaOfNoUseIsAWarning() {
    Http.Answer answer =
        running.put("odd", HEAD.formatted("odd") + "tasks: { a: { type: acme.broken, x: 1 } }\n");
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    assertFault(answer.json().at("/warnings/0"), "/tasks/a/type", 3, "acme.broken", "/type");
  }

  @Test
  void aTypeThatNobodyAnnouncedIsAcceptedWithAWarningEachTime() {
    String text = HEAD.formatted("early") + "tasks:\n  a:\n    type: acme.later\n    x: 1\n";
    for (int status : List.of(201, 200)) {
      Http.Answer answer = running.put("early", text);
      assertThat(answer.status()).as(answer.body()).isEqualTo(status);
      assertThat(answer.json().path("warnings")).hasSize(1);
      assertFault(
          answer.json().at("/warnings/0"), "/tasks/a/type", 5, "acme.later", "queue 'default'");
      assertThat(running.openApi().faults("Workflow", answer.json())).isEmpty();
    }
  }

  @Test
  void aRegisteredTaskIsCheckedWhenItIsRegisteredAndNotInItsWorkflows() {
    String task = "kind: task\nnamespace: finance\nname: shared\ntype: acme.report\n";
    Http.Answer refused = put("tasks/shared", task + "titel: x\n");
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().path("errors"))
        .anySatisfy(fault -> assertFault(fault, "/titel", 5, "did you mean 'title'?"));
    assertThat(put("tasks/shared", task + "title: x\n").status()).isEqualTo(201);
    Http.Answer user =
        running.put("user", HEAD.formatted("user") + "tasks: { a: { use: finance/shared@1 } }\n");
    assertThat(user.status()).as(user.body()).isEqualTo(201);
  }

  private Http.Answer put(String path, String yaml) {
    return running
        .http()
        .send(
            "PUT", "/api/v1/namespaces/finance/" + path, yaml, "Content-Type", "application/yaml");
  }
}
