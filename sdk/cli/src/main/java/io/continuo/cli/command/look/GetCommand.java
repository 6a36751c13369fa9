package io.continuo.cli.command.look;

import io.continuo.cli.failure.ExitCode;
import io.continuo.cli.output.View;
import io.continuo.cli.session.Names;
import io.continuo.cli.session.Session;
import io.continuo.sdk.ContinuoClient;
import io.continuo.sdk.model.QualifiedName;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code continuo get KIND NAME}: one thing as data. */
@Command(
    name = "get",
    description =
        "Get one workflow, task, execution, dataset, backfill, limit or runner; -o json gives all.",
    synopsisSubcommandLabel = "KIND")
public final class GetCommand {
  private final Session session;

  public GetCommand(Session session) {
    this.session = session;
  }

  @Command(
      name = "workflow",
      aliases = "workflows",
      description = "A workflow with its definition.")
  int workflow(
      @Parameters(paramLabel = "WORKFLOW", description = "namespace/name, or the bare name")
          String typed,
      @Option(
              names = "--version",
              paramLabel = "N",
              description = "This version instead of the newest")
          Optional<Integer> version) {
    ContinuoClient client = session.client();
    QualifiedName name = new Names(client, session.namespace()).workflow(typed);
    return show(
        version
            .map(number -> client.workflows().get(name, number))
            .orElseGet(() -> client.workflows().get(name)),
        Views.WORKFLOWS);
  }

  @Command(name = "task", aliases = "tasks", description = "A registered task with its definition.")
  int task(
      @Parameters(paramLabel = "TASK", description = "namespace/name, or the bare name")
          String typed) {
    ContinuoClient client = session.client();
    return show(
        client.tasks().get(new Names(client, session.namespace()).task(typed)), Views.TASKS);
  }

  @Command(
      name = "execution",
      aliases = "executions",
      description = "An execution with inputs and outputs.")
  int execution(@Parameters(paramLabel = "ID") String id) {
    return show(session.client().executions().get(id), Views.EXECUTIONS);
  }

  @Command(name = "runner", aliases = "runners", description = "A runner.")
  int runner(@Parameters(paramLabel = "ID") String id) {
    return show(session.client().runner(id), Views.RUNNERS);
  }

  @Command(
      name = "dataset",
      aliases = "datasets",
      description = "A dataset with its producers and consumers.")
  int dataset(@Parameters(paramLabel = "DATASET") String name) {
    return show(session.client().datasets().get(name), DataViews.DATASETS);
  }

  @Command(name = "backfill", aliases = "backfills", description = "A backfill with its counts.")
  int backfill(@Parameters(paramLabel = "ID") String id) {
    return show(session.client().backfills().get(id), TimeViews.BACKFILLS);
  }

  @Command(
      name = "limit",
      aliases = "limits",
      description = "A limit with who holds permits and who waits.")
  int limit(@Parameters(paramLabel = "LIMIT") String name) {
    return show(session.client().limits().get(name), DataViews.LIMITS);
  }

  private <T> int show(T thing, View<T> view) {
    session.output().one(thing, view, session.terminal().now());
    return ExitCode.OK.number();
  }
}
