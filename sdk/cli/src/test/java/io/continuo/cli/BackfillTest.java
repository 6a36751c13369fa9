package io.continuo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.continuo.cli.Cli.Ran;
import io.continuo.sdk.fake.FakeGateway;
import io.continuo.sdk.fake.Reply;
import io.continuo.sdk.fake.SeenRequest;
import io.continuo.sdk.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** backfill create, list, show, slots, watch, pause, resume, edit, stop. */
class BackfillTest {
  private static final List<String> RANGE =
      List.of("--from", "2026-11-01", "--to", "2026-11-10", "--max", "3");

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
  void creatingGivesTheBackfillAsDataAndTheHintAsProgress() {
    Ran ran = create("daily", "--reverse", "--skip-succeeded", "--downstream", "--max-slots", "40");
    assertThat(ran.exitCode()).isZero();
    String id = Json.parse(ran.out()).path("id").asText();
    assertThat(ran.err()).isEqualTo("started backfill " + id + " of finance/daily: 10 slots\n");
    assertThat(sent())
        .isEqualTo(
            Json.parse(
                """
                {"from": "2026-11-01", "to": "2026-11-10", "concurrency": 3, "reverse": true,
                 "skipSucceeded": true, "downstream": true, "maxSlots": 40}
                """));
  }

  @Test
  void slotsMayBeNamedOneByOneOrAllAtOnce() {
    Cli.against(gateway)
        .run("backfill", "create", "daily", "--slot", "2026-11-01", "2026-11-03", "--slot", "a,b");
    assertThat(sent())
        .isEqualTo(Json.parse("{\"slots\": [\"2026-11-01\", \"2026-11-03\", \"a\", \"b\"]}"));
  }

  @Test
  void inputsAreReadAsTheWorkflowDeclaresThem() {
    create("daily", "--input", "n=3", "--input", "word=hello", "--description", "fx fixed");
    assertThat(sent().path("inputs")).isEqualTo(Json.parse("{\"n\": 3, \"word\": \"hello\"}"));
    assertThat(sent().path("description").asText()).isEqualTo("fx fixed");
  }

  @Test
  void theSameKeyIsTheSameBackfill() {
    Ran first = create("daily", "--idempotency-key", "k", "-o", "name");
    gateway.faults().next("POST", "/backfills", Reply.problem(503, "busy", "starting"));
    Ran again = create("daily", "--idempotency-key", "k", "-o", "name");
    assertThat(again.out()).isEqualTo(first.out());
    assertThat(again.err()).startsWith("already started backfill ");
  }

  @Test
  void aDryRunPrintsThePlanAndStartsNothing() {
    Ran ran = create("daily", "--downstream", "--dry-run", "-o", "table");
    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out())
        .isEqualTo(
            """
            WORKFLOW          SLOTS  FROM        TO          BECAUSE
            finance/daily     10     2026-11-01  2026-11-10  asked for
            marketing/report  2      2026-W45    2026-W46    finance/daily produces marts.daily
            """);
    assertThat(ran.err()).isEqualTo("12 slots in total; nothing was started\n");
    assertThat(Cli.against(gateway).run("backfill", "list", "-o", "name").out()).isEmpty();

