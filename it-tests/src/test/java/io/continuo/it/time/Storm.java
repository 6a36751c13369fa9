package io.continuo.it.time;

import io.continuo.definition.partition.Grain;
import io.continuo.definition.partition.PartitionLabel;
import io.continuo.it.process.Api;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A backfill of hours, a hundred for each kill, with all that is downstream, workflows that are due
 * every second, and one limit for all of them. Beside it things that stay in the middle: a closed
 * limit, a day of which some hours have landed. What gets no answer is repeated, as any careful
 * client would.
 */
final class Storm {
  static final String HOURS = "storm/hours";
  static final String DAYS = "storm/days";
  static final String WEEKS = "storm/weeks";
  static final String READER = "storm/reader";

  /** So many runs each schedule has at least seen when the storm ends. */
  static final int MORE_THAN = 10;

  static final List<String> TICKS = List.of("storm/tick-1", "storm/tick-2", "storm/tick-3");
  static final String LIMIT = "storm";
  static final int PERMITS = 16;

  private static final int SLOTS_A_KILL = 100;

  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final Duration ENOUGH = Duration.ofSeconds(150);

  private final Api api;
  private final Path runs;
  private final List<PartitionLabel> hours;
  private String backfill = "";

  Storm(Api api, Path folder, int kills) throws IOException {
    this.api = api;
    this.hours =
        Stream.iterate(PartitionLabel.parse("2026-01-05T00").orElseThrow(), PartitionLabel::next)
            .limit((long) SLOTS_A_KILL * kills)
            .toList();
    this.runs = Files.createFile(folder.resolve("runs"));
  }

  /** Registers and begins all of it. */
  void begin() {
    limit(LIMIT, "{\"permits\":%d,\"backfillShare\":0.75}".formatted(PERMITS));
    limit("shut", "{\"permits\":0}");
    String mine =
        "tasks: { work: { type: process, limits: { storm: 1 }, command: [sh, -c, "
            + "'echo $CONTINUO_EXECUTION/$CONTINUO_TASK/$CONTINUO_ATTEMPT >> "
            + runs
            + "'] } }";
    register(HOURS, "partitions: { grain: hourly }\nproduces: [storm.hours]\n" + mine);
    register(DAYS, downstream("daily", "storm.hours", "storm.days") + mine);
    register(WEEKS, downstream("weekly", "storm.days", "storm.weeks") + mine);
    register(
        READER,
        "partitions: { grain: daily }\ntriggers: [ { landing: all } ]\n"
            + "consumes: [ { dataset: storm.days } ]\n"
            + mine);
    TICKS.forEach(
        tick -> register(tick, "triggers: [ { schedule: { cron: '* * * * * *' } } ]\n" + tick()));
    beginWhatStays();
    backfill =
        backfill(
            HOURS,
            "{\"from\":\"%s\",\"to\":\"%s\",\"concurrency\":24,\"downstream\":true}"
                .formatted(hours.getFirst(), hours.getLast()));
  }

  private static String downstream(String grain, String reads, String leaves) {
    return """
        partitions: { grain: %s }
        consumes: [ { dataset: %s, partition: all } ]
        produces: [ %s ]
        backfillFromUpstream: true
        """
        .formatted(grain, reads, leaves);
  }

  private static String tick() {
    return "overlap: { policy: queue, max: 2 }\n"
        + "tasks: { a: { type: noop, limits: { storm: 1 } }, b: { type: noop, after: [a] } }";
  }

  private void beginWhatStays() {
    register(
        "stays/slots",
        "partitions: { grain: hourly }\ntasks: { a: { type: noop, limits: { shut: 1 } } }");
    register(
        "stays/day",
        "partitions: { grain: daily }\ntriggers: [ { landing: all } ]\n"
            + "consumes: [ { dataset: stays.hours, partition: all } ]\ntasks: { a: { type: noop } }");
    backfill(
        "stays/slots", "{\"from\":\"2026-01-05T00\",\"to\":\"2026-01-05T04\",\"concurrency\":2}");
    for (int hour = 0; hour < 3; hour++) {
      String event =
          """
          {"specversion": "1.0", "id": "%d", "source": "test",
           "type": "continuo.dataset.landed", "subject": "stays.hours@2026-01-05T0%d"}"""
              .formatted(hour, hour);
      answered(() -> api.post("/api/v1/landings", event));
    }
  }

  private void limit(String name, String setting) {
    answered(() -> api.put("/api/v1/limits/" + name, setting));
  }

  private void register(String name, String rest) {
    String[] parts = name.split("/", 2);
    String yaml = "namespace: %s\nname: %s\n%s\n".formatted(parts[0], parts[1], rest);
    answered(() -> api.register("workflows", name, yaml));
  }

  private String backfill(String workflow, String body) {
    String path = "/api/v1/namespaces/" + workflow.replace("/", "/workflows/") + "/backfills";
    return answered(() -> api.post(path, body, "Idempotency-Key", "once"))
        .json()
        .path("id")
        .asText();
  }

  private static Api.Reply answered(Supplier<Api.Reply> call) {
    return Awaitility.await("an answer")
        .atMost(ENOUGH)
        .pollInterval(PAUSE)
        .ignoreExceptionsInstanceOf(UncheckedIOException.class)
        .until(call::get, reply -> Set.of(200, 201).contains(reply.status()));
  }

  /** Slots of that grain that have some of the hours. */
  List<String> slots(Grain grain) {
    return hours.stream()
        .map(hour -> PartitionLabel.containing(grain, hour.start()).toString())
        .distinct()
        .toList();
  }

  /** Says how far the backfill is. */
  void note() {
    var json = answered(() -> api.get("/api/v1/backfills/" + backfill)).json();
    System.out.println(
        "chaos: %s, %s of %s slots have run"
            .formatted(Instant.now(), json.path("succeeded"), json.path("total")));
  }

  /** Waits until the backfill has ended, ends the schedules, and waits until the storm is over. */
  void end() {
    Awaitility.await("the backfill succeeds")
        .atMost(ENOUGH)
        .pollInterval(PAUSE)
        .until(
            () -> api.get("/api/v1/backfills/" + backfill).json().path("status").asText(),
            "succeeded"::equals);
    TICKS.forEach(this::awaitTicks);
    TICKS.forEach(tick -> register(tick, tick()));
    String open = "/api/v1/executions?namespace=storm&status=queued,running,waiting,cancelling";
    Awaitility.await("everything has ended")
        .atMost(ENOUGH)
        .pollInterval(PAUSE)
        .until(() -> api.items(open).isEmpty());
    Awaitility.await("no permit is held")
        .atMost(ENOUGH)
        .pollInterval(PAUSE)
        .until(
            () -> api.get("/api/v1/limits/" + LIMIT).json(),
            limit -> limit.path("used").asInt() == 0 && limit.path("waiting").asInt() == 0);
  }

  /** The backfill may be over before the only kill: the schedules are to see what follows it. */
  private void awaitTicks(String tick) {
    String[] parts = tick.split("/", 2);
    String some =
        "/api/v1/executions?namespace=%s&workflow=%s&limit=%d"
            .formatted(parts[0], parts[1], MORE_THAN + 1);
    Awaitility.await(tick + " goes on")
        .atMost(ENOUGH)
        .pollInterval(PAUSE)
        .until(() -> api.items(some).size() > MORE_THAN);
  }

  /** What process tasks left: {@code execution/task/attempt}, once for each run. */
  List<String> runs() throws IOException {
    return Files.readAllLines(runs);
  }
}
