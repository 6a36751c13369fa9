package io.continuo.cli.command.run;

import io.continuo.cli.command.look.Views;
import io.continuo.cli.failure.ExitCode;
import io.continuo.cli.session.Names;
import io.continuo.cli.session.Session;
import io.continuo.sdk.ContinuoClient;
import io.continuo.sdk.why.Why;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code continuo why ID|WORKFLOW@PARTITION}. */
@Command(
    name = "why",
    description = "Why an execution, or an expected slot of a workflow, is not at its end yet.")
public final class WhyCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(
      paramLabel = "ID|WORKFLOW@PARTITION",
      description = "An execution, or a workflow's slot such as finance/daily@2026-11-21")
  private String target = "";

  public WhyCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Why why = ask(session.client());
    session.output().rows(why.json(), why.reasons(), Views.REASONS, session.terminal().now());
    session.err().println(subject(why) + " is " + why.status());
    if (why.left() > 0) {
      session.err().println("and " + why.left() + " reasons more");
    }
    return ExitCode.OK.number();
  }

  private Why ask(ContinuoClient client) {
    int at = target.indexOf('@');
    if (at < 0) {
      return client.executions().why(target);
    }
    Names names = new Names(client, session.namespace());
    return client.slots().why(names.workflow(target.substring(0, at)), target.substring(at + 1));
  }

  private static String subject(Why why) {
    return why.execution()
        .map(id -> "execution " + id + " of " + why.workflow())
        .orElseGet(() -> why.workflow() + why.slot().map(slot -> "@" + slot).orElse(""));
  }
}
