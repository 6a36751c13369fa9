package io.continuo.runner.supervise;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How fast attempts of one namespace may be launched: a token bucket each, which holds the tokens
 * of one second. A token is given out at once, with the time from which it counts, so that those
 * who wait are served in the order in which they came.
 */
public final class LaunchRate {
  private final int perSecond;
  private final long intervalNanos;
  private final LongSupplier clock;
  private final Map<String, Long> next = new HashMap<>();

  /**
   * @param perSecond launches, 0 for as many as come
   * @param clock nanoseconds, such as {@link System#nanoTime}
   */
  public LaunchRate(int perSecond, LongSupplier clock) {
    this.perSecond = perSecond;
    this.intervalNanos = perSecond == 0 ? 0 : TimeUnit.SECONDS.toNanos(1) / perSecond;
    this.clock = clock;
  }

  public static LaunchRate unlimited() {
    return new LaunchRate(0, System::nanoTime);
  }

  /** Takes a token of the namespace; it counts after this time. */
  synchronized Duration take(String namespace) {
    if (perSecond == 0) {
      return Duration.ZERO;
    }
    long now = clock.getAsLong();
    long full = now - (perSecond - 1) * intervalNanos;
    Long due = next.get(namespace);
    long token = due == null || due - full < 0 ? full : due;
    next.put(namespace, token + intervalNanos);
    return Duration.ofNanos(Math.max(0, token - now));
  }
}
