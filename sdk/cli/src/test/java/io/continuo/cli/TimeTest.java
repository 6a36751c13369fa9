package io.continuo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.cli.Cli.Ran;
import io.continuo.sdk.fake.FakeGateway;
import io.continuo.sdk.fake.Reply;
import io.continuo.sdk.json.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** slots, next, and pausing more than a workflow. */
class TimeTest {
  private final FakeGateway gateway = new FakeGateway();

  @BeforeEach
  void aWorkflow() {
    gateway.state().workflow("finance", "daily").workflow("music", "charts");
  }

  @AfterEach
  void close() {
    gateway.close();
  }

  @Test
  void slotsSayWhatBecameOfThemAndWhy() {
    gateway.slots().slot("finance/daily", "2026-11-19", "missed").put("reason", "catch-up: none");
    gateway
        .slots()
        .slot("finance/daily", "2026-11-20", "succeeded")
        .put("execution", "x1")
        .put("runs", 2);
    gateway
        .slots()
        .slot("finance/daily", "2026-11-21", "waiting")
        .put("dueAt", "2026-11-21T13:05:00Z")
        .withArray("waitingFor")
        .addObject()
        .put("dataset", "raw.clicks")
        .put("needed", 24)
        .put("landed", 22)
        .putArray("missing")
        .add("2026-11-21T22")
        .add("2026-11-21T23");

    assertThat(Cli.against(gateway).run("slots", "daily", "-o", "table").out())
        .isEqualTo(
            """
            SLOT        STATUS     DUE     RUNS  EXECUTION  WHY
            2026-11-21  waiting    in 1h   0     -          waits for raw.clicks 22/24: 2026-11-21T22 ...
            2026-11-20  succeeded  5m ago  2     x1         -
            2026-11-19  missed     5m ago  0     -          catch-up: none
            """);
    Ran filtered =
        Cli.against(gateway)
            .run(
                "slots",
                "daily",
                "--status",
                "missed,waiting",
                "--from",
                "2026-11-01",
                "--limit",
                "1",
                "-o",
                "name");
    assertThat(filtered.out()).isEqualTo("2026-11-21\n");
    assertThat(filtered.err()).contains("--all");
    assertThat(gateway.requests("GET", "/slots").get(1).parameter("from")).contains("2026-11-01");
  }

  @Test
  void nextSaysWhenAndWithExplainWhy() {
    gateway
        .slots()
        .next("finance/daily", "2026-11-21", "2026-11-22T01:05:00Z", "the day ends at midnight");
    gateway.slots().next("finance/daily", "2026-11-22", "2026-11-23T01:05:00Z", "so does this");

    assertThat(Cli.against(gateway).run("next", "daily", "-o", "table").out())
        .isEqualTo(
            """
            SLOT        DUE                   WHEN
            2026-11-21  2026-11-22T01:05:00Z  in 13h
            2026-11-22  2026-11-23T01:05:00Z  in 1d 13h
            """);
    assertThat(
            Cli.against(gateway)
                .run("next", "daily", "--count", "1", "--explain", "-o", "table")
                .out())
        .isEqualTo(
            """
            2026-11-21  2026-11-22T01:05:00Z  in 13h
              the day ends at midnight
            """);
    Ran json = Cli.against(gateway).run("next", "finance/daily", "--explain");
    assertThat(Json.parse(json.out()).at("/items/1/explain").asText()).isEqualTo("so does this");
    assertThat(Json.parse(json.out()).path("paused").asBoolean(true)).isFalse();
  }

  @Test
  void nextSaysWhyNothingWillStart() {
    Cli.against(gateway).run("pause", "daily");
    Ran paused = Cli.against(gateway).run("next", "daily");
    assertThat(paused.exitCode()).isZero();
    assertThat(paused.err())
        .isEqualTo(
            """
            finance/daily has no schedule that will fire
            paused: nothing of this starts until it is resumed
            """);

    gateway
        .faults()
        .next(
            "GET",
            "/next",
            Reply.ok(Json.parse("{\"items\": [], \"paused\": false, \"landing\": \"all\"}")));
    assertThat(Cli.against(gateway).run("next", "daily").err())
        .contains("also starts when all of what it consumes has landed");
  }

  @Test
  void aNamespaceOrEverythingIsPausedAndEachWorkflowSaysByWhat() {
    assertThat(Cli.against(gateway).run("pause", "--namespace", "finance", "-o", "table").out())
        .isEqualTo("NAMESPACE  STATE\nfinance    paused\n");
    assertThat(Json.parse(Cli.against(gateway).run("pause", "--all").out()))
        .isEqualTo(Json.parse("{\"paused\": true}"));
    assertThat(Cli.against(gateway).run("list", "workflows", "-o", "table").out())
        .containsPattern("finance/daily .* paused by namespace, installation +data")
        .containsPattern("music/charts .* paused by installation +data");
    assertThat(Cli.against(gateway).run("describe", "workflow", "daily", "-o", "table").out())
        .contains("State:      paused by namespace, installation");
    assertThat(Cli.against(gateway).run("list", "namespaces", "-o", "table").out())
        .isEqualTo("NAMESPACE  STATE\nfinance    paused\nmusic      active\n");

    Cli.against(gateway).run("resume", "-n", "finance");
    assertThat(Cli.against(gateway).run("resume", "--all", "-o", "name").out())
        .isEqualTo("active\n");
    assertThat(Cli.against(gateway).run("pause", "daily", "-n", "finance", "-o", "table").out())
        .contains("finance/daily  1        paused  data");
    assertThat(gateway.requests("PATCH", "/namespaces/finance/workflows/daily")).hasSize(1);
  }

  @Test
  void whatToPauseMustBeClear() {
    assertThat(Cli.against(gateway).run("pause").err()).contains("--namespace NAMESPACE or --all");
    assertThat(Cli.against(gateway).run("pause").exitCode()).isEqualTo(2);
    assertThat(Cli.against(gateway).run("resume", "daily", "--all").exitCode()).isEqualTo(2);
    assertThat(Cli.against(gateway).run("pause", "--all", "-n", "finance").exitCode()).isEqualTo(2);
    assertThat(gateway.requests()).isEmpty();
  }

  @Test
  void completionKnowsTheNewCommands() {
    assertThat(Cli.against(gateway).run("completion").out())
        .contains("backfill", "--skip-succeeded", "--explain", "--backfill-share", "land");
  }
}
