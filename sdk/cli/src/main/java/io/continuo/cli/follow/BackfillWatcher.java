package io.continuo.cli.follow;

import io.continuo.cli.failure.CommandException;
import io.continuo.cli.follow.PatientReader.Patience;
import io.continuo.sdk.problem.InterruptedCallException;
import io.continuo.sdk.time.Backfill;
import io.continuo.sdk.time.Backfills;
import java.time.Duration;
import java.util.Optional;

/**
 * Follows a backfill to its end by looking every second: backfills take long, and have no stream.
 *
 * @param timeout gives up after this long, which leaves the backfill alone
 */
public record BackfillWatcher(
    Backfills backfills, BackfillDisplay display, Optional<Duration> timeout) {
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  /**
   * Returns the backfill when it has ended.
   *
   * @throws CommandException with exit code 6 when the timeout came first
   */
  public Backfill follow(String id) {
    long start = System.nanoTime();
    PatientReader<Backfill> reader = new PatientReader<>(() -> backfills.get(id), Patience.DEFAULT);
    boolean wasAway = false;
    while (true) {
      Optional<Backfill> seen = reader.read();
      seen.ifPresent(display::show);
      if (reader.isAway() && !wasAway) {
        display.away();
      }
      wasAway = reader.isAway();
      if (seen.isPresent() && seen.get().isEnded()) {
        display.end(seen.get());
        return seen.get();
      }
      requireInTime(id, start);
      pause();
    }
  }

  private void requireInTime(String id, long start) {
    if (timeout.isPresent() && System.nanoTime() - start > timeout.get().toNanos()) {
      throw CommandException.timedOut(
          "backfill "
              + id
              + " has not ended within "
              + timeout.get()
              + "; it goes on: continuo backfill watch "
              + id);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(BETWEEN_LOOKS);
    } catch (InterruptedException e) {
      throw new InterruptedCallException(e);
    }
  }
}
