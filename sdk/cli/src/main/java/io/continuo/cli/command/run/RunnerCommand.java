package io.continuo.cli.command.run;

import io.continuo.cli.command.look.Views;
import io.continuo.cli.failure.ExitCode;
import io.continuo.cli.session.Session;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code continuo runner drain NAME}. */
@Command(
    name = "runner",
    description = "Send runners home; 'list runners' and 'get runner NAME' look at them.",
    synopsisSubcommandLabel = "COMMAND")
public final class RunnerCommand {
  private final Session session;

  public RunnerCommand(Session session) {
    this.session = session;
  }

  @Command(
      name = "drain",
      description = "Let a runner finish what runs and take no more, until it is restarted.")
  int drain(
      @Parameters(paramLabel = "NAME") String name,
      @Option(names = "--reason", paramLabel = "TEXT", description = "Recorded in its history")
          Optional<String> reason) {
    session
        .output()
        .one(session.client().drain(name, reason), Views.RUNNERS, session.terminal().now());
    return ExitCode.OK.number();
  }
}
