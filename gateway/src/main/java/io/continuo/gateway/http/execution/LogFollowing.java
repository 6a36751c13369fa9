package io.continuo.gateway.http.execution;

import io.continuo.gateway.follow.Progress;
import io.continuo.gateway.log.LogSlice;
import io.continuo.gateway.log.LogStore;
import io.continuo.id.AttemptId;
import java.io.IOException;
import java.time.Duration;
import java.util.OptionalLong;

/** Reads on in one log while it grows. */
final class LogFollowing {
  private static final int SLICE = 256 * 1024;

  /** Between two looks at the attempt. */
  private static final Duration PAUSE = Duration.ofMillis(500);

  /**
   * An attempt that has ended while its log has not: its runner may be gone, so wait no longer than
   * this.
   */
  private static final Duration LAST_PATIENCE = Duration.ofSeconds(3);

  private final LogStore store;
  private final Progress stored;
  private final AttemptId attempt;
  private final Look look;
  private long looked = System.nanoTime() - PAUSE.toNanos();
  private OptionalLong ended = OptionalLong.empty();
  private boolean complete;

  /** Looks up how an attempt is. */
  interface Look {
    Seen now() throws InterruptedException;
  }

  enum Seen {
    RUNNING,
    ENDED,
    /** And nothing will be added to its log. */
    COMPLETE
  }

  LogFollowing(LogStore store, Progress stored, AttemptId attempt, Look look) {
    this.store = store;
    this.stored = stored;
    this.attempt = attempt;
    this.look = look;
  }

  /**
   * What follows.
   *
   * @param over whether nothing will ever follow this
   */
  record Step(LogSlice slice, boolean over) {}

  /** What follows an offset; with nothing in it when a moment has passed, or the log is over. */
  Step after(long offset) throws IOException, InterruptedException {
    long before = stored.records();
    boolean whole = complete || store.isComplete(attempt);
    LogSlice more = store.read(attempt, offset, SLICE);
    if (!more.isEmpty()) {
      ended = OptionalLong.empty();
      return new Step(more, false);
    }
    if (whole || isLate()) {
      return new Step(more, true);
    }
    if (isPast(looked, PAUSE)) {
      look();
    }
    if (!complete) {
      stored.awaitBeyond(before, PAUSE);
    }
    return new Step(more, false);
  }

  private void look() throws InterruptedException {
    Seen seen = look.now();
    looked = System.nanoTime();
    complete = seen == Seen.COMPLETE;
    if (seen == Seen.RUNNING) {
      ended = OptionalLong.empty();
    } else if (ended.isEmpty()) {
      ended = OptionalLong.of(looked);
    }
  }

  private boolean isLate() {
    return ended.isPresent() && isPast(ended.getAsLong(), LAST_PATIENCE);
  }

  private static boolean isPast(long moment, Duration time) {
    return System.nanoTime() - moment >= time.toNanos();
  }
}
