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
import java.util.stream.Stream;

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

  /**
   * These in this order, each after what it is compared with, and none twice; all when none is
   * named.
   *
   * @throws IllegalArgumentException for a name that is unknown
   */
  public static List<Benchmark> chosen(List<String> names) {
    if (names.isEmpty()) {
      return ALL;
    }
    return names.stream()
        .map(name -> named(name).orElseThrow(() -> unknown(name)))
        .flatMap(
            one ->
                Stream.concat(
                    one.comparedWith().stream().flatMap(name -> named(name).stream()),
                    Stream.of(one)))
        .distinct()
        .toList();
  }

  private static Optional<Benchmark> named(String name) {
    return ALL.stream().filter(benchmark -> benchmark.name().equals(name)).findFirst();
  }

  private static IllegalArgumentException unknown(String name) {
    return new IllegalArgumentException(
        "no benchmark is called '%s': there are %s"
            .formatted(name, ALL.stream().map(Benchmark::name).toList()));
  }
}
