package io.continuo.standalone;

import io.continuo.standalone.bench.Benchmark;
import io.continuo.standalone.bench.Benchmarks;
import io.continuo.standalone.bench.Machine;
import io.continuo.standalone.bench.Report;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs benchmarks: figures on stdout, progress on stderr. */
@Command(
    name = "bench",
    description = "Measures this build on this machine, and the limit that Kafka sets to it.",
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class BenchCommand implements Callable<Integer> {

  enum Output {
    TABLE,
    JSON
  }

  @Parameters(
      arity = "0..*",
      paramLabel = "NAME",
      description =
          "Which benchmarks, in this order, each after what it is compared with; all when none is named.")
  List<String> names = List.of();

  @Option(
      names = {"-o", "--output"},
      defaultValue = "table",
      description = "table or json (default: ${DEFAULT-VALUE}).")
  Output output;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    List<Benchmark> chosen = chosen();
    PrintWriter progress = spec.commandLine().getErr();
    Report report = new Report(progress::println);
    for (Benchmark benchmark : chosen) {
      report.say("== " + benchmark.name() + ": " + benchmark.description());
      benchmark.run(report);
    }
    Machine machine = Machine.ofThisJvm();
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        switch (output) {
          case JSON -> report.toJson(machine);
          case TABLE -> report.toTable(machine);
        });
    return 0;
  }

  private List<Benchmark> chosen() {
    try {
      return Benchmarks.chosen(names);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }
}
