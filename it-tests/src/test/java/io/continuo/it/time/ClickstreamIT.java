package io.continuo.it.time;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.continuo.it.process.Api;
import io.continuo.it.process.Cli;
import io.continuo.it.process.Dist;
import io.continuo.it.process.Examples;
import io.continuo.it.process.Part;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Three teams run the clickstream of the examples: hours become days, days become a week. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClickstreamIT {
  private static final Duration START = Duration.ofSeconds(90);
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String HOUR = "ingest/raw-events";
  private static final String DAY = "analytics/daily-facts";
  private static final String WEEK = "reporting/weekly-report";
  private static final int HOURS = 7 * 24;

  private Path clickstream;
  private Part dev;
  private Api api;
  private Cli cli;

  @BeforeAll
  void starts(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder) throws IOException {
    Examples.copyTo(folder);
    clickstream = folder.resolve("examples/clickstream");
    int port = Dist.freePort();
    dev = Examples.dev(folder, "dev", port);
    dev.awaitLine("ready http://127.0.0.1:", START);
    api = new Api(URI.create("http://127.0.0.1:" + port));
    cli = new Cli(api.url());
  }

  @AfterAll
  void stops() {
    dev.close();
  }

  @Test
  void twentyFourHoursThatLandThriceInAnyOrderStartTheirDayOnce() throws Exception {
    String day = "2031-11-30";
    List<String> hours = IntStream.range(0, 24).mapToObj(h -> day + "T%02d".formatted(h)).toList();
    Files.createDirectories(clickstream.resolve("out/raw"));
    for (String hour : hours) {
      String line = hour.substring(11) + ",u01,/from-elsewhere\n";
      Files.writeString(clickstream.resolve("out/raw/" + hour + ".csv"), line);
    }
    List<String> landings = new ArrayList<>();
    IntStream.range(0, 3).forEach(_ -> landings.addAll(hours));
    Collections.shuffle(landings, new Random(24));
    for (int i = 0; i < landings.size(); i++) {
      land(landings.get(i), i % 8 == 0);
    }
    awaitSlot(DAY, day, 1);
    assertThat(executions(DAY, day)).hasSize(1);
    JsonNode trigger =
        api.get("/api/v1/executions/" + executions(DAY, day).getFirst().path("id").asText())
            .json()
            .path("trigger");
    assertThat(trigger.path("kind").asText()).isEqualTo("landing");
    assertThat(trigger.path("joined")).as(trigger::toString).hasSize(24);
    assertThat(facts("facts/" + day)).isEqualTo(Map.of("/from-elsewhere", 24));
    assertThat(api.items("/api/v1/datasets/raw.events/partitions?from=" + day + "T00"))
        .filteredOn(landed -> landed.path("partition").asText().startsWith(day))
        .hasSize(24)
        .allSatisfy(landed -> assertThat(landed.path("landings").asInt()).isEqualTo(1));
  }

  private void land(String hour, boolean typed) {
    if (typed) {
      Cli.Result landed = cli.run("land raw.events " + hour + " --source elsewhere --id " + hour);
      assertThat(landed.exit()).as(landed::toString).isZero();
      return;
    }
    String event =
        """
        {"specversion": "1.0", "id": "%s", "source": "elsewhere",
         "type": "continuo.dataset.landed", "subject": "raw.events@%s"}"""
            .formatted(hour, hour);
    assertThat(api.post("/api/v1/landings", event).status()).isIn(200, 201);
  }

  @Test
  void aWeekIsBackfilledOnceAndOneChangedHourRunsAgainWithItsDayAndItsWeek() throws Exception {
    Cli.Result week =
        cli.run(
            "backfill create raw-events --from 2026-11-16T00 --to 2026-11-22T23 --max 8 --wait");
    assertThat(week.exit()).as(week::toString).isZero();
    awaitSlot(WEEK, "2026-W47", 1);
    assertRuns(Map.of(HOUR, HOURS, DAY, 7, WEEK, 1));
    Map<String, Integer> once = views();
    assertThat(once).isNotEmpty();
    assertThat(days()).hasSize(7).allSatisfy(day -> assertThat(facts(day)).isEqualTo(once));
    assertThat(facts("reports/2026-W47")).isEqualTo(times(once, 7));

    changeHour();
    assertPlan(cli.run(rerun() + " --dry-run").json());
    assertRuns(Map.of(HOUR, HOURS, DAY, 7, WEEK, 1));
    Cli.Result again = cli.run(rerun() + " --wait");
    assertThat(again.exit()).as(again::toString).isZero();
    assertRuns(Map.of(HOUR, HOURS + 1, DAY, 8, WEEK, 2));
    assertInOrder(
        secondRun(HOUR, "2026-11-18T05"),
        secondRun(DAY, "2026-11-18"),
        secondRun(WEEK, "2026-W47"));
    Map<String, Integer> changed = views();
    assertThat(facts("facts/2026-11-18")).isEqualTo(changed).isNotEqualTo(once);
    Map<String, Integer> sum = times(once, 6);
    changed.forEach((page, views) -> sum.merge(page, views, Integer::sum));
    assertThat(facts("reports/2026-W47")).isEqualTo(sum);
    awaitSlot(WEEK, "2026-W47", 2);
    assertRuns(Map.of(HOUR, HOURS + 1, DAY, 8, WEEK, 2));
  }

  private static String rerun() {
    return "backfill create raw-events --slot 2026-11-18T05 --downstream";
  }

  private static void assertPlan(JsonNode plan) {
    assertThat(plan.path("total").asInt()).as(plan::toString).isEqualTo(3);
    assertThat(plan.path("steps"))
        .extracting(step -> step.path("workflow").asText() + step.path("slots"))
        .containsExactly(
            HOUR + "[\"2026-11-18T05\"]", DAY + "[\"2026-11-18\"]", WEEK + "[\"2026-W47\"]");
  }

  /** The web servers' log has more of that hour of each day than was known. */
  private void changeHour() throws IOException {
    Files.writeString(
        clickstream.resolve("data/events.csv"), "05,u99,/late\n", StandardOpenOption.APPEND);
  }

  private void awaitSlot(String workflow, String slot, int runs) {
    Awaitility.await(workflow + " " + slot + " succeeds")
        .atMost(SOON)
        .untilAsserted(
            () -> {
              String path = path(workflow) + "/slots?from=" + slot + "&to=" + slot;
              JsonNode record = api.get(path).json().path("items").path(0);
              assertThat(record.path("status").asText())
                  .as(record::toString)
                  .isEqualTo("succeeded");
              assertThat(record.path("runs").asInt()).isEqualTo(runs);
            });
  }

  private static String path(String workflow) {
    return "/api/v1/namespaces/" + workflow.replace("/", "/workflows/");
  }

  /** All that ever ran for the slots of that week, each run of each slot once. */
  private void assertRuns(Map<String, Integer> counts) {
    counts.forEach(
        (workflow, count) -> {
          List<JsonNode> all =
              executions(workflow, "").stream().filter(ClickstreamIT::isOfTheWeek).toList();
          assertThat(all).as(workflow).hasSize(count);
          assertThat(
                  all.stream()
                      .collect(groupingBy(e -> e.path("partition") + " " + e.path("run")))
                      .values())
              .allSatisfy(runs -> assertThat(runs).hasSize(1));
          assertThat(all)
              .allSatisfy(e -> assertThat(e.path("status").asText()).isEqualTo("succeeded"));
        });
  }

  private static boolean isOfTheWeek(JsonNode execution) {
    String partition = execution.path("partition").asText();
    return partition.equals("2026-W47")
        || (partition.compareTo("2026-11-16") >= 0 && partition.compareTo("2026-11-23") < 0);
  }

  private List<JsonNode> executions(String workflow, String partition) {
    String[] name = workflow.split("/", 2);
    String filter = partition.isEmpty() ? "" : "&partition=" + partition;
    return api.items("/api/v1/executions?namespace=" + name[0] + "&workflow=" + name[1] + filter);
  }

  private JsonNode secondRun(String workflow, String slot) {
    return executions(workflow, slot).stream()
        .filter(execution -> execution.path("run").asInt() == 2)
        .findFirst()
        .orElseThrow(() -> new AssertionError(workflow + " " + slot + " has no second run"));
  }

  private static void assertInOrder(JsonNode... executions) {
    for (int i = 1; i < executions.length; i++) {
      assertThat(Instant.parse(executions[i].path("createdAt").asText()))
          .isAfterOrEqualTo(Instant.parse(executions[i - 1].path("endedAt").asText()));
    }
  }

  private List<String> days() {
    return IntStream.rangeClosed(16, 22).mapToObj(day -> "facts/2026-11-" + day).toList();
  }

  private Map<String, Integer> facts(String name) throws IOException {
    Map<String, Integer> views = new TreeMap<>();
    for (String line : Files.readAllLines(clickstream.resolve("out/" + name + ".csv"))) {
      int comma = line.lastIndexOf(',');
      views.put(line.substring(0, comma), Integer.parseInt(line.substring(comma + 1)));
    }
    return views;
  }

  /** Views by page of one day, as the log has them. */
  private Map<String, Integer> views() throws IOException {
    Map<String, Integer> views = new TreeMap<>();
    List<String> lines = Files.readAllLines(clickstream.resolve("data/events.csv"));
    for (String line : lines.subList(1, lines.size())) {
      views.merge(line.substring(line.lastIndexOf(',') + 1), 1, Integer::sum);
    }
    return views;
  }

  private static Map<String, Integer> times(Map<String, Integer> views, int days) {
    return views.entrySet().stream()
        .collect(
            TreeMap::new, (map, e) -> map.put(e.getKey(), e.getValue() * days), TreeMap::putAll);
  }
}
