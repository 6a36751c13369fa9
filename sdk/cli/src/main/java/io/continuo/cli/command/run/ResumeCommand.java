package io.continuo.cli.command.run;

import io.continuo.cli.command.look.Views;
import io.continuo.cli.failure.ExitCode;
import io.continuo.cli.session.Names;
import io.continuo.cli.session.Session;
import io.continuo.sdk.ContinuoClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code continuo resume WORKFLOW}. */
@Command(
    name = "resume",
    description = "Resume a paused workflow: let its triggers start executions again.")
public final class ResumeCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(paramLabel = "WORKFLOW", description = "namespace/name, or the bare name")
  private String workflow = "";

  public ResumeCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    ContinuoClient client = session.client();
    session
        .output()
        .one(
            client.workflows().resume(new Names(client, session.namespace()).workflow(workflow)),
            Views.WORKFLOWS,
            session.terminal().now());
    return ExitCode.OK.number();
  }
}
