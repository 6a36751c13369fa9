package io.continuo.cli.command.about;

import io.continuo.cli.failure.ExitCode;
import io.continuo.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code continuo completion}. */
@Command(
    name = "completion",
    description = "Print completion for bash and zsh: source <(continuo completion)")
public final class CompletionCommand implements Callable<Integer> {
  private final Session session;

  @Spec private CommandSpec spec = CommandSpec.create();

  public CompletionCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    session.terminal().out().print(AutoComplete.bash("continuo", spec.root().commandLine()));
    return ExitCode.OK.number();
  }
}
