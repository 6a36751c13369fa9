package io.continuo.standalone;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What the launcher script starts for everything that is not the CLI. */
@Command(
    name = "continuo",
    mixinStandardHelpOptions = true,
    subcommands = {DevCommand.class, ServiceCommand.class},
    description = "Development mode, single services, benchmarks.")
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.exit(new CommandLine(new Main()).setExecutionExceptionHandler(Main::explain).execute(args));
  }

  private static int explain(Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
    System.err.println("failed: " + failure);
    failure.printStackTrace(System.err);
    return 5;
  }
}
