package io.continuo.event;

import io.continuo.dispatch.RunnerProfile;
import io.continuo.id.AttemptId;
import java.util.List;

/** The life of one task runner. */
public sealed interface RunnerEvent {

  /** A process of the runner reported for the first time. */
  record RunnerJoined(
      long incarnation, String version, List<String> queues, int slots, RunnerProfile profile)
      implements RunnerEvent {}

  /** A heartbeat. */
  record RunnerSeen(long incarnation, int running) implements RunnerEvent {}

  /**
   * The runner stopped in good order.
   *
   * @param handOver whether it is not to come back to what it had
   */
  record RunnerLeft(long incarnation, boolean handOver) implements RunnerEvent {}

  /** No heartbeat within the time to live. */
  record RunnerLost(long incarnation) implements RunnerEvent {}

  /** The runner was told to finish what runs and take no more. */
  record RunnerDraining(long incarnation, String reason) implements RunnerEvent {}

  /**
   * The runner answers for this attempt: if the runner is lost, the attempt's execution is told.
   */
  record AttemptGuarded(AttemptId attempt, long incarnation) implements RunnerEvent {}

  /** The attempt ended; the runner no longer answers for it. */
  record AttemptReleased(AttemptId attempt) implements RunnerEvent {}

  /** That incarnation of the runner is gone, and the attempt with it; its execution is told. */
  record AttemptLost(AttemptId attempt, long incarnation, String reason) implements RunnerEvent {}

  record RunnerCommandRejected(String command, String code, String message)
      implements RunnerEvent {}
}
