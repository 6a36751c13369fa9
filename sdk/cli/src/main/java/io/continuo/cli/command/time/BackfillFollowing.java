package io.continuo.cli.command.time;

import io.continuo.cli.command.look.TimeViews;
import io.continuo.cli.failure.ExitCode;
import io.continuo.cli.follow.BackfillDisplay;
import io.continuo.cli.follow.BackfillWatcher;
import io.continuo.cli.session.Detach;
import io.continuo.cli.session.Session;
import io.continuo.sdk.ContinuoClient;
import io.continuo.sdk.time.Backfill;
import java.time.Duration;
import java.util.Optional;

/** Waits for the end of a backfill, showing it or not; its end decides the exit code. */
record BackfillFollowing(
    Session session, ContinuoClient client, boolean shown, Optional<Duration> timeout) {

  int follow(String id) {
    BackfillDisplay display = new BackfillDisplay(session.terminal(), shown);
    BackfillWatcher watcher = new BackfillWatcher(client.backfills(), display, timeout);
    Backfill ended = Detach.during(session.err(), goodbye(id), () -> watcher.follow(id));
    if (!session.isChat()) {
      session.output().one(ended, TimeViews.BACKFILLS, session.terminal().now());
    }
    return (ended.isSuccess() ? ExitCode.OK : ExitCode.EXECUTION_FAILED).number();
  }

  private static String goodbye(String id) {
    return "detached; backfill "
        + id
        + " goes on. Watch it again: continuo backfill watch "
        + id
        + "   Stop it: continuo backfill stop "
        + id;
  }
}
