package io.continuo.gateway.http.execution;

import io.continuo.gateway.log.LogArrivals;
import io.continuo.gateway.log.LogStore;
import io.continuo.gateway.view.query.TaskSummary;
import io.continuo.id.AttemptId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Tells when nothing will be added to a log. Its last chunk says so; but a runner sends no chunk
 * for that alone when the attempt succeeded, whose log is on its topic before that is reported.
 */
final class LogEnds {
  /** A runner that was given up may send what is left of a log for so long. */
  private static final Duration LATE = Duration.ofMinutes(1);

  private final LogStore store;
  private final LogArrivals arrivals;
  private final Clock clock;

  LogEnds(LogStore store, LogArrivals arrivals, Clock clock) {
    this.store = store;
    this.arrivals = arrivals;
    this.clock = clock;
  }

  /**
   * Whether all of a log is stored, of an attempt that is as the read model said before.
   *
   * @param said nothing if the read model does not know it
   */
  boolean isComplete(AttemptId attempt, Optional<TaskSummary.Attempt> said)
      throws InterruptedException {
    return store.isComplete(attempt)
        || (said.filter(this::hasAllWritten).isPresent() && arrivals.areAllIn());
  }

  private boolean hasAllWritten(TaskSummary.Attempt attempt) {
    Instant late = clock.instant().minus(LATE);
    return attempt.endedAt().isPresent()
        && (attempt.outcome().filter("succeeded"::equals).isPresent()
            || attempt.endedAt().get().isBefore(late));
  }
}
