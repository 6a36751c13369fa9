package io.continuo.cli.command.look;

import io.continuo.cli.failure.CommandException;
import io.continuo.cli.failure.ExitCode;
import io.continuo.cli.output.View;
import io.continuo.cli.session.Session;
import java.util.Iterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Option;

/** How much of a list to show; the options every list has. */
public final class Extent {
  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "50",
      description = "At most N (default 50)")
  private int limit;

  @Option(names = "--all", description = "Everything, page by page")
  private boolean all;

  /** Items a page that make one request enough where that is possible. */
  public int pageSize() {
    return all ? 500 : Math.clamp(limit + 1L, 1, 500);
  }

  /** One more than wanted is asked for, to be able to say that there is more. */
  public <T> int show(Session session, Stream<T> things, View<T> view) {
    if (limit < 1) {
      throw CommandException.usage("--limit must be at least 1, not " + limit);
    }
    Iterator<T> rest = things.iterator();
    Stream<T> wanted = StreamSupport.stream(Spliterators.spliteratorUnknownSize(rest, 0), false);
    session.output().list(all ? wanted : wanted.limit(limit), view, session.terminal().now());
    if (!all && rest.hasNext()) {
      session.err().println("there is more: --limit N or --all");
    }
    return ExitCode.OK.number();
  }
}
