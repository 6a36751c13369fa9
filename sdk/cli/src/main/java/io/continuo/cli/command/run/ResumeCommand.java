package io.continuo.cli.command.run;

import io.continuo.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code continuo resume WORKFLOW | --namespace NAMESPACE | --all}. */
@Command(
    name = "resume",
    description =
        "Resume a paused workflow, namespace or everything: let triggers start executions again.")
public final class ResumeCommand implements Callable<Integer> {
  private final Session session;

  @Mixin private PauseTarget target = new PauseTarget();

  public ResumeCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return target.set(session, false);
  }
}
