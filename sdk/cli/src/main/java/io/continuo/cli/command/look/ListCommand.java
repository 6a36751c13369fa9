package io.continuo.cli.command.look;

import io.continuo.cli.failure.CommandException;
import io.continuo.cli.failure.ExitCode;
import io.continuo.cli.output.View;
import io.continuo.cli.session.Names;
import io.continuo.cli.session.Session;
import io.continuo.sdk.ContinuoClient;
import io.continuo.sdk.ExecutionQuery;
import io.continuo.sdk.model.QualifiedName;
import java.util.Iterator;
import java.util.Optional;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code continuo list KIND}. */
@Command(
    name = "list",
    description = "List workflows, tasks, executions or runners.",
    synopsisSubcommandLabel = "KIND")
public final class ListCommand {
  private final Session session;

  public ListCommand(Session session) {
    this.session = session;
  }

  /** How much to list. */
  static final class Extent {
    @Option(
        names = "--limit",
        paramLabel = "N",
        defaultValue = "50",
        description = "At most N (default 50)")
    private int limit;

    @Option(names = "--all", description = "Everything, page by page")
    private boolean all;
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
    query = extent.all ? query : query.pageSize(Math.clamp(extent.limit + 1L, 1, 1000));
    return list(client.executions().list(query), Views.EXECUTIONS, extent);
  }

  /** One more than wanted is asked for, to be able to say that there is more. */
  private <T> int list(Stream<T> things, View<T> view, Extent extent) {
    if (extent.limit < 1) {
      throw CommandException.usage("--limit must be at least 1, not " + extent.limit);
    }
    Iterator<T> rest = things.iterator();
    Stream<T> wanted = StreamSupport.stream(Spliterators.spliteratorUnknownSize(rest, 0), false);
    session
        .output()
        .list(extent.all ? wanted : wanted.limit(extent.limit), view, session.terminal().now());
    if (!extent.all && rest.hasNext()) {
      session.err().println("there is more: --limit N or --all");
    }
    return ExitCode.OK.number();
  }
}
