package io.continuo.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.continuo.it.process.Api;
import io.continuo.it.process.Dist;
import io.continuo.it.process.Examples;
import io.continuo.it.process.Part;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** A newcomer runs the examples, and looks at everything that the API has to say of them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DailyRevenueIT {
  private static final Duration RUN = Duration.ofMinutes(2);
  private static final String READY = "ready http://127.0.0.1:";

  private Path folder;
  private Part first;
  private Part dev;
  private Api api;

  /**
   * The first start runs the pipeline and ends; the second, on the same data, answers questions.
   */
  @BeforeAll
  void runsThePipelineAndStartsAgain(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path temporary)
      throws IOException {
    folder = temporary;
    Examples.copyTo(folder);
    int port = Dist.freePort();
    first = Examples.dev(folder, "first", port, "--run", "daily-revenue");
    first.awaitExit(RUN);
    dev = Examples.dev(folder, "second", port, "--runner", "slots=7");
    dev.awaitLine(READY, RUN);
    api = new Api(URI.create("http://127.0.0.1:" + port));
  }

  @AfterAll
  void stops() {
    first.close();
    dev.stop();
  }

  @Test
  void theRunIsExitCodedAndItsReportIsRight() throws IOException {
    assertThat(first.awaitExit(Duration.ZERO)).as(first::errors).isZero();
    assertThat(first.output()).filteredOn(line -> line.startsWith("ready")).hasSize(1);
    assertThat(first.output().getFirst()).startsWith(READY);
    Path example = folder.resolve("examples/daily-revenue");
    assertThat(example.resolve("out/report.csv"))
        .hasSameTextualContentAs(example.resolve("expected/report-eur.csv"));
  }

  @Test
  void itsRunnerHasTheSlotsThatItWasGiven() {
    // Until it has said so, the list tells of the runner before the restart.
    Awaitility.await()
        .atMost(RUN)
        .untilAsserted(
            () ->
                assertThat(api.items("/api/v1/runners"))
                    .singleElement()
                    .satisfies(runner -> assertThat(runner.path("slots").asInt()).isEqualTo(7)));
  }

  @Test
  void aSettingThatNoRunnerHasIsNamed() {
    List<String> arguments =
        List.of("dev", "examples", "--ephemeral", "--port", "0", "--runner", "slotz=7");
    try (Part wrong = Part.start(new Part.Launch("wrong", arguments, Map.of(), folder))) {
      assertThat(wrong.awaitExit(RUN)).as(wrong::errors).isEqualTo(5);
      assertThat(wrong.errors()).contains("cannot start: unknown settings [slotz]");
    }
  }

  @Test
  void theDiamondCountsItsPrimes() {
    JsonNode diamond = run("demo/diamond");
    assertThat(diamond.path("status").asText()).isEqualTo("succeeded");
    assertThat(diamond.path("outputs").path("primes").asInt()).isEqualTo(4946);
    assertThat(api.items("/api/v1/executions/" + diamond.path("id").asText() + "/tasks"))
        .hasSize(50)
        .allSatisfy(task -> assertThat(task.path("attempts")).hasSize(1));
  }

  @Test
  void theFlakyOneTakesTheAttemptsThatItsReadmeTells() {
    JsonNode flaky = run("demo/flaky");
    assertThat(flaky.path("outputs").path("summary").asText())
        .isEqualTo("12 pieces in the good parcel, 0 in the broken one");
    String tasks = "/api/v1/executions/" + flaky.path("id").asText() + "/tasks";
    assertThat(api.items(tasks))
        .filteredOn(task -> task.path("name").asText().equals("fetch"))
        .singleElement()
        .satisfies(task -> assertThat(task.path("attempts")).hasSize(3));
    assertThat(api.items(tasks))
        .filteredOn(task -> task.path("name").asText().equals("check-broken"))
        .singleElement()
        .satisfies(task -> assertThat(task.path("attempts")).hasSize(1));
  }

  private JsonNode run(String workflow) {
    Api.Reply reply = api.trigger(workflow, "once");
    assertThat(reply.status()).as(reply::body).isIn(200, 201);
    String id = reply.json().path("id").asText();
    return Awaitility.await(workflow + " ends")
        .atMost(RUN)
        .pollInterval(Duration.ofMillis(200))
        .until(
            () -> api.get("/api/v1/executions/" + id).json(),
            execution -> !execution.path("endedAt").isNull());
  }

  @Test
  void whatWasRunBeforeTheRestartIsStillThereInEveryDetail() {
    JsonNode list =
        api.get("/api/v1/executions?workflow=daily-revenue&status=succeeded").json().path("items");
    assertThat(list).hasSize(1);
    String path = "/api/v1/executions/" + list.get(0).path("id").asText();
    JsonNode detail = api.get(path).json();
    assertThat(detail.path("status").asText()).isEqualTo("succeeded");
    assertThat(detail.path("outputs").path("orders").asInt()).isEqualTo(97);
    assertThat(detail.path("outputs").path("revenue").asText()).contains("80408.00");
    assertThat(api.items(path + "/tasks"))
        .hasSize(7)
        .allSatisfy(task -> assertThat(task.path("status").asText()).isEqualTo("succeeded"));
    List<JsonNode> events = api.items(path + "/events");
    assertThat(events.getFirst().path("type").asText()).isEqualTo("ExecutionStarted");
    assertThat(events.getLast().path("type").asText()).isEqualTo("ExecutionEnded");
    assertThat(events)
        .extracting(e -> e.path("sequence").asInt())
        .isSorted()
        .doesNotHaveDuplicates();
    assertThat(api.get(path + "/tasks/clean-2026-11-16/attempts/1/logs").body())
        .contains("kept")
        .contains("dropped");
    String stream = api.get(path + "/stream").body();
    assertThat(stream).contains("event: ExecutionStarted").contains("event: ExecutionEnded");
  }

  @Test
  void everyPlaceThatTheDocumentNamesWithoutParametersAnswers() {
    Api.Reply document = api.get("/openapi.json");
    assertThat(document.status()).as(document::body).isEqualTo(200);
    List<String> plain =
        document
            .json()
            .path("paths")
            .propertyStream()
            .filter(path -> path.getValue().has("get"))
            .map(Map.Entry::getKey)
            .filter(path -> !path.contains("{") && !path.equals("/api/v1/stream"))
            .toList();
    assertThat(plain).contains("/api/v1/executions", "/api/v1/runners", "/metrics", "/readyz");
    assertThat(plain)
        .allSatisfy(path -> assertThat(api.get(path).status()).as(path).isEqualTo(200));
    assertThat(api.get("/api/v1/runners").json().path("items")).hasSize(1);
    assertThat(api.get("/metrics").body()).contains("continuo_gateway_view_events_total");
    assertThat(api.get("/registry/subjects").body()).contains("io.continuo.avro.execution");
    assertThat(api.get("/").type()).startsWith("text/html");
  }

  @Test
  void theWorkflowIsThereWithItsVersionsAndItsGraph() {
    String path = "/api/v1/namespaces/finance/workflows/daily-revenue";
    assertThat(api.get(path).json().path("version").asInt()).isEqualTo(1);
    assertThat(api.get(path + "/versions").json().path("items")).hasSize(1);
    assertThat(api.get(path + "/versions/1").status()).isEqualTo(200);
    assertThat(api.get(path + "/graph").status()).isEqualTo(200);
    assertThat(api.get("/api/v1/namespaces/finance/workflows").json().path("items")).isNotEmpty();
  }

  @Test
  void whatIsNotThereIsNotFoundWithAReason() {
    String nobody = "/api/v1/executions/00000000-0000-0000-0000-000000000000";
    for (String path : List.of("", "/tasks", "/events", "/stream", "/tasks/a/attempts/1/logs")) {
      Api.Reply reply = api.get(nobody + path);
      assertThat(reply.status()).as(path).isEqualTo(404);
      assertThat(reply.type()).startsWith("application/problem+json");
      assertThat(reply.json().path("detail").asText()).contains("00000000-0000");
    }
    assertThat(api.get("/api/v1/nonsense").status()).isEqualTo(404);
  }
}
