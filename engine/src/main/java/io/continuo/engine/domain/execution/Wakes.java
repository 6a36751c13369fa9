package io.continuo.engine.domain.execution;

import io.continuo.command.ExecutionCommand;
import io.continuo.definition.policy.Timeouts;
import io.continuo.engine.domain.Decision;
import io.continuo.engine.domain.execution.ExecutionDecider.Life;
import io.continuo.event.ExecutionEvent;
import io.continuo.event.ExecutionStatus;
import io.continuo.event.FailureKind;
import io.continuo.event.TaskOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What time brings: deadlines, timeouts, leases, retries. A wake-up that comes too late finds
 * nothing to do.
 */
final class Wakes {
  private final Pinned plan;
  private final Scheduling scheduling;
  private final Ends ends;

  Wakes(Pinned plan, Scheduling scheduling, Ends ends) {
    this.plan = plan;
    this.scheduling = scheduling;
    this.ends = ends;
  }

  Decision<ExecutionEvent> wake(Life life, ExecutionCommand.WakeExecution wake) {
    if (wake.task().isEmpty()) {
      return deadline(life);
    }
    int task = plan.indexOf(wake.task().get());
    if (task < 0) {
      return Decision.nothing();
    }
    switch (life.task(task)) {
      case TaskState.Awaiting awaiting -> awaiting(life, task, awaiting);
      case TaskState.Queued queued -> queued(life, task, queued);
      case TaskState.Running running -> running(life, task, running);
      case TaskState.Stopping stopping -> stopping(life, task, stopping);
      case TaskState.Backoff backoff -> backoff(life, task, backoff);
      case TaskState.Pending pending -> {}
      case TaskState.Fallen fallen -> {}
      case TaskState.Done done -> {}
    }
    return ends.settled(life);
  }

  private Decision<ExecutionEvent> deadline(Life life) {
    Optional<Instant> due = new Dues(plan).deadline(life.live());
    if (due.isEmpty() || due.get().isAfter(life.at())) {
      return Decision.nothing();
    }
    Duration time = plan.workflow().deadline().orElseThrow();
    return ends.stop(life, ExecutionStatus.TIMED_OUT, "the deadline of " + time + " has passed");
  }

  private void awaiting(Life life, int task, TaskState.Awaiting awaiting) {
    Timeouts timeouts = plan.task(task).timeouts();
    Progress progress = awaiting.progress();
    if (passed(life, progress.first(), timeouts.total())) {
      timedOut(life, task, total(timeouts));
    } else if (passed(life, awaiting.since(), timeouts.queued())) {
      String message =
          "limit '" + awaiting.limit() + "' gave no permits within " + time(timeouts.queued());
      ends.attemptFailed(life, task, FailureKind.TIMED_OUT, OptionalInt.empty(), message);
    } else if (passed(life, awaiting.asked(), Optional.of(Dues.PERMITS_CHECK))) {
      life.add(
          new ExecutionEvent.PermitsRequested(
              plan.task(task).name(), progress.number(), progress.epoch(), awaiting.limit()));
    }
  }

  private void queued(Life life, int task, TaskState.Queued queued) {
    Timeouts timeouts = plan.task(task).timeouts();
    Progress progress = queued.progress();
    String name = plan.task(task).name();
    if (passed(life, progress.first(), timeouts.total())) {
      timedOut(life, task, total(timeouts));
    } else if (passed(life, queued.since(), timeouts.queued())) {
      String message =
          "no runner of queue '"
              + plan.task(task).queue()
              + "' took it within "
              + time(timeouts.queued());
      ends.attemptFailed(life, task, FailureKind.TIMED_OUT, OptionalInt.empty(), message);
    } else if (passed(life, queued.dispatched(), Optional.of(Dues.DISPATCH_CHECK))) {
      life.add(new ExecutionEvent.DispatchRepeated(name, progress.number(), progress.epoch()));
    }
  }

  private void running(Life life, int task, TaskState.Running running) {
    Timeouts timeouts = plan.task(task).timeouts();
    Progress progress = running.progress();
    String name = plan.task(task).name();
    if (passed(life, progress.first(), timeouts.total())) {
      stop(life, task, progress, total(timeouts));
    } else if (passed(life, running.since(), timeouts.attempt())) {
      stop(
          life,
          task,
          progress,
          "the attempt ran longer than its timeout of " + time(timeouts.attempt()));
    } else if (!Dues.lease(running).isAfter(life.at())) {
      life.add(new ExecutionEvent.AttemptWatched(name, progress.number(), progress.epoch()));
    }
  }

  private void stop(Life life, int task, Progress progress, String reason) {
    life.add(
        new ExecutionEvent.AttemptStopRequested(
            plan.task(task).name(),
            progress.number(),
            progress.epoch(),
            FailureKind.TIMED_OUT,
            reason));
  }

  private void stopping(Life life, int task, TaskState.Stopping stopping) {
    if (!Dues.stopDue(plan.task(task), stopping).isAfter(life.at())) {
      String message =
          stopping.reason() + "; runner " + stopping.runner().name() + " did not confirm the stop";
      ends.attemptFailed(life, task, stopping.kind(), OptionalInt.empty(), message);
    }
  }

  private void backoff(Life life, int task, TaskState.Backoff backoff) {
    if (!backoff.due().isAfter(life.at())) {
      scheduling.schedule(life, task, backoff.progress().number(), backoff.progress().epoch());
    }
  }

  private void timedOut(Life life, int task, String message) {
    Progress progress = ((TaskState.Open) life.task(task)).progress();
    life.add(
        new ExecutionEvent.AttemptFailed(
            plan.task(task).name(),
            progress.number(),
            progress.epoch(),
            FailureKind.TIMED_OUT,
            OptionalInt.empty(),
            message));
    ends.taskEnded(life, task, TaskOutcome.TIMED_OUT, message);
  }

  private static String total(Timeouts timeouts) {
    return "the task took longer than its total timeout of " + time(timeouts.total());
  }

  private static boolean passed(Life life, Instant since, Optional<Duration> time) {
    return time.isPresent() && !since.plus(time.get()).isAfter(life.at());
  }

  private static String time(Optional<Duration> time) {
    return time.orElseThrow().toString();
  }
}
