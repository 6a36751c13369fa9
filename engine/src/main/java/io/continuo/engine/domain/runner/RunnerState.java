package io.continuo.engine.domain.runner;

import io.continuo.id.AttemptId;
import java.time.Instant;
import java.util.Optional;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * A runner as its events leave it.
 *
 * @param incarnation of the newest process, 0 before the first
 * @param seen when it was last heard of
 * @param draining why that process takes no more, if it was told so
 * @param guarded attempts that it answers for, each with the incarnation that claimed it
 */
public record RunnerState(
    Standing standing,
    long incarnation,
    Instant seen,
    Optional<String> draining,
    PMap<AttemptId, Long> guarded) {
  /** Before its first heartbeat. */
  public static final RunnerState UNKNOWN =
      new RunnerState(Standing.UNKNOWN, 0, Instant.EPOCH, Optional.empty(), HashTreePMap.empty());

  /** How the runner stands with us. */
  public enum Standing {
    UNKNOWN,
    ALIVE,
    /** It stopped in good order and may come back to its attempts. */
    LEFT,
    /** It stopped in good order and left its attempts to others. */
    HANDED_OVER,
    LOST
  }

  RunnerState as(Standing next, long of, Instant at) {
    return new RunnerState(next, of, at, draining.filter(_ -> of == incarnation), guarded);
  }

  RunnerState draining(String reason) {
    return new RunnerState(standing, incarnation, seen, Optional.of(reason), guarded);
  }

  RunnerState guarding(PMap<AttemptId, Long> attempts) {
    return new RunnerState(standing, incarnation, seen, draining, attempts);
  }
}
