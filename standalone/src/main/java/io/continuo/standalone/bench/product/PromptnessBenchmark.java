package io.continuo.standalone.bench.product;

import io.continuo.id.ExecutionId;
import io.continuo.id.WorkflowId;
import io.continuo.sdk.data.Landing;
import io.continuo.sdk.model.QualifiedName;
import io.continuo.sdk.time.BackfillRequest;
import io.continuo.standalone.bench.Benchmark;
import io.continuo.standalone.bench.Latencies;
import io.continuo.standalone.bench.Report;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * How soon work is ready: from the request that says that data has landed, or that asks for an
 * execution, to the ready-task command on its queue. Alone, while tasks flow, and during a
 * backfill.
 */
public final class PromptnessBenchmark implements Benchmark {
  private static final QualifiedName CHAIN = new QualifiedName("bench", "chain");
  private static final QualifiedName CONSUMER = new QualifiedName("bench", "consumer");
  private static final QualifiedName PAST = new QualifiedName("bench", "past");
  private static final int SAMPLES = 300;
  private static final int SLOTS = 10_000;
  private static final LocalDateTime FIRST = LocalDateTime.parse("2020-01-01T00:00:00");

  private int landed;

  @Override
  public String name() {
    return "promptness";
  }

  @Override
  public String description() {
    return "from a landing, or a trigger, to the first ready-task command";
  }

  @Override
  public void run(Report report) throws Exception {
    try (ProductRig rig = ProductRig.start(Map.of())) {
      rig.register(CHAIN, ChainBenchmark.definition());
      rig.register(
          CONSUMER,
          """
          namespace: bench
          name: consumer
          partitions: { grain: hourly }
          consumes: [ bench.data ]
          triggers: [ { landing: all } ]
          tasks: { a: { type: noop } }
          """);
      rig.register(
          PAST,
          "namespace: bench\nname: past\npartitions: { grain: hourly }\ntasks: { a: { type: noop } }\n");
      report.say("warming up");
      new Load(rig, CHAIN).run(20, 2_000, run -> {});
      landings(rig, SAMPLES);
      add(report, "promptness.landing", landings(rig, SAMPLES));
      whileTasksFlow(rig, () -> add(report, "promptness.landing_load", landings(rig, SAMPLES)));
      Latencies alone = triggers(rig);
      add(report, "promptness.trigger", alone);
      Latencies during = duringBackfill(rig, report);
      add(report, "promptness.trigger_backfill", during);
      report.add("promptness.backfill_ratio_p99", during.percentileMs(99) / alone.percentileMs(99));
    }
  }

  private static void add(Report report, String name, Latencies latencies) {
    report.add(name + ".p50_ms", latencies.percentileMs(50));
    report.add(name + ".p99_ms", latencies.percentileMs(99));
  }

  private interface Measurement {
    void take() throws Exception;
  }

  /** One chain at a time: some 600 tasks, 2,000 task events a second. */
  private static void whileTasksFlow(ProductRig rig, Measurement measurement) throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    Thread flow =
        Thread.ofVirtual()
            .start(
                () -> {
                  while (!over.get()) {
                    try {
                      rig.run(CHAIN);
                    } catch (Exception e) {
                      throw new IllegalStateException("the load stopped", e);
                    }
                  }
                });
    try {
      measurement.take();
    } finally {
      over.set(true);
      flow.join();
    }
  }

  private Latencies landings(ProductRig rig, int count) throws Exception {
    Map<String, Long> asked = new HashMap<>();
    try (FirstCommands first = new FirstCommands(rig)) {
      for (int i = 0; i < count; i++) {
        String label =
            FIRST.plusHours(landed++).truncatedTo(ChronoUnit.HOURS).toString().substring(0, 13);
        WorkflowId consumer = WorkflowId.parse(CONSUMER.toString());
        asked.put(ExecutionId.of(consumer, label, 1).toString(), System.currentTimeMillis());
        rig.client().datasets().land(Landing.of("bench.data").partition(label));
        Thread.sleep(2);
      }
      return first.since(asked);
    }
  }

  private static Latencies triggers(ProductRig rig) throws Exception {
    Map<String, Long> asked = new HashMap<>();
    try (FirstCommands first = new FirstCommands(rig)) {
      for (int i = 0; i < SAMPLES; i++) {
        long at = System.currentTimeMillis();
        asked.put(rig.trigger(CHAIN), at);
        Thread.sleep(10);
      }
      return first.since(asked);
    }
  }

  private static Latencies duringBackfill(ProductRig rig, Report report) throws Exception {
    String from = FIRST.toString().substring(0, 13);
    String to = FIRST.plusHours(SLOTS - 1).toString().substring(0, 13);
    String id =
        rig.client()
            .backfills()
            .create(BackfillRequest.range(PAST, from, to).concurrency(100))
            .backfill()
            .id();
    Latencies during = triggers(rig);
    if (rig.client().backfills().get(id).isEnded()) {
      report.say("the backfill ended before the measurement did");
    }
    long begun = System.nanoTime();
    while (!rig.client().backfills().get(id).isEnded()) {
      Thread.sleep(200);
    }
    report.say("the backfill went on for %.0f s".formatted((System.nanoTime() - begun) / 1e9));
    return during;
  }
}
