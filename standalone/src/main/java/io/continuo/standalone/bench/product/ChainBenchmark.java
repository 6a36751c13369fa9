package io.continuo.standalone.bench.product;

import io.continuo.sdk.model.QualifiedName;
import io.continuo.standalone.bench.Benchmark;
import io.continuo.standalone.bench.Latencies;
import io.continuo.standalone.bench.Report;
import io.continuo.standalone.bench.Usage;
import java.util.List;
import java.util.Map;

/**
 * Twenty tasks in a row, each of nothing, through the whole product. A step is the time from one
 * report of a runner to the next: the broker dates both, so the twentieth part of an execution is
 * one step.
 */
public final class ChainBenchmark implements Benchmark {
  static final int TASKS = 20;
  private static final QualifiedName WORKFLOW = new QualifiedName("bench", "chain");
  private static final int WARM_UP = 20_000;

  /** One case: so many executions in flight, so many in all. */
  private record Case(int concurrent, int executions) {}

  private static final List<Case> CASES =
      List.of(new Case(1, 100), new Case(200, 2_000), new Case(1000, 3_000));

  @Override
  public String name() {
    return "chain";
  }

  @Override
  public String description() {
    return "20 noop tasks in a row through HTTP, engine, runner and read model";
  }

  @Override
  public List<String> comparedWith() {
    return List.of("limit");
  }

  @Override
  public void run(Report report) throws Exception {
    try (ProductRig rig = ProductRig.start(Map.of())) {
      rig.register(WORKFLOW, definition());
      Load load = new Load(rig, WORKFLOW);
      report.say("warming up");
      load.run(200, WARM_UP, run -> {});
      for (Case one : CASES) {
        measure(report, load, one);
      }
    }
  }

  private static void measure(Report report, Load load, Case one) throws Exception {
    String prefix = "chain.c" + one.concurrent;
    load.run(one.concurrent, Math.max(one.executions / 10, one.concurrent), run -> {});
    Latencies steps = new Latencies();
    Usage usage = Usage.start();
    load.run(one.concurrent, one.executions, run -> steps.record(run.time().toNanos() / TASKS));
    double tasks = (double) one.executions * TASKS;
    report.add(prefix + ".step_p50_ms", steps.percentileMs(50));
    report.add(prefix + ".step_p99_ms", steps.percentileMs(99));
    report.add(prefix + ".tasks_per_s", tasks / usage.seconds());
    report.add(prefix + ".cpu_us_per_task", usage.cpuMicros() / tasks);
    report
        .figure("limit.c" + one.concurrent + ".step_p50_ms")
        .ifPresent(limit -> report.add(prefix + ".ratio_step_p50", steps.percentileMs(50) / limit));
    report
        .figure("limit.c" + one.concurrent + ".steps_per_s")
        .ifPresent(
            limit -> report.add(prefix + ".ratio_throughput", tasks / usage.seconds() / limit));
  }

  static String definition() {
    StringBuilder yaml = new StringBuilder("namespace: bench\nname: chain\ntasks:\n");
    for (int i = 0; i < TASKS; i++) {
      yaml.append("  t").append(i).append(": { type: noop");
      yaml.append(i == 0 ? " }\n" : ", after: [t" + (i - 1) + "] }\n");
    }
    return yaml.toString();
  }
}
