package io.continuo.standalone.bench.limit;

import io.continuo.standalone.bench.Benchmark;
import io.continuo.standalone.bench.Report;
import io.continuo.standalone.bench.Usage;
import java.time.Duration;
import java.util.List;

/** Measures the bare topology, read through a share group, then by a plain consumer. */
public final class LimitBenchmark implements Benchmark {

  /**
   * How long things take.
   *
   * @param warmUp once for each kind of reader: the compiler needs seconds, not records
   * @param settle before each case
   * @param measured for each case
   */
  record Times(Duration warmUp, Duration settle, Duration measured) {}

  private final LimitSettings settings;
  private final List<Integer> concurrency;
  private final Times times;

  /** The benchmark as documented. */
  public LimitBenchmark() {
    this(
        LimitSettings.product(),
        List.of(1, 20, 200, 1000),
        new Times(Duration.ofSeconds(20), Duration.ofSeconds(2), Duration.ofSeconds(6)));
  }

  LimitBenchmark(LimitSettings settings, List<Integer> concurrency, Times times) {
    this.settings = settings;
    this.concurrency = concurrency;
    this.times = times;
  }

  @Override
  public String name() {
    return "limit";
  }

  @Override
  public String description() {
    return "the bare topology: what Kafka alone allows on this machine";
  }

  @Override
  public void run(Report report) throws Exception {
    try (Rig rig = Rig.start(settings)) {
      for (Reader reader : Reader.values()) {
        report.say("warming up (" + reader + ")");
        warmUp(rig, reader);
        for (int chains : concurrency) {
          measure(report, reader.prefix + ".c" + chains, rig, reader, chains);
        }
      }
    }
  }

  private void warmUp(Rig rig, Reader reader) throws InterruptedException {
    Chains chains = rig.chains(200);
    try (Rig.Readers _ = rig.read(reader, chains)) {
      chains.start();
      Thread.sleep(times.warmUp());
      drain(chains);
    }
  }

  private void measure(Report report, String prefix, Rig rig, Reader reader, int concurrent)
      throws InterruptedException {
    Chains chains = rig.chains(concurrent);
    try (Rig.Readers _ = rig.read(reader, chains)) {
      chains.start();
      Thread.sleep(times.settle());
      chains.steps().reset();
      Usage usage = Usage.start();
      Thread.sleep(times.measured());
      long steps = chains.steps().count();
      report.add(prefix + ".steps_per_s", steps / usage.seconds());
      report.add(prefix + ".step_p50_ms", chains.steps().percentileMs(50));
      report.add(prefix + ".step_p99_ms", chains.steps().percentileMs(99));
      report.add(prefix + ".cpu_us_per_step", usage.cpuMicros() / Math.max(1, steps));
      drain(chains);
    }
  }

  /** What is still in flight must not leak into the next case. */
  private static void drain(Chains chains) throws InterruptedException {
    chains.stop();
    Thread.sleep(Duration.ofSeconds(1));
  }
}
