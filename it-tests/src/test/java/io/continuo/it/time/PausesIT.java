package io.continuo.it.time;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.continuo.it.process.Api;
import io.continuo.it.process.InThisProcess;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Somebody holds work back: one workflow, one team, or everybody. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PausesIT {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final List<String> WORKFLOWS = List.of("held/manual", "held/lands", "held/ticks");

  private final InThisProcess continuo = new InThisProcess();
  private final Api api = continuo.api();

  PausesIT() throws Exception {}

  @AfterAll
  void stops() {
    continuo.close();
  }

  @BeforeAll
  void registers() {
    String noop = "tasks: { a: { type: noop } }\n";
    continuo.register("held/manual", noop);
    continuo.register(
        "held/lands",
        "partitions: { grain: daily }\nconsumes: [ { dataset: held.orders } ]\n"
            + "triggers: [ { landing: all } ]\n"
            + noop);
    continuo.register("held/ticks", "triggers: [ { schedule: { cron: '* * * * * *' } } ]\n" + noop);
    continuo.register("free/manual", noop);
    Awaitility.await("the dataset knows its consumer, and the clock ticks")
        .atMost(SOON)
        .until(
            () ->
                api.get("/api/v1/datasets/held.orders").json().path("consumers").size() == 1
                    && !continuo.executions("held/ticks", "&status=succeeded").isEmpty());
  }

  @Test
  void aPausedWorkflowStartsNothingUntilItIsResumed() {
    assertHeld(
        "workflow",
        "2026-04-01",
        paused -> WORKFLOWS.forEach(workflow -> patch(path(workflow), paused)));
  }

  @Test
  void aPausedNamespaceStartsNothingUntilItIsResumed() {
    assertHeld("namespace", "2026-04-02", paused -> patch("/api/v1/namespaces/held", paused));
  }

  @Test
  void aPausedInstallationStartsNothingUntilItIsResumed() {
    assertHeld("installation", "2026-04-03", paused -> patch("/api/v1/installation", paused));
  }

  /** Sets or ends a pause. */
  private interface Pause {
    void set(boolean paused);
  }

  private void assertHeld(String scope, String day, Pause pause) {
    pause.set(true);
    Awaitility.await("all say by what they are paused")
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(WORKFLOWS)
                    .allSatisfy(
                        workflow ->
                            assertThat(api.get(path(workflow)).json().path("pausedBy"))
                                .extracting(JsonNode::asText)
                                .containsExactly(scope)));
    Awaitility.await("what had started ends")
        .atMost(SOON)
        .until(
            () -> api.items("/api/v1/executions?namespace=held&status=running,waiting").isEmpty());
    int ticks = continuo.executions("held/ticks", "").size();
    String manual = continuo.trigger("held/manual", scope);
    land(day);
    JsonNode landed =
        Awaitility.await("the landing is taken")
            .atMost(SOON)
            .until(
                () -> continuo.executions("held/lands", "&partition=" + day),
                found -> found.size() == 1)
            .getFirst();
    if (!scope.equals("installation")) {
      continuo.awaitEnd(continuo.trigger("free/manual", scope));
    }
    assertThat(api.status(manual)).isEqualTo("queued");
    assertThat(api.status(landed.path("id").asText())).isEqualTo("queued");
    assertThat(continuo.executions("held/ticks", "")).hasSize(ticks);

    pause.set(false);
    assertThat(continuo.awaitEnd(manual).path("status").asText()).isEqualTo("succeeded");
    JsonNode report = continuo.awaitEnd(landed.path("id").asText());
    assertThat(report.path("status").asText()).isEqualTo("succeeded");
    assertThat(report.at("/trigger/startedBy/partition").asText()).isEqualTo(day);
    Awaitility.await("the clock ticks on")
        .atMost(SOON)
        .until(() -> continuo.executions("held/ticks", "&status=succeeded").size() > ticks + 1);
    assertThat(api.get(path("held/manual")).json().path("pausedBy")).isEmpty();
  }

  private void land(String day) {
    String event =
        """
        {"specversion": "1.0", "id": "%s", "source": "test",
         "type": "continuo.dataset.landed", "subject": "held.orders@%s"}"""
            .formatted(day, day);
    Api.Reply landed = api.post("/api/v1/landings", event);
    assertThat(landed.status()).as(landed::body).isEqualTo(201);
  }

  private void patch(String path, boolean paused) {
    Api.Reply reply = api.patch(path, "{\"paused\": " + paused + "}");
    assertThat(reply.status()).as(reply::body).isEqualTo(200);
  }

  private static String path(String workflow) {
    return "/api/v1/namespaces/" + workflow.replace("/", "/workflows/");
  }
}
