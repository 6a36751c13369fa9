package io.continuo.engine.domain.execution;

import io.continuo.definition.TaskDefinition;
import io.continuo.definition.policy.Timeouts;
import io.continuo.engine.domain.execution.ExecutionState.Live;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When something must be looked at again. Every open task but a waiting one has a due time: nothing
 * can be stuck.
 */
public final class Dues {
  /** A ready-task command that nobody claimed for so long is sent once more. */
  static final Duration DISPATCH_CHECK = Duration.ofMinutes(10);

  /** A limit is asked again so often, should the first word, or its answer, have got lost. */
  static final Duration PERMITS_CHECK = Duration.ofHours(1);

  /** The first lease of an attempt; one that lives longer is guarded by its runner's aggregate. */
  static final Duration FIRST_LEASE = Duration.ofSeconds(10);

  /**
   * A guarded attempt is offered to its runner's aggregate anew so often, should the first word
   * have got lost.
   */
  static final Duration GUARDED_LEASE = Duration.ofHours(1);

  /** How long after the grace period a runner may take to confirm a stop. */
  static final Duration STOP_CONFIRMATION = Duration.ofSeconds(60);

  private final Pinned plan;

  public Dues(Pinned plan) {
    this.plan = plan;
  }

  /** When the execution as a whole is out of time. */
  public Optional<Instant> deadline(Live live) {
    return live.stop().isPresent()
        ? Optional.empty()
        : plan.workflow().deadline().map(time -> live.origin().at().plus(time));
  }

  /** The earliest time at which something is due for the task. */
  public Optional<Instant> of(int task, TaskState state) {
    TaskDefinition definition = plan.task(task);
    Timeouts timeouts = definition.timeouts();
    return switch (state) {
      case TaskState.Pending pending -> Optional.empty();
      case TaskState.Awaiting awaiting ->
          Optional.of(
              earliest(
                  awaiting.asked().plus(PERMITS_CHECK),
                  timeouts.queued().map(awaiting.since()::plus),
                  timeouts.total().map(awaiting.progress().first()::plus)));
      case TaskState.Queued queued ->
          Optional.of(
              earliest(
                  queued.dispatched().plus(DISPATCH_CHECK),
                  timeouts.queued().map(queued.since()::plus),
                  timeouts.total().map(queued.progress().first()::plus)));
      case TaskState.Running running ->
          Optional.of(
              earliest(
                  lease(running),
                  timeouts.attempt().map(running.since()::plus),
                  timeouts.total().map(running.progress().first()::plus)));
      case TaskState.Stopping stopping -> Optional.of(stopDue(definition, stopping));
      case TaskState.Backoff backoff -> Optional.of(backoff.due());
      case TaskState.Fallen fallen -> Optional.empty();
      case TaskState.Done done -> Optional.empty();
    };
  }

  static Instant lease(TaskState.Running running) {
    return running.leased().plus(running.watched() ? GUARDED_LEASE : FIRST_LEASE);
  }

  static Instant stopDue(TaskDefinition definition, TaskState.Stopping stopping) {
    return stopping.since().plus(definition.stopGrace()).plus(STOP_CONFIRMATION);
  }

  private static Instant earliest(Instant always, Optional<Instant> one, Optional<Instant> other) {
    Instant earliest = always;
    if (one.isPresent() && one.get().isBefore(earliest)) {
      earliest = one.get();
    }
    return other.isPresent() && other.get().isBefore(earliest) ? other.get() : earliest;
  }
}
