package io.continuo.cli.command.look;

import io.continuo.cli.output.View;
import io.continuo.cli.session.Names;
import io.continuo.cli.session.Session;
import io.continuo.sdk.ContinuoClient;
import io.continuo.sdk.ExecutionQuery;
import io.continuo.sdk.model.QualifiedName;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code continuo list KIND}. */
@Command(
    name = "list",
    description =
        "List workflows, tasks, executions, datasets, backfills, limits, namespaces or runners.",
    synopsisSubcommandLabel = "KIND")
public final class ListCommand {
  private final Session session;

  public ListCommand(Session session) {
    this.session = session;
  }

  @Command(
      name = "workflows",
      aliases = "workflow",
      description = "The newest version of each workflow.")
  int workflows(@Mixin Extent extent) {
    return list(session.client().workflows().list(session.namespace()), Views.WORKFLOWS, extent);
  }

  @Command(
      name = "tasks",
      aliases = "task",
      description = "The newest version of each registered task.")
  int tasks(@Mixin Extent extent) {
    return list(session.client().tasks().list(session.namespace()), Views.TASKS, extent);
  }

  @Command(name = "runners", aliases = "runner", description = "Every runner, and how busy it is.")
  int runners(@Mixin Extent extent) {
    return list(session.client().runners(), Views.RUNNERS, extent);
  }

  @Command(
      name = "executions",
      aliases = "execution",
      description = "Executions, the newest first.")
  int executions(
      @Mixin Extent extent,
      @Option(names = "--workflow", paramLabel = "WORKFLOW", description = "Only of this workflow")
          Optional<String> workflow,
      @Option(names = "--status", paramLabel = "A,B", description = "Only in one of these states")
          Optional<String> status,
      @Option(names = "--partition", paramLabel = "P", description = "Only of this partition")
          Optional<String> partition) {
    ContinuoClient client = session.client();
    ExecutionQuery query = ExecutionQuery.all();
    if (workflow.isPresent()) {
      QualifiedName name = new Names(client, session.namespace()).workflow(workflow.get());
      query = query.of(name);
    } else if (session.namespace().isPresent()) {
      query = query.namespace(session.namespace().get());
    }
    query = status.map(query::status).orElse(query);
    query = partition.map(query::partition).orElse(query);
    query = query.pageSize(extent.pageSize());
    return list(client.executions().list(query), Views.EXECUTIONS, extent);
  }

  @Command(
      name = "datasets",
      aliases = "dataset",
      description = "Datasets that a workflow declares or a landing named.")
  int datasets(@Mixin Extent extent) {
    return list(session.client().datasets().list(), DataViews.DATASETS, extent);
  }

  @Command(
      name = "backfills",
      aliases = "backfill",
      description = "Backfills and how far they have come.")
  int backfills(@Mixin BackfillFilter filter, @Mixin Extent extent) {
    return list(filter.backfills(session), TimeViews.BACKFILLS, extent);
  }

  @Command(name = "limits", aliases = "limit", description = "Limits, what is taken and who waits.")
  int limits(@Mixin Extent extent) {
    return list(session.client().limits().list(), DataViews.LIMITS, extent);
  }

  @Command(
      name = "namespaces",
      aliases = "namespace",
      description = "Namespaces and whether they are paused.")
  int namespaces(@Mixin Extent extent) {
    return list(session.client().namespaces().list(), DataViews.NAMESPACES, extent);
  }

  private <T> int list(Stream<T> things, View<T> view, Extent extent) {
    return extent.show(session, things, view);
  }
}
