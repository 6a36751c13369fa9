package io.continuo.engine.domain.execution;

import java.time.Instant;

/**
 * Where a task is in its attempts.
 *
 * @param number of the attempt, from 1
 * @param epoch dispatch of that attempt, from 1
 * @param first when the task was first scheduled; the total timeout counts from here
 * @param platformFailures charged to the platform's budget so far
 */
public record Progress(int number, int epoch, Instant first, int platformFailures) {

  static Progress begin(Instant at) {
    return new Progress(1, 1, at, 0);
  }

  boolean is(int otherNumber, int otherEpoch) {
    return number == otherNumber && epoch == otherEpoch;
  }

  Progress at(int newNumber, int newEpoch) {
    return new Progress(newNumber, newEpoch, first, platformFailures);
  }

  Progress platformFailed() {
    return new Progress(number, epoch, first, platformFailures + 1);
  }
}
