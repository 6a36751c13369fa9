package io.continuo.definition.policy;

import java.time.Duration;
import java.util.Optional;

/**
 * The three independent time limits of a task.
 *
 * @param queued from ready until a runner claims it, of each attempt
 * @param attempt from the claim until the attempt ends
 * @param total from ready for the first time until the task ends, waits between attempts included
 */
public record Timeouts(
    Optional<Duration> queued, Optional<Duration> attempt, Optional<Duration> total) {
  public static final Timeouts NONE =
      new Timeouts(Optional.empty(), Optional.empty(), Optional.empty());
}
