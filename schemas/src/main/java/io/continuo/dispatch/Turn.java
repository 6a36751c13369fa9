package io.continuo.dispatch;

import io.continuo.definition.policy.Priority;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;

/**
 * Where a request stands among those that wait for the same limit; the least goes first. By level,
 * then live work before backfills, then whose namespace holds least, then who came first.
 *
 * @param level priority, and one more for every {@link #AGEING} waited, so that nobody waits for
 *     ever
 * @param held permits that its namespace holds now
 * @param order in which the requests came
 */
public record Turn(long level, Lane lane, long held, long order) implements Comparable<Turn> {
  /** So long a wait raises a request by one level: low becomes normal, normal high. */
  public static final Duration AGEING = Duration.ofMinutes(10);

  private static final Comparator<Turn> ORDER =
      Comparator.comparingLong((Turn turn) -> -turn.level)
          .thenComparing(Turn::lane)
          .thenComparingLong(Turn::held)
          .thenComparingLong(Turn::order);

  /** Levels that a request has gained by waiting. */
  public static long aged(Instant since, Instant now) {
    return Math.max(0, Duration.between(since, now).dividedBy(AGEING));
  }

  /** The level of a request that has waited since then. */
  public static long level(Priority priority, Instant since, Instant now) {
    int start =
        switch (priority) {
          case LOW -> 0;
          case NORMAL -> 1;
          case HIGH -> 2;
        };
    return start + aged(since, now);
  }

  @Override
  public int compareTo(Turn other) {
    return ORDER.compare(this, other);
  }
}
