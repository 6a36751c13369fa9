package io.continuo.definition.policy;

import java.time.Duration;

/**
 * How often a task is tried.
 *
 * @param attempts attempts at the user's cost, the first one included; at least 1
 * @param blockedDelay how long a task that reported itself blocked waits; no attempt is charged for
 *     it
 * @param platformAttempts re-dispatches at the platform's cost (lost runner, eviction, image pull)
 */
public record RetryPolicy(
    int attempts,
    Backoff backoff,
    ExitCodes exitCodes,
    Duration blockedDelay,
    int platformAttempts) {
  public static final RetryPolicy DEFAULT =
      new RetryPolicy(1, Backoff.DEFAULT, ExitCodes.DEFAULT, Duration.ofMinutes(5), 5);

  /** A policy of this many attempts with the defaults for the rest. */
  public static RetryPolicy attempts(int attempts) {
    return DEFAULT.withAttempts(attempts);
  }

  public RetryPolicy withAttempts(int attempts) {
    return new RetryPolicy(attempts, backoff, exitCodes, blockedDelay, platformAttempts);
  }

  public RetryPolicy withBackoff(Backoff backoff) {
    return new RetryPolicy(attempts, backoff, exitCodes, blockedDelay, platformAttempts);
  }

  public RetryPolicy withExitCodes(ExitCodes exitCodes) {
    return new RetryPolicy(attempts, backoff, exitCodes, blockedDelay, platformAttempts);
  }

  public RetryPolicy withBlockedDelay(Duration blockedDelay) {
    return new RetryPolicy(attempts, backoff, exitCodes, blockedDelay, platformAttempts);
  }
}
