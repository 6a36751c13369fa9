package io.continuo.gateway.http.execution;

import io.continuo.gateway.log.LogSlice;
import io.continuo.gateway.log.LogStore;
import io.continuo.id.AttemptId;
import java.io.IOException;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Reads on in one log while it grows. */
final class LogFollowing {
  private static final int SLICE = 256 * 1024;
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  /**
   * An attempt that has ended while its log has no end mark: its runner may be gone, so wait no
   * longer than this.
   */
  private static final int LAST_LOOKS = 3;

  private final LogStore store;
  private final AttemptId attempt;
  private final BooleanSupplier hasEnded;
  private long chunks = -1;
  private int looks;

  /**
   * Follows.
   *
   * @param hasEnded whether the attempt has
   */
  LogFollowing(LogStore store, AttemptId attempt, BooleanSupplier hasEnded) {
    this.store = store;
    this.attempt = attempt;
    this.hasEnded = hasEnded;
  }

  /**
   * What follows.
   *
   * @param over whether nothing will ever follow this
   */
  record Step(LogSlice slice, boolean over) {}

  /** What follows an offset; with nothing in it when a second has passed, or the log is over. */
  Step after(long offset) throws IOException, InterruptedException {
    boolean complete = store.isComplete(attempt);
    LogSlice more = store.read(attempt, offset, SLICE);
    if (!more.isEmpty()) {
      looks = 0;
      return new Step(more, false);
    }
    if (complete || looks >= LAST_LOOKS) {
      return new Step(more, true);
    }
    chunks = store.awaitGrowth(chunks, PATIENCE);
    looks = hasEnded.getAsBoolean() ? looks + 1 : 0;
    return new Step(more, false);
  }
}