    Ran json = create("daily", "--dry-run");
    assertThat(Json.parse(json.out()).path("total").asInt()).isEqualTo(12);
    assertThat(create("daily", "--dry-run", "-o", "name").out())
        .isEqualTo("finance/daily\nmarketing/report\n");
  }

  @Test
  void moreThanAMillionSlotsNeedAYesAndTheServerSaysSo() {
    List<String> ages = List.of("--from", "0001-01-01", "--to", "9999-12-31");
    Ran refused = backfill("create", "daily", ages);
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).contains("more than 1,000,000: pass yes (--yes)");
    assertThat(refused.out()).isEmpty();

    Ran confirmed =
        Cli.against(gateway)
            .run(
                "backfill",
                "create",
                "daily",
                "--yes",
                "--from",
                "0001-01-01",
                "--to",
                "9999-12-31");
    assertThat(confirmed.exitCode()).isZero();
    assertThat(confirmed.err()).contains("3,652,059 slots");
  }

  @ParameterizedTest
  @CsvSource({"succeeded,0", "failed,1", "stopped,1"})
  void theEndOfABackfillDecidesTheCodeOfWaitAndWatch(String status, int exitCode) {
    gateway.backfills().onCreate(backfill -> backfill.put("status", status));
    Ran waited = create("daily", "--wait");
    assertThat(waited.exitCode()).isEqualTo(exitCode);
    assertThat(Json.parse(waited.out()).path("status").asText()).isEqualTo(status);
    assertThat(waited.err().lines().skip(1)).hasSize(exitCode == 0 ? 1 : 2);
    assertThat(create("daily", "--watch").exitCode()).isEqualTo(exitCode);
  }

  @Test
  void watchingSaysALineForAChangeAndHowItEnded() {
    gateway.backfills().running("finance", "daily");
    CompletableFuture<Ran> watching =
        CompletableFuture.supplyAsync(
            () -> Cli.against(gateway).run("backfill", "watch", "daily", "-o", "table"));
    Awaitility.await().until(() -> gateway.requests("GET", "/backfills/daily").size() >= 2);
    gateway.backfills().moved("daily", "failed", 9, 1);

    Ran ran = watching.orTimeout(30, TimeUnit.SECONDS).join();
    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err())
        .isEqualTo(
            """
            2026-11-21T12:05:00Z  finance/daily 2026-11-01..2026-11-10  running  5m  0 of 10: 1 running
            backfill daily  finance/daily 2026-11-01..2026-11-10  failed  5m  10 of 10: 9 succeeded  1 failed
              continuo backfill slots daily
            """);
    assertThat(ran.out()).contains("BACKFILL", "failed");
  }

  @Test
  void onATerminalProgressIsABarAndNeedsNoRowAfterIt() {
    gateway.backfills().running("finance", "daily");
    gateway.backfills().moved("daily", "succeeded", 10, 0);
    Ran ran = Cli.against(gateway).onTerminal().run("backfill", "watch", "daily");
    assertThat(ran.exitCode()).isZero();
    assertThat(ran.err()).contains("█ 10/10", "10 of 10: 10 \u001b[32msucceeded");
    assertThat(ran.out()).isEmpty();
  }

  @Test
  void oneNotYetSeenByTheReadSideIsWaitedFor() {
    gateway.backfills().onCreate(backfill -> backfill.put("status", "succeeded"));
    gateway.faults().next("GET", "/backfills/", Reply.notFound("backfill, yet"));
    assertThat(create("daily", "--wait").exitCode()).isZero();
  }

  @Test
  void aServerThatGoesAwayAndReturnsIsForgiven() {
    gateway.backfills().onCreate(backfill -> backfill.put("status", "succeeded"));
    for (int i = 0; i < 4; i++) {
      gateway.faults().next("GET", "/backfills/", Reply.problem(503, "starting", "replaying"));
    }
    Ran ran = create("daily", "--watch");
    assertThat(ran.exitCode()).isZero();
    assertThat(ran.err()).contains("no answer from the server, trying again ...");
  }

  @Test
  void waitingNoLongerThanToldIsSixAndTheBackfillGoesOn() {
    Ran ran = create("daily", "--wait", "--timeout", "PT0.01S");
    assertThat(ran.exitCode()).isEqualTo(6);
    assertThat(ran.err()).contains("it goes on: continuo backfill watch ");
  }

  @Test
  void itIsSteeredUntilItHasEnded() {
    gateway.backfills().running("finance", "daily");
    assertThat(row("pause", "daily")).contains("paused");
    assertThat(row("resume", "daily")).contains("running");
    assertThat(row("edit", "daily", "--max", "7")).contains("running");
    assertThat(row("show", "daily")).contains("At once:    7", "Done:       0 of 10 slots");
    assertThat(row("stop", "daily", "--cancel-running")).contains("stopping");
    assertThat(gateway.requests("DELETE", "/backfills/daily").get(0).parameter("cancelRunning"))
        .contains("true");

    gateway.backfills().moved("daily", "stopped", 1, 0);
    assertThat(Cli.against(gateway).run("backfill", "stop", "daily").exitCode()).isEqualTo(7);
    assertThat(Cli.against(gateway).run("backfill", "show", "nothing").exitCode()).isEqualTo(3);
  }

  @Test
  void theyAreListedUnderBothNamesAndFilteredByTheServer() {
    gateway.state().workflow("music", "charts");
    gateway.backfills().running("finance", "daily");
    gateway.backfills().running("music", "charts");
    assertThat(row("list", "-o", "name")).isEqualTo("daily\ncharts\n");
    assertThat(row("list", "--workflow", "charts", "-o", "name")).isEqualTo("charts\n");
    Ran same =
        Cli.against(gateway).run("list", "backfills", "-n", "finance", "--status", "running");
    assertThat(Json.parse(same.out()).path("items")).hasSize(1);
    SeenRequest asked = gateway.requests("GET", "/api/v1/backfills").get(2);
    assertThat(asked.parameter("namespace")).contains("finance");
    assertThat(asked.parameter("status")).contains("running");
    assertThat(Cli.against(gateway).run("get", "backfill", "daily", "-o", "name").out())
        .isEqualTo("daily\n");
    assertThat(Cli.against(gateway).run("describe", "backfill", "daily", "-o", "table").out())
        .contains("Order:      oldest first", "Progress", "finance/daily  10     0");
  }

  @Test
  void itsSlotsLeadToTheirExecutions() {
    gateway.backfills().running("finance", "daily");
    assertThat(row("slots", "daily")).containsPattern("finance/daily +2026-11-01 +failed +x1 +-");
    assertThat(row("slots", "daily", "-o", "name")).isEqualTo("finance/daily@2026-11-01\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "backfill",
        "backfill create",
        "backfill create a/b",
        "backfill create a/b --from 2026-11-01",
        "backfill create a/b --to 2026-11-01",
        "backfill create a/b --from 1 --to 2 --slot 3",
        "backfill create a/b --from 1 --slot 3",
        "backfill create a/b --slot 1 --max many",
        "backfill edit x",
        "backfill show",
        "backfill remove x"
      })
  void wrongUsageIsTwoAndAsksNothing(String line) {
    Ran ran = Cli.against(gateway).run(line.split(" ", -1));
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).isNotBlank();
    assertThat(ran.out()).isEmpty();
    assertThat(gateway.requests()).isEmpty();
  }

  private Ran create(String workflow, String... more) {
    return backfill("create", workflow, RANGE, more);
  }

  private Ran backfill(String command, String workflow, List<String> options, String... more) {
    List<String> line = new ArrayList<>(List.of("backfill", command, workflow));
    line.addAll(options);
    line.addAll(List.of(more));
    return Cli.against(gateway).run(line.toArray(String[]::new));
  }

  private String row(String command, String... more) {
    List<String> line = new ArrayList<>(List.of("-o", "table", "backfill", command));
    line.addAll(List.of(more));
    return Cli.against(gateway).run(line.toArray(String[]::new)).out();
  }

  private JsonNode sent() {
    return Json.parse(gateway.requests("POST", "/backfills").get(0).body());
  }
}
