package io.continuo.runner.supervise;

import io.continuo.id.AttemptId;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The attempts that this runner answers for. */
final class Attempts {
  private final Map<AttemptId, Attempt> attempts = new ConcurrentHashMap<>();

  /** False when it is here already. */
  boolean add(Attempt attempt) {
    return attempts.putIfAbsent(attempt.task().attempt(), attempt) == null;
  }

  Optional<Attempt> find(AttemptId id) {
    return Optional.ofNullable(attempts.get(id));
  }

  Collection<Attempt> all() {
    return attempts.values();
  }

  int size() {
    return attempts.size();
  }

  void remove(Attempt attempt) {
    attempts.remove(attempt.task().attempt(), attempt);
    attempt.gone();
  }

  /**
   * An earlier dispatch of the same attempt that is still here, because this runner was thought
   * lost, must not run beside the new one; unless the new one goes on with what runs.
   */
  void sendEarlierAway(AttemptId id) throws InterruptedException {
    if (id.epoch() == 1) {
      return;
    }
    for (Attempt other : attempts.values()) {
      if (isEarlier(other.task().attempt(), id) && !other.launcher().outlivesDispatch()) {
        other.refuse("it was dispatched again, to this runner", true);
        other.awaitGone();
      }
    }
  }

  /**
   * Asks anew for all that runs or is about to: what was sent to others meanwhile is refused, and
   * stopped.
   */
  void renewClaims(Desk desk) throws InterruptedException {
    for (Attempt attempt : attempts.values()) {
      if (!attempt.isOver()) {
        desk.claim(attempt.task().attempt(), Optional.of(attempt.question()));
      }
    }
  }

  private static boolean isEarlier(AttemptId one, AttemptId other) {
    return one.epoch() < other.epoch()
        && one.number() == other.number()
        && one.task().equals(other.task())
        && one.execution().equals(other.execution());
  }
}
