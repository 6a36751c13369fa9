package io.continuo.engine.domain.backfill;

import java.time.Duration;
import java.time.Instant;

/**
 * How fast slots begin, whatever the concurrency: slots of tasks that take no time would otherwise
 * take the whole machine from live work (adr/0007).
 *
 * @param since when the present window began
 * @param begun slots that have begun in it
 */
public record Pace(Instant since, int begun) {
  /** Before the first slot. */
  public static final Pace FRESH = new Pace(Instant.EPOCH, 0);

  static final Duration WINDOW = Duration.ofMillis(100);
  static final int SLOTS = 10;

  /** One more slot begins. */
  Pace begin(Instant at) {
    return at.isBefore(end()) ? new Pace(since, begun + 1) : new Pace(at, 1);
  }

  boolean hasRoom(Instant at) {
    return !isFull() || !at.isBefore(end());
  }

  boolean isFull() {
    return begun >= SLOTS;
  }

  /** From when on the window is over. */
  Instant end() {
    return since.plus(WINDOW);
  }
}
