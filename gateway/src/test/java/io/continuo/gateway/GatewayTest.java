package io.continuo.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The gateway over HTTP, on a real Kafka, with an engine that answers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GatewayTest {
  private static final String WORKFLOW =
      """
      namespace: finance
      name: %s
      tasks:
        first: { type: noop }
        second: { type: noop, after: [first] }
      """;

  @TempDir static Path data;

  private RunningGateway running;
  private Http http;

  @BeforeAll
  void start() throws Exception {
    running = RunningGateway.start(data.resolve("a"), Map.of());
    http = running.http();
  }

  @AfterAll
  void stop() throws Exception {
    running.stop();
  }

  @Test
  void aWorkflowIsRegisteredOnceAndItsNextVersionIsANewOne() {
    String path = "/api/v1/namespaces/finance/workflows/versions";

    Http.Answer created =
        http.send("PUT", path, WORKFLOW.formatted("versions"), "Content-Type", "application/yaml");
    assertThat(created.status()).as(created.body()).isEqualTo(201);
    assertThat(created.json().path("version").asInt()).isEqualTo(1);
    Http.Answer again =
        http.send("PUT", path, WORKFLOW.formatted("versions"), "Content-Type", "application/yaml");
    assertThat(again.status()).isEqualTo(200);
    String changed = WORKFLOW.formatted("versions") + "  third: { type: noop }\n";
    assertThat(
            http.send("PUT", path, changed, "Content-Type", "application/yaml")
                .json()
                .path("version")
                .asInt())
        .isEqualTo(2);

    assertThat(http.get(path).json().path("definition").path("tasks").size()).isEqualTo(3);
    assertThat(http.get(path + "/versions/1").json().path("definition").path("tasks").size())
        .isEqualTo(2);
    assertThat(http.get(path + "/versions").json().path("items").size()).isEqualTo(2);
    assertThat(http.get(path + "/graph").json().at("/tasks/1/after/0").asText()).isEqualTo("first");
    assertThat(http.get("/api/v1/workflows?name=versions").json().at("/items/0/version").asInt())
        .isEqualTo(2);
    assertThat(http.get(path + "/versions/9").status()).isEqualTo(404);
  }

  @Test
  void everyProblemOfADefinitionIsToldAtOnceWithItsLine() {
    Http.Answer answer =
        http.send(
            "PUT",
            "/api/v1/namespaces/finance/workflows/broken",
            "namespace: finance\nname: broken\nnonsense: 1\ntasks:\n  a: { type: noop, after: [b] }\n",
            "Content-Type",
            "application/yaml");

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.json().path("code").asText()).isEqualTo("invalid-definition");
    assertThat(answer.json().path("errors").size()).isGreaterThanOrEqualTo(2);
    assertThat(answer.json().at("/errors/0/line").asInt()).isPositive();
    assertThat(answer.json().path("traceId").asText()).hasSize(32);
  }

  @Test
  void aTriggerIsAnsweredByTheEngineAndFoundRightAfter() {
    register("daily");

    Http.Answer created = trigger("daily", "{\"inputs\":{}}", "Idempotency-Key", "k1");
    assertThat(created.status()).as(created.body()).isEqualTo(201);
    String id = created.json().path("id").asText();
    assertThat(created.header("Location")).isEqualTo("/api/v1/executions/" + id);
    assertThat(http.get("/api/v1/executions/" + id).status()).isEqualTo(200);

    Http.Answer repeated = trigger("daily", "{}", "Idempotency-Key", "k1");
    assertThat(repeated.status()).isEqualTo(200);
    assertThat(repeated.json().path("id").asText()).isEqualTo(id);
  }

  @Test
  void whatTheEngineRefusesIsAProblemWithItsReason() {
    register("refusing");

    Http.Answer refused = trigger("refusing", "{\"partition\":\"refused\"}");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.json().path("code").asText()).isEqualTo("overlap-refused");
    assertThat(trigger("nobody", "{}").status()).isEqualTo(404);
    assertThat(trigger("refusing", "{\"partitions\":1}").status()).isEqualTo(422);
    assertThat(trigger("refusing", "[]").status()).isEqualTo(400);
  }

  @Test
  void tasksAttemptsAndHistoryAreShown() {
    String id = run("shown");

    JsonNode first = task(id, "first");
    assertThat(first.path("status").asText()).isEqualTo("running");
    assertThat(first.at("/attempts/0/exitCode").asInt()).isEqualTo(3);
    assertThat(first.at("/attempts/0/budget").asText()).isEqualTo("user");
    assertThat(first.at("/attempts/1/runner").asText()).isEqualTo("r1#1");
    assertThat(task(id, "second").path("status").asText()).isEqualTo("waiting");
    assertThat(http.get("/api/v1/executions/" + id).json().path("taskCounts").toString())
        .isEqualTo("{\"running\":1,\"waiting\":1}");
    JsonNode events = http.get("/api/v1/executions/" + id + "/events?limit=3").json();
    assertThat(events.path("items").findValuesAsText("type"))
        .containsExactly("ExecutionStarted", "AttemptScheduled", "AttemptStarted");
    assertThat(
            http.get(
                    "/api/v1/executions/"
                        + id
                        + "/events?limit=500&cursor="
                        + events.path("nextCursor").asText())
                .json()
                .at("/items/0/sequence")
                .asInt())
        .isEqualTo(4);
  }

  @Test
  void listsAreReadPageByPageWithoutGapOrRepeat() {
    register("paged");
    List<String> ids = Stream.generate(() -> run("paged")).limit(5).toList();

    List<String> seen = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = http.get("/api/v1/executions?workflow=paged&limit=2&cursor=" + cursor).json();
      seen.addAll(page.path("items").findValuesAsText("id"));
      cursor = page.path("nextCursor").asText("");
    } while (!cursor.isEmpty() && !cursor.equals("null"));

    assertThat(seen).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(ids);
    assertThat(
            http.get("/api/v1/executions?workflow=paged&status=queued,running")
                .json()
                .path("items")
                .size())
        .isEqualTo(5);
    assertThat(
            http.get("/api/v1/executions?workflow=paged&status=failed").json().path("items").size())
        .isZero();
    assertThat(http.get("/api/v1/executions?cursor=nonsense").status()).isEqualTo(400);
    assertThat(http.get("/api/v1/executions?limit=100000").status()).isEqualTo(400);
  }

  @Test
  void cancellingEndsTheExecutionAndCancellingAgainIsAConflict() {
    String id = run("cancelled");

    assertThat(
            http.send("POST", "/api/v1/executions/" + id + "/cancel", "{\"reason\":\"test\"}")
                .status())
        .isEqualTo(202);
    await()
        .untilAsserted(
            () ->
                assertThat(http.get("/api/v1/executions/" + id).json().path("status").asText())
                    .isEqualTo("cancelled"));
    assertThat(http.send("POST", "/api/v1/executions/" + id + "/cancel", "").status())
        .isEqualTo(409);
    assertThat(
            http.send("POST", "/api/v1/executions/" + UUID.randomUUID() + "/cancel", "").status())
        .isEqualTo(404);
  }

  @Test
  void aStreamTellsTheWholeHistoryResumesAfterAnEventAndEndsWithTheExecution() throws Exception {
    String id = run("streamed");
    String path = "/api/v1/executions/" + id + "/stream";
    http.send("POST", "/api/v1/executions/" + id + "/cancel", "");

    List<String> lines = http.lines(path).toList();
    assertThat(lines).contains("id: 1", "event: ExecutionStarted", "event: ExecutionEnded");
    List<String> rest = http.lines(path, "Last-Event-ID", "3").toList();
    assertThat(rest).doesNotContain("id: 3").contains("id: 4");
    long last = lines.stream().filter(line -> line.startsWith("id: ")).count();
    assertThat(http.get(path, "Last-Event-ID", Long.toString(last)).status()).isEqualTo(204);
  }

  @Test
  void theStreamOfAllExecutionsTellsOfOneThatStartsLater() throws Exception {
    register("live");
    try (var lines = http.lines("/api/v1/stream?namespace=finance")) {
      var iterator = lines.iterator();
      assertThat(iterator.next()).isEqualTo("retry: 1000");
      String id = run("live");
      String found = "";
      while (!found.contains(id)) {
        found = iterator.next();
      }
      assertThat(found).startsWith("data: {").contains("\"workflow\":\"live\"");
    }
  }

  @Test
  void aDeletedReadModelIsBuiltAgainFromTheEvents() throws Exception {
    String id = run("rebuilt");
    JsonNode before = http.get("/api/v1/executions/" + id).json();

    try (Gateway other = running.another(data.resolve("b"));
        Http elsewhere = new Http(other.port())) {
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () -> assertThat(elsewhere.get("/api/v1/executions/" + id).json()).isEqualTo(before));
    }
  }

  @Test
  void pausingIsSeenAtOnceAndPausingTwiceIsTheSame() {
    register("paused");
    String path = "/api/v1/namespaces/finance/workflows/paused";

    assertThat(http.send("PATCH", path, "{\"paused\":true}").json().path("paused").asBoolean())
        .isTrue();
    assertThat(http.send("PATCH", path, "{\"paused\":true}").json().path("paused").asBoolean())
        .isTrue();
    assertThat(http.send("PATCH", path, "{\"paused\":false}").json().path("paused").asBoolean())
        .isFalse();
    assertThat(http.send("PATCH", path, "{\"paused\":1}").status()).isEqualTo(422);
  }

  @Test
  void anOutsideReaderNeedsNothingButTheUrlOfTheRegistry() {
    register("outside");

    assertThat(http.get("/registry/subjects").body())
        .contains("io.continuo.avro.workflow.WorkflowRegistered");
  }

  @Test
  void theDocumentDescribesExactlyTheRoutesThatAreServed() {
    List<String> served =
        running.gateway().served().stream()
            .map(route -> route.method() + " " + route.path())
            .filter(route -> !Set.of("GET /", "GET /page.js", "GET /page.css").contains(route))
            .toList();

    assertThat(running.openApi().operations()).containsExactlyInAnyOrderElementsOf(served);
  }

  @Test
  void answersAreAsTheDocumentSays() {
    String id = run("documented");
    OpenApi api = running.openApi();

    assertThat(api.faults("Execution", http.get("/api/v1/executions/" + id).json())).isEmpty();
    assertThat(api.faults("Task", task(id, "first"))).isEmpty();
    assertThat(api.faults("Task", task(id, "second"))).isEmpty();
    assertThat(
            api.faults(
                "Event", http.get("/api/v1/executions/" + id + "/events").json().at("/items/3")))
        .isEmpty();
    assertThat(
            api.faults(
                "Workflow", http.get("/api/v1/namespaces/finance/workflows/documented").json()))
        .isEmpty();
    JsonNode why = http.get("/api/v1/executions/" + id + "/why").json();
    assertThat(api.faults("Why", why)).isEmpty();
    assertThat(why.path("reasons").findValuesAsText("kind")).containsExactly("running", "parents");
    assertThat(api.faults("Page", http.get("/api/v1/workflows").json())).isEmpty();
    assertThat(api.faults("Problem", http.get("/api/v1/executions/" + UUID.randomUUID()).json()))
        .isEmpty();
    assertThat(api.faults("Execution", http.get("/api/v1/workflows").json())).isNotEmpty();
  }

  @Test
  void whatItServesBesidesTheApi() {
    assertThat(http.get("/").header("Content-Security-Policy")).contains("default-src 'none'");
    assertThat(http.get("/page.js").status()).isEqualTo(200);
    assertThat(http.get("/healthz").status()).isEqualTo(200);
    assertThat(http.get("/metrics").body()).contains("continuo_gateway_view_events_total");
    assertThat(http.get("/api/v1/executions/" + UUID.randomUUID() + "/why").status())
        .isEqualTo(404);
    assertThat(http.get("/openapi.yaml").body()).startsWith("openapi: 3.1.0");
    assertThat(http.get("/api/v1/whoami").json().path("subject").asText()).isEqualTo("local");
    assertThat(http.get("/api/v1/runners").json().path("items").isArray()).isTrue();
    assertThat(http.get("/api/v1/runners/nobody").status()).isEqualTo(404);
  }

  @Test
  void aTaskIsRegisteredByItselfAndUsedByAWorkflow() {
    String task =
        """
        kind: task
        namespace: shared
        name: convert
        inputs: { to: { type: string } }
        type: process
        command: [convert, "${inputs.to}"]
        """;
    Http.Answer created =
        http.send(
            "PUT",
            "/api/v1/namespaces/shared/tasks/convert",
            task,
            "Content-Type",
            "application/yaml");
    assertThat(created.status()).as(created.body()).isEqualTo(201);
    assertThat(running.openApi().faults("RegisteredTask", created.json())).isEmpty();

    String user =
        """
        namespace: finance
        name: user
        tasks:
          c: { use: shared/convert@1, inputs: { to: EUR } }
          d: { use: shared/convert@2, inputs: { to: EUR } }
        """;
    Http.Answer refused =
        http.send(
            "PUT",
            "/api/v1/namespaces/finance/workflows/user",
            user,
            "Content-Type",
            "application/yaml");
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().path("errors").size()).isEqualTo(1);
    assertThat(refused.body()).contains("shared/convert@2");
  }

  private String run(String name) {
    register(name);
    Http.Answer answer = trigger(name, "{}");
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    String id = answer.json().path("id").asText();
    await().untilAsserted(() -> assertThat(task(id, "first").path("attempts").size()).isEqualTo(2));
    return id;
  }

  private JsonNode task(String execution, String name) {
    for (JsonNode task :
        http.get("/api/v1/executions/" + execution + "/tasks").json().path("items")) {
      if (task.path("name").asText().equals(name)) {
        return task;
      }
    }
    throw new AssertionError("no task " + name);
  }

  private void register(String name) {
    running.register(name, WORKFLOW.formatted(name));
  }

  private Http.Answer trigger(String name, String body, String... headers) {
    return http.send(
        "POST", "/api/v1/namespaces/finance/workflows/" + name + "/executions", body, headers);
  }
}
