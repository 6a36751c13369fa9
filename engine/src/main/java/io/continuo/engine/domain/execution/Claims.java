package io.continuo.engine.domain.execution;

import io.continuo.command.Ending;
import io.continuo.command.ExecutionCommand;
import io.continuo.dispatch.RunnerControl;
import io.continuo.engine.domain.Decision;
import io.continuo.engine.domain.Effect;
import io.continuo.engine.domain.execution.ExecutionDecider.Life;
import io.continuo.engine.domain.execution.TaskState.Held;
import io.continuo.engine.domain.execution.TaskState.Open;
import io.continuo.engine.domain.execution.TaskState.Queued;
import io.continuo.engine.domain.execution.TaskState.Running;
import io.continuo.engine.domain.execution.TaskState.Stopping;
import io.continuo.engine.domain.execution.TaskState.Succeeded;
import io.continuo.event.ExecutionEvent;
import io.continuo.event.FailureKind;
import io.continuo.id.AttemptId;
import io.continuo.id.ExecutionId;
import io.continuo.id.RunnerId;
import java.util.List;
import java.util.OptionalInt;

/** What runners say of attempts. An attempt has one holder; everybody else is fenced. */
final class Claims {
  private final ExecutionId id;
  private final Pinned plan;
  private final Ends ends;

  Claims(ExecutionId id, Pinned plan, Ends ends) {
    this.id = id;
    this.plan = plan;
    this.ends = ends;
  }

  /**
   * A runner that was cut off and comes back late: what it did is on record, and counts no more.
   */
  Decision<ExecutionEvent> refuseEnded(ExecutionCommand.OfAttempt late, RunnerId runner) {
    return Decision.accepted(List.of(fence(late, runner, "the execution has ended or never was")));
  }

  Decision<ExecutionEvent> claim(Life life, ExecutionCommand.ClaimAttempt claim) {
    int task = plan.indexOf(claim.task());
    if (task < 0) {
      return refuse(life, claim, claim.runner(), "the workflow has no task '" + claim.task() + "'");
    }
    TaskState state = life.task(task);
    if (!(state instanceof Open open) || !open.progress().is(claim.number(), claim.epoch())) {
      return refuse(
          life, claim, claim.runner(), "another attempt counts: " + Describing.standing(state));
    }
    return switch (open) {
      case Queued queued -> {
        life.add(
            new ExecutionEvent.AttemptStarted(
                claim.task(), claim.number(), claim.epoch(), claim.runner()));
        yield accept(life, claim);
      }
      case Held held when held.runner().equals(claim.runner()) -> accept(life, claim);
      case Held held when isLater(held.runner(), claim.runner()) -> {
        life.add(
            new ExecutionEvent.AttemptReattached(
                claim.task(), claim.number(), claim.epoch(), claim.runner()));
        yield accept(life, claim);
      }
      case Held held ->
          refuse(life, claim, claim.runner(), "taken by runner " + held.runner().name());
      case TaskState.Awaiting waiting -> refuse(life, claim, claim.runner(), "not scheduled yet");
      case TaskState.Backoff waiting -> refuse(life, claim, claim.runner(), "not scheduled yet");
      case TaskState.Fallen never -> refuse(life, claim, claim.runner(), "not scheduled yet");
    };
  }

  Decision<ExecutionEvent> report(Life life, ExecutionCommand.ReportAttempt report) {
    int task = plan.indexOf(report.task());
    if (task < 0) {
      return refuse(
          life, report, report.runner(), "the workflow has no task '" + report.task() + "'");
    }
    TaskState state = life.task(task);
    if (state instanceof Succeeded won
        && won.number() == report.number()
        && won.epoch() == report.epoch()) {
      return Decision.nothing();
    }
    if (state instanceof Queued queued && queued.progress().is(report.number(), report.epoch())) {
      // A task without effects is claimed by its report.
      life.add(
          new ExecutionEvent.AttemptStarted(
              report.task(), report.number(), report.epoch(), report.runner()));
      state = life.task(task);
    }
    if (!(state instanceof Held held)
        || !held.progress().is(report.number(), report.epoch())
        || !held.runner().name().equals(report.runner().name())) {
      return refuse(
          life,
          report,
          report.runner(),
          "the report does not count: " + Describing.standing(state));
    }
    switch (held) {
      case Running running -> ended(life, task, report.ending());
      case Stopping stopping -> stopped(life, task, stopping, report.ending());
    }
    return ends.settled(life);
  }

  Decision<ExecutionEvent> lost(Life life, ExecutionCommand.ReportLost lost) {
    int task = plan.indexOf(lost.task());
    boolean counts =
        task >= 0
            && life.task(task) instanceof Held held
            && held.progress().is(lost.number(), lost.epoch())
            && held.runner().equals(lost.runner());
    if (!counts) {
      return Decision.nothing();
    }
    FailureKind cause = lost.handedOver() ? FailureKind.HANDED_OVER : FailureKind.PLATFORM;
    FailureKind kind = life.task(task) instanceof Stopping stopping ? stopping.kind() : cause;
    ends.attemptFailed(life, task, kind, OptionalInt.empty(), lost.reason());
    return ends.settled(life);
  }

  private void ended(Life life, int task, Ending ending) {
    switch (ending) {
      case Ending.Exited exited -> ends.exited(life, task, exited);
      case Ending.Faulty(var message) ->
          ends.attemptFailed(life, task, FailureKind.ERROR, OptionalInt.empty(), message);
      case Ending.PlatformFailure(var message) ->
          ends.attemptFailed(life, task, FailureKind.PLATFORM, OptionalInt.empty(), message);
      case Ending.Stopped(var message) ->
          ends.attemptFailed(
              life, task, FailureKind.PLATFORM, OptionalInt.empty(), "stopped unasked: " + message);
    }
  }

  /**
   * A task that came to its end by itself before the stop reached it keeps its result, unless its
   * time was up.
   */
  private void stopped(Life life, int task, Stopping stopping, Ending ending) {
    if (ending instanceof Ending.Exited exited && stopping.kind() == FailureKind.CANCELLED) {
      ends.exited(life, task, exited);
      return;
    }
    OptionalInt code =
        ending instanceof Ending.Exited exited
            ? OptionalInt.of(exited.code())
            : OptionalInt.empty();
    ends.attemptFailed(life, task, stopping.kind(), code, stopping.reason());
  }

  private Decision<ExecutionEvent> accept(Life life, ExecutionCommand.ClaimAttempt claim) {
    if (!claim.confirm()) {
      return life.accepted();
    }
    AttemptId attempt = new AttemptId(id, claim.task(), claim.number(), claim.epoch());
    return life.accepted(
        List.of(
            new Effect.TellRunner(
                claim.runner().name(), new RunnerControl.ClaimAccepted(attempt))));
  }

  private static Decision<ExecutionEvent> refuse(
      Life life, ExecutionCommand.OfAttempt of, RunnerId runner, String reason) {
    life.add(fence(of, runner, reason));
    return life.accepted();
  }

  private static ExecutionEvent fence(
      ExecutionCommand.OfAttempt of, RunnerId runner, String reason) {
    return new ExecutionEvent.AttemptFenced(
        of.task(), of.number(), of.epoch(), runner.name(), reason);
  }

  private static boolean isLater(RunnerId holder, RunnerId claimant) {
    return holder.name().equals(claimant.name()) && claimant.incarnation() > holder.incarnation();
  }
}
