package io.continuo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.continuo.cli.Cli.Ran;
import io.continuo.sdk.fake.FakeExecution;
import io.continuo.sdk.fake.FakeGateway;
import io.continuo.sdk.fake.Reply;
import io.continuo.sdk.fake.SeenRequest;
import io.continuo.sdk.json.Json;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** run and watch. */
class RunningTest {
  private final FakeGateway gateway = new FakeGateway();

  @BeforeEach
  void aWorkflow() {
    gateway.state().workflow("finance", "daily");
  }

  @AfterEach
  void close() {
    gateway.close();
  }

  @Test
  void aRunGivesTheExecutionAsDataAndTheHintAsProgress() {
    Ran ran = Cli.against(gateway).run("run", "daily", "--partition", "2026-11-21", "-o", "name");
    assertThat(ran.exitCode()).isZero();
    assertThat(gateway.state().byId(ran.out().strip())).isPresent();
    assertThat(ran.err()).isEqualTo("started finance/daily: " + ran.out());
    assertThat(
            Json.parse(gateway.requests("POST", "/executions").get(0).body())
                .path("partition")
                .asText())
        .isEqualTo("2026-11-21");
  }

  @Test
  void inputsAreTextWhereTheWorkflowDeclaresTextAndJsonElsewhere() {
    gateway
        .faults()
        .next(
            "GET",
            "/workflows/daily",
            Reply.ok(
                Json.parse(
                    """
                    {"namespace": "finance", "name": "daily", "version": 1,
                     "definition": {"inputs": {"currency": {"type": "string"}, "since": {"type": "date"},
                       "size": {"type": ["1", "2"]}, "note": {"type": "optional<string>"}}}}
                    """)));
    Cli.against(gateway)
        .run(
            "run",
            "finance/daily",
            "--input",
            "currency=1",
            "--input",
            "since=2026-01-01",
            "--input",
            "n=3",
            "--input",
            "list=[1,2]",
            "--input",
            "word=a=b",
            "--input",
            "size=2",
            "--input",
            "note=true");

    JsonNode inputs =
        Json.parse(gateway.requests("POST", "/executions").get(0).body()).path("inputs");
    assertThat(inputs)
        .isEqualTo(
            Json.parse(
                "{\"currency\":\"1\",\"since\":\"2026-01-01\",\"n\":3,\"list\":[1,2],\"word\":\"a=b\",\"size\":\"2\",\"note\":\"true\"}"));
  }

  @Test
  void aRepeatedRequestHasTheSameKeyAndAGivenKeyIsKept() {
    gateway.faults().next("POST", "/executions", Reply.problem(503, "busy", "starting"));
    Cli.against(gateway).run("run", "finance/daily");
    List<SeenRequest> sent = gateway.requests("POST", "/executions");
    assertThat(sent).hasSize(2);
    assertThat(sent.get(0).header("Idempotency-Key"))
        .isPresent()
        .isEqualTo(sent.get(1).header("Idempotency-Key"));

    String first =
        Cli.against(gateway)
            .run("run", "finance/daily", "--idempotency-key", "k1", "-o", "name")
            .out();
    Ran again =
        Cli.against(gateway).run("run", "finance/daily", "--idempotency-key", "k1", "-o", "name");
    assertThat(again.out()).isEqualTo(first);
    assertThat(again.err()).startsWith("already started finance/daily");
  }

  @Test
  void waitSaysOnlyTheEndAndGivesTheFinalExecution() {
    gateway
        .state()
        .onRun(
            execution ->
                execution
                    .task("extract", "running")
                    .task("extract", "succeeded")
                    .status("succeeded"));
    Ran ran = Cli.against(gateway).run("run", "finance/daily", "--wait");
    assertThat(Json.parse(ran.out()).path("status").asText()).isEqualTo("succeeded");
    assertThat(ran.err().lines()).hasSize(2);
    assertThat(ran.err()).contains("finance/daily  succeeded  3m 20s");
  }

