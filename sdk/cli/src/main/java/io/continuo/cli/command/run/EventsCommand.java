package io.continuo.cli.command.run;

import io.continuo.cli.command.look.Views;
import io.continuo.cli.failure.ExitCode;
import io.continuo.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code continuo events ID}. */
@Command(name = "events", description = "The whole history of an execution, event by event.")
public final class EventsCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(paramLabel = "ID")
  private String id = "";

  public EventsCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    session
        .output()
        .list(session.client().executions().events(id), Views.EVENTS, session.terminal().now());
    return ExitCode.OK.number();
  }
}
