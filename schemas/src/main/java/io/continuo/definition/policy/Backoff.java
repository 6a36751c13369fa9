package io.continuo.definition.policy;

import java.time.Duration;

/**
 * The waits between attempts: {@code first}, then {@code factor} times as long each time, never
 * more than {@code max}.
 *
 * @param factor at least 1
 * @param jitter share of the wait, from 0 to 1, that is drawn at random from the execution's seed
 */
public record Backoff(Duration first, double factor, Duration max, double jitter) {
  public static final Backoff DEFAULT =
      new Backoff(Duration.ofSeconds(30), 2, Duration.ofMinutes(10), 0.2);
  public static final Backoff NONE = new Backoff(Duration.ZERO, 1, Duration.ZERO, 0);

  /** The wait before a retry without its jitter: 1 gives {@code first}. */
  public Duration base(int retry) {
    double millis = first.toMillis() * Math.pow(factor, retry - 1.0);
    return Duration.ofMillis((long) Math.min(millis, (double) max.toMillis()));
  }
}
