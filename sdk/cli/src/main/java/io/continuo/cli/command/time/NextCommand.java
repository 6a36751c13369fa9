package io.continuo.cli.command.time;

import io.continuo.cli.command.look.TimeViews;
import io.continuo.cli.failure.ExitCode;
import io.continuo.cli.output.Format;
import io.continuo.cli.output.Times;
import io.continuo.cli.session.Names;
import io.continuo.cli.session.Session;
import io.continuo.sdk.ContinuoClient;
import io.continuo.sdk.model.QualifiedName;
import io.continuo.sdk.time.NextSlots;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code continuo next WORKFLOW}. */
@Command(
    name = "next",
    description = "Which slots a workflow's schedules will start next, and when.")
public final class NextCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(paramLabel = "WORKFLOW", description = "namespace/name, or the bare name")
  private String workflow = "";

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "5",
      description = "How many (default ${DEFAULT-VALUE})")
  private int count;

  @Option(names = "--explain", description = "Say why each slot starts when it does")
  private boolean explain;

  public NextCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    ContinuoClient client = session.client();
    QualifiedName name = new Names(client, session.namespace()).workflow(workflow);
    NextSlots next = client.slots().next(name, count);
    if (explain && session.output().format() == Format.table) {
      next.items().stream().flatMap(this::explained).forEach(session.terminal().out()::println);
    } else {
      session.output().rows(next.json(), next.items(), TimeViews.NEXT, session.terminal().now());
    }
    notes(name, next).forEach(session.err()::println);
    return ExitCode.OK.number();
  }

  private Stream<String> explained(NextSlots.Next next) {
    String due =
        next.dueAt()
            .map(at -> "  " + at + "  " + Times.ago(at, session.terminal().now()))
            .orElse("");
    return Stream.of(next.slot() + due, "  " + next.explain());
  }

  private static List<String> notes(QualifiedName name, NextSlots next) {
    Stream<String> paused =
        next.paused()
            ? Stream.of("paused: nothing of this starts until it is resumed")
            : Stream.empty();
    Stream<String> landing =
        next
            .landing()
            .map(kind -> "also starts when " + kind + " of what it consumes has landed")
            .stream();
    Stream<String> nothing =
        next.items().isEmpty()
            ? Stream.of(name + " has no schedule that will fire")
            : Stream.empty();
    return Stream.of(nothing, landing, paused).flatMap(lines -> lines).toList();
  }
}
