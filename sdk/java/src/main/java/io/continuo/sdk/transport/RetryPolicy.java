package io.continuo.sdk.transport;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How often and how fast a call is repeated when no answer came or the server said 503.
 *
 * @param attempts tries in all, at least 1
 * @param first pause after the first try; doubles with each
 * @param longest cap of a pause
 */
public record RetryPolicy(int attempts, Duration first, Duration longest) {
  /**
   * Four tries within about 1.5 s: long enough for a restarting connection, short enough for a
   * person.
   */
  public static final RetryPolicy DEFAULT =
      new RetryPolicy(4, Duration.ofMillis(200), Duration.ofSeconds(2));

  public RetryPolicy {
    if (attempts < 1 || first.isNegative() || longest.compareTo(first) < 0) {
      throw new IllegalArgumentException(
          "a retry policy needs attempts >= 1 and 0 <= first <= longest, not "
              + attempts
              + ", "
              + first
              + ", "
              + longest);
    }
  }

  public static RetryPolicy none() {
    return new RetryPolicy(1, Duration.ZERO, Duration.ZERO);
  }

  boolean allowsAnotherAfter(int attempt) {
    return attempt < attempts;
  }

  /**
   * Half of the pause is random, so that many clients of one restarted server do not return
   * together.
   */
  Duration pauseAfter(int attempt) {
    long doubled = first.toMillis() << Math.min(attempt - 1, 20);
    long capped = Math.min(doubled, longest.toMillis());
    return Duration.ofMillis(capped / 2 + ThreadLocalRandom.current().nextLong(capped / 2 + 1));
  }
}
