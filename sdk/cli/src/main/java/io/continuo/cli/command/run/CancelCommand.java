package io.continuo.cli.command.run;

import io.continuo.cli.command.look.Views;
import io.continuo.cli.failure.ExitCode;
import io.continuo.cli.session.Session;
import io.continuo.sdk.ContinuoClient;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code continuo cancel ID}. */
@Command(
    name = "cancel",
    description = "Cancel an execution; its containers get their grace period.")
public final class CancelCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(paramLabel = "ID")
  private String id = "";

  @Option(names = "--reason", paramLabel = "TEXT", description = "Recorded in the history")
  private Optional<String> reason = Optional.empty();

  public CancelCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    ContinuoClient client = session.client();
    client.executions().cancel(id, reason);
    session.err().println("cancelling " + id + "; wait for its end: continuo watch " + id);
    session.output().one(client.executions().get(id), Views.EXECUTIONS, session.terminal().now());
    return ExitCode.OK.number();
  }
}
