package io.continuo.standalone.bench;

import io.continuo.standalone.bench.limit.LimitBenchmark;
import io.continuo.standalone.bench.product.ChainBenchmark;
import io.continuo.standalone.bench.product.ContainersBenchmark;
import io.continuo.standalone.bench.product.FanoutBenchmark;
import io.continuo.standalone.bench.product.IdleBenchmark;
import io.continuo.standalone.bench.product.PromptnessBenchmark;
import io.continuo.standalone.bench.product.StormBenchmark;
import io.continuo.standalone.bench.product.WaitingBenchmark;
import io.continuo.standalone.bench.runner.RunnerBenchmark;
import java.util.List;
import java.util.Optional;

/** Every benchmark there is, in the order in which they run when none is named. */
public final class Benchmarks {

  private static final List<Benchmark> ALL =
      List.of(
          new LimitBenchmark(),
          new ChainBenchmark(),
          new FanoutBenchmark(),
          new StormBenchmark(),
          new IdleBenchmark(),
          new WaitingBenchmark(),
          new PromptnessBenchmark(),
          new ContainersBenchmark(),
          new RunnerBenchmark());

  private Benchmarks() {}

  /** All of them. */
  public static List<Benchmark> all() {
    return ALL;
  }

  /** The one of that name. */
  public static Optional<Benchmark> named(String name) {
    return ALL.stream().filter(benchmark -> benchmark.name().equals(name)).findFirst();
  }
}
