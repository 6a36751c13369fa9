package io.continuo.standalone;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What {@code ./continuo} runs for {@code dev}, {@code bench} and {@code service}. */
@Command(
    name = "continuo",
    description = "Event-sourced orchestration of batch data pipelines.",
    mixinStandardHelpOptions = true,
    subcommands = {DevCommand.class, ServiceCommand.class, TopicsCommand.class, BenchCommand.class},
    synopsisSubcommandLabel = "COMMAND")
public final class Main {

  private Main() {}

  /** Ends the process with the exit code of the command. */
  public static void main(String[] args) {
    System.exit(run(args));
  }

  static int run(String... args) {
    return new CommandLine(new Main())
        .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .execute(args);
  }
}
