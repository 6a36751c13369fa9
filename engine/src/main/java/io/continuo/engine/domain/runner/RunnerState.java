package io.continuo.engine.domain.runner;

import io.continuo.id.AttemptId;
import java.time.Instant;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * A runner as its events leave it.
 *
 * @param incarnation of the newest process, 0 before the first
 * @param seen when it was last heard of
 * @param guarded attempts that it answers for, each with the incarnation that claimed it
 */
public record RunnerState(
    Standing standing, long incarnation, Instant seen, PMap<AttemptId, Long> guarded) {
  /** Before its first heartbeat. */
  public static final RunnerState UNKNOWN =
      new RunnerState(Standing.UNKNOWN, 0, Instant.EPOCH, HashTreePMap.empty());

  /** How the runner stands with us. */
  public enum Standing {
    UNKNOWN,
    ALIVE,
    /** It stopped in good order and may come back to its attempts. */
    LEFT,
    LOST
  }

  RunnerState as(Standing next, long of, Instant at) {
    return new RunnerState(next, of, at, guarded);
  }
}
