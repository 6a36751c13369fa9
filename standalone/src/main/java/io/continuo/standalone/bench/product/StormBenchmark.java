package io.continuo.standalone.bench.product;

import io.continuo.standalone.bench.Benchmark;
import io.continuo.standalone.bench.Latencies;
import io.continuo.standalone.bench.Report;
import io.continuo.standalone.bench.Usage;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/**
 * Twenty thousand workflows of ten tasks each, all due at the same second: how long until the first
 * task of each is on its queue, and until the last is done.
 */
public final class StormBenchmark implements Benchmark {
  private static final int TASKS = 10;

  @Override
  public String name() {
    return "storm";
  }

  @Override
  public String description() {
    return "20,000 workflows x 10 noop tasks due at the same second";
  }

  @Override
  public void run(Report report) throws Exception {
    int workflows = Integer.getInteger("continuo.workflows", 20_000);
    try (ProductRig rig = ProductRig.start(Map.of())) {
      // Registration is no part of the figures, but has to be over when the storm comes.
      Instant due =
          Instant.now()
              .plus(Duration.ofSeconds(60).plusMillis(10L * workflows))
              .truncatedTo(ChronoUnit.SECONDS);
      new Fleet(rig.client()).register(report, workflows, TASKS, at(due));
      if (Instant.now().isAfter(due)) {
        throw new IllegalStateException("registration took until after the storm: rerun it alone");
      }
      try (FirstCommands first = new FirstCommands(rig)) {
        report.say("waiting for the storm at " + due);
        Thread.sleep(Duration.between(Instant.now(), due));
        Usage usage = Usage.start();
        rig.ends().awaitEnded(workflows);
        double done = Duration.between(due, Instant.now()).toMillis() / 1e3;
        Latencies latencies = first.since(due);
        report.add("storm.done_s", done);
        report.add("storm.tasks_per_s", (double) workflows * TASKS / done);
        report.add("storm.cpu_us_per_task", usage.cpuMicros() / ((double) workflows * TASKS));
        report.add("storm.first_command_p50_ms", latencies.percentileMs(50));
        report.add("storm.first_command_p99_ms", latencies.percentileMs(99));
        report.add("storm.rss_mb", Usage.residentMegabytes());
      }
    }
  }

  /** A six-field cron expression that names one second of the year. */
  private static String at(Instant due) {
    var time = due.atZone(ZoneOffset.UTC);
    return "%d %d %d %d %d *"
        .formatted(
            time.getSecond(),
            time.getMinute(),
            time.getHour(),
            time.getDayOfMonth(),
            time.getMonthValue());
  }
}
