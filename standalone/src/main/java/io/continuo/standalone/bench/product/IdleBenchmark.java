package io.continuo.standalone.bench.product;

import io.continuo.standalone.bench.Benchmark;
import io.continuo.standalone.bench.Report;
import io.continuo.standalone.bench.Usage;
import java.time.Duration;
import java.util.Map;

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
    int workflows = Integer.getInteger("continuo.workflows", 20_000);
    try (ProductRig rig = ProductRig.start(Map.of())) {
      new Fleet(rig).register(report, workflows, 10, SELDOM);
      report.say("settling for " + SETTLING.toSeconds() + " s");
      System.gc(); // what registration left behind is no part of being there
      Thread.sleep(SETTLING);
      Usage usage = Usage.start();
      Thread.sleep(MEASURED);
      report.add("idle.cpu_percent", usage.cpuMicros() / 1e4 / usage.seconds());
      report.add("idle.rss_mb", Usage.residentMegabytes());
    }
  }
}
