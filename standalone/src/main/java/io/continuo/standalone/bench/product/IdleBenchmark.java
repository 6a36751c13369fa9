package io.continuo.standalone.bench.product;

import io.continuo.sdk.ContinuoClient;
import io.continuo.standalone.bench.Benchmark;
import io.continuo.standalone.bench.OtherProcess;
import io.continuo.standalone.bench.Report;
import java.time.Duration;

/** Twenty thousand scheduled workflows with nothing due: what it costs to be there. */
public final class IdleBenchmark implements Benchmark {
  private static final Duration SETTLING = Duration.ofSeconds(60);
  private static final Duration MEASURED = Duration.ofSeconds(60);

  /** Due once a year. */
  private static final String SELDOM = "0 0 1 1 *";

  @Override
  public String name() {
    return "idle";
  }

  @Override
  public String description() {
    return "20,000 scheduled workflows, nothing due";
  }

  @Override
  public void run(Report report) throws Exception {
    if (!OtherProcess.isMeasurable()) {
      report.say("left out: only Linux tells what another process costs");
      return;
    }
    int workflows = Integer.getInteger("continuo.workflows", 20_000);
    try (DevProcess dev = DevProcess.start()) {
      ContinuoClient client = ContinuoClient.builder().url(dev.url()).build();
      new Fleet(client).register(report, workflows, 10, SELDOM);
      report.say("settling for " + SETTLING.toSeconds() + " s");
      Thread.sleep(SETTLING);
      report.add("idle.cpu_percent", dev.cpuPercent(MEASURED));
      report.add("idle.rss_mb", dev.residentMegabytes());
    }
  }
}
