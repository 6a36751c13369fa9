package io.continuo.standalone.bench.product;

import io.continuo.sdk.model.QualifiedName;
import io.continuo.standalone.bench.Benchmark;
import io.continuo.standalone.bench.Report;
import io.continuo.standalone.bench.Usage;
import java.util.List;
import java.util.Map;

/**
 * One task, then N at once, then one that waits for all. After one execution alone, for the wall
 * time, so many that each size runs about as many tasks: so cost per event can be compared between
 * small and large graphs.
 */
public final class FanoutBenchmark implements Benchmark {
  private static final List<Integer> SIZES = List.of(10, 100, 1_000, 10_000);
  private static final int TASKS_PER_SIZE = 20_000;

  @Override
  public String name() {
    return "fanout";
  }

  @Override
  public String description() {
    return "1 -> N -> 1 noop tasks; cost per task event must not depend on N";
  }

  @Override
  public void run(Report report) throws Exception {
    try (ProductRig rig = ProductRig.start(Map.of())) {
      report.say("warming up");
      for (int size : SIZES) {
        rig.register(workflow(size), definition(size));
      }
      new Load(rig, workflow(100)).run(50, 300, run -> {});
      rig.run(workflow(10_000));
      for (int size : SIZES) {
        measure(report, rig, size);
      }
    }
  }

  private static void measure(Report report, ProductRig rig, int size) throws Exception {
    String prefix = "fanout.n" + size;
    rig.run(workflow(size));
    Usage single = Usage.start();
    rig.run(workflow(size));
    report.add(prefix + ".wall_s", single.seconds());
    int executions = Math.max(1, TASKS_PER_SIZE / size);
    long events = rig.ends().events();
    long bytes = rig.bytesOnDisk();
    Usage usage = Usage.start();
    new Load(rig, workflow(size)).run(Math.min(executions, 200), executions, run -> {});
    double seen = rig.ends().events() - events;
    report.add(prefix + ".tasks_per_s", (double) executions * (size + 2) / usage.seconds());
    report.add(prefix + ".us_per_task_event", usage.seconds() * 1e6 / seen);
    report.add(prefix + ".cpu_us_per_task_event", usage.cpuMicros() / seen);
    report.add(prefix + ".bytes_per_task_event", (rig.bytesOnDisk() - bytes) / seen);
  }

  private static QualifiedName workflow(int size) {
    return new QualifiedName("bench", "fanout-" + size);
  }

  private static String definition(int size) {
    StringBuilder yaml =
        new StringBuilder("namespace: bench\nname: fanout-")
            .append(size)
            .append("\ntasks:\n  root: { type: noop }\n");
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < size; i++) {
      yaml.append("  t").append(i).append(": { type: noop, after: [root] }\n");
      all.append(i == 0 ? "" : ", ").append('t').append(i);
    }
    return yaml.append("  join: { type: noop, after: [").append(all).append("] }\n").toString();
  }
}
