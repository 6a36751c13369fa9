package io.continuo.cli.output;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Times as people say them: the two largest units, rounded down. */
public final class Times {
  private Times() {}

  /** {@code 42s ago}, {@code 3h 5m ago}, {@code in 10s}. */
  public static String ago(Instant then, Instant now) {
    Duration past = Duration.between(then, now);
    return past.isNegative() ? "in " + length(past.negated()) : length(past) + " ago";
  }

  /** {@code 0.4s}, {@code 42s}, {@code 3m 20s}, {@code 5h 1m}, {@code 12d 3h}. */
  public static String length(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds < 10) {
      return seconds + "." + duration.toMillisPart() / 100 + "s";
    }
    if (seconds < 60) {
      return seconds + "s";
    }
    if (seconds < 3600) {
      return pair(seconds / 60, "m", seconds % 60, "s");
    }
    return seconds < 86_400
        ? pair(seconds / 3600, "h", seconds % 3600 / 60, "m")
        : pair(seconds / 86_400, "d", seconds % 86_400 / 3600, "h");
  }

  /** From start to end, or to now while it has not ended; empty before the start. */
  public static Optional<String> took(Optional<Instant> start, Optional<Instant> end, Instant now) {
    return start
        .map(from -> Duration.between(from, end.orElse(now)))
        .map(Times::notNegative)
        .map(Times::length);
  }

  /** The clocks of server and client differ: nothing takes less than no time. */
  private static Duration notNegative(Duration duration) {
    return duration.isNegative() ? Duration.ZERO : duration;
  }

  private static String pair(long large, String largeUnit, long small, String smallUnit) {
    return small == 0 ? large + largeUnit : large + largeUnit + " " + small + smallUnit;
  }
}
