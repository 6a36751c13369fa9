package io.continuo.cli.command.time;

import io.continuo.cli.command.look.BackfillFilter;
import io.continuo.cli.command.look.BackfillPage;
import io.continuo.cli.command.look.Extent;
import io.continuo.cli.command.look.TimeViews;
import io.continuo.cli.failure.ExitCode;
import io.continuo.cli.session.Session;
import io.continuo.sdk.ContinuoClient;
import io.continuo.sdk.time.Backfill;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code continuo backfill ...}: all but {@code create}. */
@Command(
    name = "backfill",
    description = "Run many slots of a workflow: create, look, steer.",
    synopsisSubcommandLabel = "COMMAND")
public final class BackfillCommand {
  private final Session session;

  public BackfillCommand(Session session) {
    this.session = session;
  }

  @Command(name = "list", description = "Backfills and how far they have come.")
  int list(@Mixin BackfillFilter filter, @Mixin Extent extent) {
    return extent.show(session, filter.backfills(session), TimeViews.BACKFILLS);
  }

  @Command(name = "show", description = "One backfill with its progress by workflow.")
  int show(@Parameters(paramLabel = "ID") String id) {
    return BackfillPage.show(session, session.client().backfills().get(id));
  }

  @Command(name = "slots", description = "The slots that have begun or were decided.")
  int slots(@Parameters(paramLabel = "ID") String id, @Mixin Extent extent) {
    return extent.show(session, session.client().backfills().slots(id), TimeViews.BACKFILL_SLOTS);
  }

  @Command(
      name = "watch",
      description =
          "Watch a backfill to its end; exit 1 when it fails or is stopped. Ctrl-C only stops"
              + " watching.")
  int watch(
      @Parameters(paramLabel = "ID") String id,
      @Option(
              names = "--timeout",
              paramLabel = "PT10M",
              description = "Stop watching after this long (exit 6)")
          Optional<Duration> timeout) {
    ContinuoClient client = session.client();
    String known = client.backfills().get(id).id();
    return new BackfillFollowing(session, client, true, timeout).follow(known);
  }

  @Command(name = "pause", description = "Start no more slots until resumed; running ones go on.")
  int pause(@Parameters(paramLabel = "ID") String id) {
    return one(session.client().backfills().pause(id));
  }

  @Command(name = "resume", description = "Go on with a paused backfill.")
  int resume(@Parameters(paramLabel = "ID") String id) {
    return one(session.client().backfills().resume(id));
  }

  @Command(name = "edit", description = "Change how many slots run at once.")
  int edit(
      @Parameters(paramLabel = "ID") String id,
      @Option(
              names = "--max",
              paramLabel = "N",
              required = true,
              description = "At most N slots at once")
          int max) {
    return one(session.client().backfills().concurrency(id, max));
  }

  @Command(
      name = "stop",
      description = "Start no more slots, ever. Running ones go on unless told otherwise.")
  int stop(
      @Parameters(paramLabel = "ID") String id,
      @Option(names = "--cancel-running", description = "Cancel the running executions too")
          boolean cancelRunning) {
    return one(session.client().backfills().stop(id, cancelRunning));
  }

  private int one(Backfill backfill) {
    session.output().one(backfill, TimeViews.BACKFILLS, session.terminal().now());
    return ExitCode.OK.number();
  }
}