  @Test
  void watchingWithoutATerminalIsALineForEachChange() {
    FakeExecution execution =
        gateway
            .state()
            .execution("finance", "daily")
            .task("extract", "queued")
            .task("load", "waiting", "extract");
    CompletableFuture<Ran> watching =
        CompletableFuture.supplyAsync(() -> Cli.against(gateway).run("watch", execution.id()));
    Awaitility.await().until(() -> gateway.requests("GET", "/tasks").size() >= 1);
    execution.task("extract", "running");
    Awaitility.await().until(() -> gateway.requests("GET", "/tasks").size() >= 3);
    execution.taskEnded("extract", "failed", 50, "no rows").status("failed");

    Ran ran = watching.orTimeout(30, TimeUnit.SECONDS).join();
    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err())
        .contains("2026-11-21T12:05:00Z  finance/daily  running  5m")
        .contains("2026-11-21T12:05:00Z  extract  queued")
        .contains("extract  running  5m")
        .contains("extract  failed  42s  exit 50  no rows")
        .contains("continuo logs " + execution.id() + " extract")
        .doesNotContain("load")
        .doesNotContain("\u001b");
    assertThat(Json.parse(ran.out()).path("status").asText()).isEqualTo("failed");
  }

  @Test
  void watchingOnATerminalRedrawsATreeAndNeedsNoRowAfterIt() {
    FakeExecution execution =
        gateway
            .state()
            .execution("finance", "daily")
            .task("extract", "succeeded")
            .task("clean", "succeeded", "extract")
            .task("report", "skipped", "extract", "clean")
            .status("succeeded");
    Ran ran = Cli.against(gateway).onTerminal().with("NO_COLOR", "1").run("watch", execution.id());
    assertThat(ran.exitCode()).isZero();
    assertThat(ran.err())
        .contains("✓ extract")
        .contains("└─ ✓ clean")
        .contains("   └─ ⊘ report")
        .contains("3/3  2 succeeded  1 skipped");
    assertThat(ran.out()).isEmpty();
  }

  @Test
  void aGraphTooLargeToShowIsCounted() {
    FakeExecution execution = gateway.state().execution("finance", "daily");
    for (int i = 0; i < 100; i++) {
      execution.task("t" + i, i < 97 ? "succeeded" : "skipped");
    }
    execution.status("succeeded");
    Ran ran = Cli.against(gateway).run("watch", execution.id());
    assertThat(ran.err()).contains("97 succeeded  3 skipped").doesNotContain("t42");
    assertThat(gateway.requests("GET", "/tasks")).isEmpty();
  }

  @Test
  void aServerThatGoesAwayAndReturnsIsForgiven() {
    FakeExecution execution = gateway.state().execution("finance", "daily");
    CompletableFuture<Ran> watching =
        CompletableFuture.supplyAsync(() -> Cli.against(gateway).run("watch", execution.id()));
    Awaitility.await().until(() -> !gateway.requests("GET", "/stream").isEmpty());
    for (int i = 0; i < 4; i++) {
      gateway
          .faults()
          .next(
              "GET", "/executions/" + execution.id(), Reply.problem(503, "starting", "replaying"));
    }
    execution.task("extract", "running");
    Awaitility.await().until(() -> gateway.faults().isEmpty());
    execution.status("succeeded");

    Ran ran = watching.orTimeout(30, TimeUnit.SECONDS).join();
    assertThat(ran.exitCode()).isZero();
  }

  @Test
  void aRunNotYetSeenByTheReadSideIsWaitedFor() {
    gateway.state().onRun(execution -> execution.status("succeeded"));
    gateway.faults().next("GET", "/executions/", Reply.notFound("execution, yet"));
    gateway.faults().next("GET", "/executions/", Reply.notFound("execution, yet"));
    assertThat(Cli.against(gateway).run("run", "finance/daily", "--wait").exitCode()).isZero();
  }

  @Test
  void aRefusalByTheOverlapPolicyIsAConflict() {
    gateway
        .faults()
        .next(
            "POST",
            "/executions",
            Reply.problem(409, "overlap", "finance/daily runs already; max is 1"));
    Ran ran = Cli.against(gateway).run("run", "finance/daily", "--wait");
    assertThat(ran.exitCode()).isEqualTo(7);
    assertThat(ran.err()).contains("runs already; max is 1");
  }
}
