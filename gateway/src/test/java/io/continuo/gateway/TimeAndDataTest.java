package io.continuo.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Slots, landings, backfills, limits, pauses and triggers over HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TimeAndDataTest {
  private static final String ONE = "application/cloudevents+json";
  private static final String BATCH = "application/cloudevents-batch+json";
  private static final String SECRET = "open sesame";

  @TempDir static Path data;

  private RunningGateway running;
  private Http http;
  private OpenApi api;

  @BeforeAll
  void start() throws Exception {
    Path secrets = data.resolve("secrets");
    Files.createDirectories(secrets.resolve("finance"));
    Files.writeString(secrets.resolve("finance/webhook"), SECRET + "\n");
    running =
        RunningGateway.start(data.resolve("view"), Map.of("secrets.folder", secrets.toString()));
    http = running.http();
    api = running.openApi();
  }

  @AfterAll
  void stop() throws Exception {
    running.stop();
  }

  @Test
  void aLandingIsToldOnceHoweverOftenItIsSentAndAnotherSourceMayUseItsId() {
    Http.Answer first = land(ONE, landing("raw.payments@2026-11-20", "a"));
    assertThat(first.status()).as(first.body()).isEqualTo(201);
    assertThat(api.faults("Landed", first.json())).isEmpty();
    assertThat(first.json().at("/items/0/status").asText()).isEqualTo("landed");

    Http.Answer again = land(ONE, landing("raw.payments@2026-11-20", "a"));
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json().at("/items/0/status").asText()).isEqualTo("repeated");
    Http.Answer anew = land("application/json", landing("raw.payments@2026-11-20", "b"));
    assertThat(anew.status()).isEqualTo(201);
    assertThat(anew.json().at("/items/0/landings").asInt()).isEqualTo(2);

    String other = landing("raw.payments@2026-11-20", "a").replace("test", "elsewhere");
    Http.Answer sameIdOfAnother = land(ONE, other);
    assertThat(sameIdOfAnother.status()).as(sameIdOfAnother.body()).isEqualTo(201);
    assertThat(sameIdOfAnother.json().at("/items/0/landings").asInt()).isEqualTo(3);

    JsonNode dataset = http.get("/api/v1/datasets/raw.payments").json();
    assertThat(api.faults("Dataset", dataset)).isEmpty();
    assertThat(dataset.path("partitions").asInt()).isEqualTo(1);
    assertThat(dataset.path("lastPartition").asText()).isEqualTo("2026-11-20");
    JsonNode partition = http.get("/api/v1/datasets/raw.payments/partitions").json().at("/items/0");
    assertThat(api.faults("DatasetPartition", partition)).isEmpty();
    assertThat(partition.path("landings").asInt()).isEqualTo(3);
    assertThat(partition.path("uri").asText()).isEqualTo("gs://x");
  }

  @Test
  void landingsComeInBatchesAndAsHeadersToo() {
    String events =
        "["
            + landing("clicks@2026-11-21T05", "1")
            + ","
            + landing("clicks@2026-11-21T06", "2")
            + "]";
    Http.Answer batch = land(BATCH, events);
    assertThat(batch.status()).as(batch.body()).isEqualTo(201);
    assertThat(batch.json().path("items").size()).isEqualTo(2);

    Http.Answer binary =
        http.send(
            "POST",
            "/api/v1/landings",
            "{\"uri\":\"gs://y\"}",
            "Content-Type",
            "application/json",
            "ce-specversion",
            "1.0",
            "ce-id",
            "3",
            "ce-source",
            "/%C3%A5",
            "ce-type",
            "continuo.dataset.landed",
            "ce-subject",
            "clicks@2026-11-21T07");
    assertThat(binary.status()).as(binary.body()).isEqualTo(201);
    JsonNode newest = http.get("/api/v1/datasets/clicks/partitions?limit=1").json();
    assertThat(newest.at("/items/0/partition").asText()).isEqualTo("2026-11-21T07");
    assertThat(newest.at("/items/0/source").asText()).isEqualTo("/å");
    JsonNode rest =
        http.get("/api/v1/datasets/clicks/partitions?cursor=" + newest.path("nextCursor").asText())
            .json();
    assertThat(rest.path("items").findValuesAsText("partition"))
        .containsExactly("2026-11-21T06", "2026-11-21T05");
    assertThat(
            http.get("/api/v1/datasets/clicks/partitions?from=2026-11-21T06&to=2026-11-21T06")
                .json()
                .path("items")
                .size())
        .isEqualTo(1);
  }

  @Test
  void everyFaultOfABatchIsToldAndNothingOfItIsTaken() {
    String events =
        "["
            + landing("whole.batch@2026-11-20", "1")
            + ",{\"specversion\":\"1.0\",\"id\":\"2\",\"type\":\"other\",\"subject\":\"a b\"},"
            + landing("whole.batch@yesterday", "3")
            + "]";

    Http.Answer refused = land(BATCH, events);

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().path("errors").findValuesAsText("pointer"))
        .containsExactly("/1/source", "/2/subject");
    assertThat(http.get("/api/v1/datasets/whole.batch").status()).isEqualTo(404);
    assertThat(land("text/plain", "x").status()).isEqualTo(415);
    assertThat(land(ONE, landing("grained@2026-11-20", "1")).status()).isEqualTo(201);
    Http.Answer unfit = land(ONE, landing("grained@2026-11", "2"));
    assertThat(unfit.status()).isEqualTo(422);
    assertThat(unfit.body()).contains("daily");
  }

  @Test
  void aTaskMayOnlyNameALimitThatIsThereAndLargeEnough() {
    String workflow =
        """
        namespace: finance
        name: limited
        tasks:
          first: { type: noop, limits: { fx-api: 3 } }
        """;
    Http.Answer unknown = running.put("limited", workflow);
    assertThat(unknown.status()).isEqualTo(422);
    assertThat(unknown.json().at("/errors/0/pointer").asText())
        .isEqualTo("/tasks/first/limits/fx-api");
    assertThat(unknown.body()).contains("continuo limits set fx-api --permits N");

    Http.Answer set = http.send("PUT", "/api/v1/limits/fx-api", "{\"permits\":2}");
    assertThat(set.status()).as(set.body()).isEqualTo(200);
    assertThat(api.faults("Limit", set.json())).isEmpty();
    assertThat(running.put("limited", workflow).body()).contains("--permits 3");
    http.send("PUT", "/api/v1/limits/fx-api", "{\"permits\":3,\"backfillShare\":0.2}");
    assertThat(running.put("limited", workflow).status()).isEqualTo(201);

    JsonNode limit = http.get("/api/v1/limits/fx-api").json();
    assertThat(limit.path("backfillShare").asDouble()).isEqualTo(0.2);
    assertThat(http.get("/api/v1/limits").json().path("items").findValuesAsText("name"))
        .contains("fx-api");
    assertThat(http.get("/api/v1/limits/nobody").status()).isEqualTo(404);
    assertThat(
            http.send("PUT", "/api/v1/limits/x", "{\"permits\":-1,\"backfillShare\":2,\"a\":1}")
                .json()
                .path("errors")
                .size())
        .isEqualTo(3);
    assertThat(http.send("PUT", "/api/v1/limits/X", "{\"permits\":1}").status()).isEqualTo(400);
  }

  @Test
  void aNamespaceAndEverythingArePausedAndResumed() {
    running.register(
        "pausable", "namespace: finance\nname: pausable\ntasks: { a: { type: noop } }\n");
    String namespace = "/api/v1/namespaces/finance";

    Http.Answer paused = http.send("PATCH", namespace, "{\"paused\":true}");
    assertThat(paused.status()).as(paused.body()).isEqualTo(200);
    assertThat(paused.json().path("paused").asBoolean()).isTrue();
    assertThat(http.send("PATCH", namespace, "{\"paused\":true}").status()).isEqualTo(200);
    JsonNode listed = http.get("/api/v1/namespaces").json().at("/items/0");
    assertThat(api.faults("Namespace", listed)).isEmpty();
    assertThat(listed.path("pausedBy").toString()).isEqualTo("[\"namespace\"]");
    assertThat(
            http.send("PATCH", namespace, "{\"paused\":false}").json().path("paused").asBoolean())
        .isFalse();
    assertThat(http.send("PATCH", "/api/v1/namespaces/nobody", "{\"paused\":true}").status())
        .isEqualTo(404);

    assertThat(
            http.send("PATCH", "/api/v1/installation", "{\"paused\":true}")
                .json()
                .path("paused")
                .asBoolean())
        .isTrue();
    assertThat(http.get("/api/v1/installation").json().path("paused").asBoolean()).isTrue();
    http.send("PATCH", "/api/v1/installation", "{\"paused\":false}");
    assertThat(http.get("/api/v1/namespaces").json().path("items").findValuesAsText("namespace"))
        .doesNotContain("*");
  }

  @Test
  void whatComesNextIsToldWithItsReason() {
    running.register(
        "scheduled", daily("scheduled", "triggers: [ { schedule: { cron: daily } } ]"));
    String path = "/api/v1/namespaces/finance/workflows/scheduled";

    JsonNode next = http.get(path + "/next?count=3").json();

    assertThat(api.faults("NextSlots", next)).isEmpty();
    assertThat(next.path("items").size()).isEqualTo(3);
    assertThat(next.at("/items/0/explain").asText()).contains("when the partition ends");
    assertThat(next.path("landing").isNull()).isTrue();
    assertThat(http.get(path + "/next?count=0").status()).isEqualTo(400);
  }

  @Test
  void aRunOfAPartitionIsTheRecordOfItsSlot() {
    running.register("slotted", daily("slotted", "consumes: [ raw.slotted ]"));
    String path = "/api/v1/namespaces/finance/workflows/slotted";
    for (String day : new String[] {"2026-11-19", "2026-11-21", "2026-11-20"}) {
      http.send("POST", path + "/executions", "{\"partition\":\"" + day + "\"}");
    }

    await()
        .untilAsserted(
            () ->
                assertThat(http.get(path + "/slots?status=running").json().path("items").size())
                    .isEqualTo(3));
    JsonNode page = http.get(path + "/slots?limit=2").json();
    assertThat(api.faults("Slot", page.at("/items/0"))).isEmpty();
    assertThat(page.path("items").findValuesAsText("slot"))
        .containsExactly("2026-11-21", "2026-11-20");
    assertThat(
            http.get(path + "/slots?cursor=" + page.path("nextCursor").asText())
                .json()
                .path("items")
                .findValuesAsText("slot"))
        .containsExactly("2026-11-19");
    assertThat(http.get(path + "/slots?status=running,nonsense").status()).isEqualTo(400);
    JsonNode why = http.get(path + "/slots/2026-11-20/why").json();
    assertThat(api.faults("Why", why)).isEmpty();
    assertThat(why.path("execution").asText()).isEqualTo(page.at("/items/1/execution").asText());
    assertThat(http.get(path + "/slots/2026-11-01/why").status()).isEqualTo(404);
    assertThat(http.get("/api/v1/datasets/raw.slotted").json().path("consumers").toString())
        .isEqualTo("[\"finance/slotted\"]");
    assertThat(http.get("/api/v1/datasets?name=raw.slotted").json().path("items").size())
        .isEqualTo(1);
  }

  @Test
  void aBackfillIsPlannedCreatedOnceSteeredAndStopped() {
    running.register("upstream", daily("upstream", "produces: [ marts.up ]"));
    running.register(
        "downstream", daily("downstream", "consumes: [ marts.up ]\nbackfillFromUpstream: true"));
    String path = "/api/v1/namespaces/finance/workflows/upstream/backfills";
    String body = "{\"from\":\"2026-01-01\",\"to\":\"2026-01-03\",\"downstream\":true}";

    Http.Answer plan = http.send("POST", path + "?dryRun=true", body);
    assertThat(plan.status()).as(plan.body()).isEqualTo(200);
    assertThat(api.faults("BackfillPlan", plan.json())).isEmpty();
    assertThat(plan.json().path("total").asInt()).isEqualTo(6);
    assertThat(plan.json().at("/steps/1/because/0/dataset").asText()).isEqualTo("marts.up");

    Http.Answer created = http.send("POST", path, body, "Idempotency-Key", "b1");
    assertThat(created.status()).as(created.body()).isEqualTo(201);
    assertThat(api.faults("Backfill", created.json())).isEmpty();
    Http.Answer again = http.send("POST", path, body, "Idempotency-Key", "b1");
    assertThat(again.status()).isEqualTo(200);
    String one = created.header("Location");
    assertThat(again.header("Location")).isEqualTo(one);

    JsonNode backfill = http.get(one).json();
    assertThat(backfill.path("total").asInt()).isEqualTo(6);
    assertThat(backfill.at("/steps/0/running").asInt()).isEqualTo(1);
    assertThat(http.send("PATCH", one, "{\"paused\":true}").json().path("status").asText())
        .isEqualTo("paused");
    assertThat(http.send("PATCH", one, "{\"concurrency\":7}").json().path("concurrency").asInt())
        .isEqualTo(7);
    assertThat(http.send("PATCH", one, "{\"concurrency\":0}").status()).isEqualTo(422);
    assertThat(http.send("DELETE", one + "?cancelRunning=true", "").status()).isEqualTo(200);
    await()
        .untilAsserted(
            () -> assertThat(http.get(one).json().path("status").asText()).isEqualTo("stopped"));
    assertThat(http.get(one).json().path("failed").asInt()).isEqualTo(1);
    JsonNode slot = http.get(one + "/slots").json().at("/items/0");
    assertThat(api.faults("BackfillSlot", slot)).isEmpty();
    assertThat(slot.path("status").asText()).isEqualTo("cancelled");
    assertThat(http.send("DELETE", one, "").status()).isEqualTo(409);
    assertThat(
            http.get("/api/v1/backfills?workflow=upstream&status=stopped")
                .json()
                .path("items")
                .size())
        .isEqualTo(1);
  }

  @Test
  void aBackfillThatCannotBeIsRefusedWithEveryReason() {
    running.register("planned", daily("planned", ""));
    String path = "/api/v1/namespaces/finance/workflows/planned/backfills?dryRun=true";

    Http.Answer labels = http.send("POST", path, "{\"from\":\"2026-01\",\"to\":\"x\"}");
    assertThat(labels.status()).isEqualTo(422);
    assertThat(labels.json().path("errors").findValuesAsText("pointer"))
        .containsExactly("/from", "/to");
    assertThat(http.send("POST", path, "{\"frm\":1,\"reverse\":1}").json().path("errors").size())
        .isEqualTo(2);
    assertThat(http.send("POST", path, "{\"from\":\"0001-01-01\",\"to\":\"9999-01-01\"}").body())
        .contains("--yes");
    assertThat(
            http.send("POST", path.replace("planned", "nobody"), "{\"slots\":[\"2026-01-01\"]}")
                .status())
        .isEqualTo(404);
    assertThat(http.get("/api/v1/backfills/" + UUID.randomUUID()).status()).isEqualTo(404);
  }

  @Test
  void aSignedEventStartsItsWorkflowOnce() throws Exception {
    running.register(
        "hooked",
        """
        namespace: finance
        name: hooked
        inputs: { order: string, country: { type: string, default: SE } }
        triggers:
          - webhook: { eventType: order.placed, secret: finance/webhook, inputs: { order: "string(data.number)" } }
          - webhook: { eventType: order.closed, secret: finance/unknown }
        tasks: { a: { type: noop } }
        """);
    String path = "/api/v1/namespaces/finance/workflows/hooked/webhook";
    String event = event("order.placed", "{\"number\":7}");

    Http.Answer started = http.send("POST", path, event, signed(event));
    assertThat(started.status()).as(started.body()).isEqualTo(202);
    assertThat(api.faults("WebhookAnswer", started.json())).isEmpty();
    assertThat(started.json().path("status").asText()).isEqualTo("started");
    String execution = started.json().path("execution").asText();
    JsonNode shown = http.get("/api/v1/executions/" + execution).json();
    assertThat(shown.at("/inputs/order").asText()).isEqualTo("7");
    assertThat(shown.at("/trigger/kind").asText()).isEqualTo("webhook");
    Http.Answer again = http.send("POST", path, event, signed(event));
    assertThat(again.json().path("status").asText()).isEqualTo("repeated");
    assertThat(again.json().path("execution").asText()).isEqualTo(execution);

    assertThat(http.send("POST", path, event, "Content-Type", ONE).status()).isEqualTo(401);
    String other = event("order.closed", "{}");
    Http.Answer missing = http.send("POST", path, other, signed(other));
    assertThat(missing.status()).isEqualTo(503);
    assertThat(missing.body()).contains("CONTINUO_SECRET_FINANCE_UNKNOWN");
    String wrong = event("order.lost", "{}");
    assertThat(http.send("POST", path, wrong, signed(wrong)).status()).isEqualTo(422);
    String unfit = event("order.placed", "{}").replace("e1", "e2");
    assertThat(http.send("POST", path, unfit, signed(unfit)).status()).isEqualTo(422);
    running.register("unhooked", daily("unhooked", ""));
    assertThat(http.send("POST", path.replace("hooked", "unhooked"), event, signed(event)).status())
        .isEqualTo(404);
  }

  @Test
  void recordsOfATopicThatPassTheFilterStartTheWorkflowAndOthersArePutAside() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", running.bootstrapServers()))) {
      admin.createTopics(List.of(new NewTopic("orders", 1, (short) 1))).all().get();
    }
    running.register(
        "listening",
        """
        namespace: finance
        name: listening
        inputs: { id: string }
        triggers:
          - kafka: { topic: orders, filter: "value.total > 100" }
        tasks: { a: { type: noop } }
        """);

    running.write("orders", "k", "{\"id\":\"small\",\"total\":1}");
    running.write("orders", "k", "no json");
    running.write("orders", "k", "{\"id\":\"great\",\"total\":100.5}");

    await()
        .untilAsserted(
            () ->
                assertThat(
                        http.get("/api/v1/executions?workflow=listening")
                            .json()
                            .path("items")
                            .size())
                    .isEqualTo(1));
    JsonNode execution = http.get("/api/v1/executions?workflow=listening").json().at("/items/0");
    assertThat(execution.at("/inputs/id").asText()).isEqualTo("great");
    assertThat(execution.at("/trigger/origin").asText()).isEqualTo("orders/0/2");
    await()
        .untilAsserted(
            () -> assertThat(http.get("/metrics").body()).contains("topic=\"other\"} 1.0"));
  }

  @Test
  void anExpressionThatDoesNotCompileIsRefusedWithItsPlace() {
    Http.Answer refused =
        running.put(
            "expressive",
            """
            namespace: finance
            name: expressive
            inputs: { id: string }
            triggers:
              - kafka: { topic: orders, filter: "value.total >", inputs: { id: "data.id" } }
              - kafka: { topic: continuo.dead-letters, filter: "1" }
            tasks: { a: { type: noop } }
            """);

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().path("errors").findValuesAsText("pointer"))
        .containsExactly(
            "/triggers/0/kafka/filter",
            "/triggers/0/kafka/inputs/id",
            "/triggers/1/kafka/topic",
            "/triggers/1/kafka/filter");
  }

  private Http.Answer land(String type, String body) {
    return http.send("POST", "/api/v1/landings", body, "Content-Type", type);
  }

  private static String landing(String subject, String id) {
    return """
    {"specversion":"1.0","id":"%s","source":"test","type":"continuo.dataset.landed","subject":"%s",
     "time":"2026-11-21T01:00:00+01:00","data":{"uri":"gs://x"}}"""
        .formatted(id, subject);
  }

  private static String event(String type, String data) {
    return """
    {"specversion":"1.0","id":"e1","source":"shop","type":"%s","data":%s}"""
        .formatted(type, data);
  }

  private static String[] signed(String body) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    String hex = HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
    return new String[] {"Content-Type", ONE, "X-Continuo-Signature", "sha256=" + hex};
  }

  private static String daily(String name, String more) {
    return """
    namespace: finance
    name: %s
    partitions: { grain: daily }
    %s
    tasks: { first: { type: noop } }
    """
        .formatted(name, more);
  }
}
