package io.continuo.cli.command.run;

import io.continuo.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code continuo pause WORKFLOW | --namespace NAMESPACE | --all}. */
@Command(
    name = "pause",
    description =
        "Pause a workflow, a namespace or everything. Triggers start nothing until it is resumed;"
            + " running executions go on.")
public final class PauseCommand implements Callable<Integer> {
  private final Session session;

  @Mixin private PauseTarget target = new PauseTarget();

  public PauseCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return target.set(session, true);
  }
}
