package io.continuo.engine.domain.execution;

import io.continuo.command.RunnerCommand;
import io.continuo.command.WorkflowCommand;
import io.continuo.dispatch.RunnerControl;
import io.continuo.engine.domain.Effect;
import io.continuo.engine.domain.execution.ExecutionState.Live;
import io.continuo.event.ExecutionEvent;
import io.continuo.event.ExecutionStatus;
import io.continuo.id.AttemptId;
import io.continuo.id.ExecutionId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What the world hears of an execution's facts. */
final class Reactions {
  private final ExecutionId id;
  private final Pinned plan;
  private final Scheduling scheduling;
  private final Permits permits;
  private final Produced produced;

  Reactions(ExecutionId id, Pinned plan, Scheduling scheduling, Permits permits) {
    this.id = id;
    this.plan = plan;
    this.scheduling = scheduling;
    this.permits = permits;
    this.produced = new Produced(id);
  }

  List<Effect> react(ExecutionState before, ExecutionEvent event, ExecutionState after) {
    return switch (event) {
      case ExecutionEvent.PermitsRequested e -> List.of(permits.ask((Live) after, e));
      case ExecutionEvent.AttemptScheduled e -> launch(after, e);
      case ExecutionEvent.DispatchRepeated e -> launch(after, e);
      case ExecutionEvent.AttemptReattached e -> stopAgain(after, e);
      case ExecutionEvent.AttemptWatched e -> List.of(guard(after, e));
      case ExecutionEvent.AttemptStopRequested e -> List.of(stop(after, e));
      case ExecutionEvent.AttemptSucceeded e -> succeeded(before, e);
      case ExecutionEvent.AttemptFailed e -> release(before, e);
      case ExecutionEvent.AttemptFenced e ->
          List.of(
              new Effect.TellRunner(
                  e.runner(),
                  new RunnerControl.ClaimRefused(attempt(e), e.reason(), goesOn(after, e))));
      case ExecutionEvent.ExecutionEnded e -> ended((Live) before, e);
      case ExecutionEvent.ExecutionStarted e -> List.of();
      case ExecutionEvent.AttemptStarted e -> List.of();
      case ExecutionEvent.TaskDefaulted e -> permits.release(before, e.task());
      case ExecutionEvent.TaskSkipped e -> permits.release(before, e.task());
      case ExecutionEvent.TaskFailed e -> permits.release(before, e.task());
      case ExecutionEvent.PermitsHeld e -> List.of();
      case ExecutionEvent.RetryScheduled e -> List.of();
      case ExecutionEvent.ExecutionStopping e -> List.of();
      case ExecutionEvent.ExecutionCommandRejected e -> List.of();
    };
  }

  private List<Effect> launch(ExecutionState after, ExecutionEvent.OfAttempt of) {
    return List.of(new Effect.LaunchTask(scheduling.launch((Live) after, plan.indexOf(of.task()))));
  }

  private Effect guard(ExecutionState after, ExecutionEvent.OfAttempt of) {
    var runner = held(after, of).runner();
    return new Effect.AskRunner(
        runner.name(), new RunnerCommand.GuardAttempt(attempt(of), runner.incarnation()));
  }

  private Effect stop(ExecutionState after, ExecutionEvent.OfAttempt of) {
    TaskState.Stopping stopping = (TaskState.Stopping) held(after, of);
    var grace = plan.task(plan.indexOf(of.task())).stopGrace();
    return new Effect.TellRunner(
        stopping.runner().name(),
        new RunnerControl.StopAttempt(attempt(of), grace, stopping.reason()));
  }

  private List<Effect> release(ExecutionState before, ExecutionEvent.OfAttempt of) {
    TaskState state = ((Live) before).tasks().get(plan.indexOf(of.task()));
    List<Effect> given = permits.release(before, of.task());
    if (!(state instanceof TaskState.Held held && held.watched())) {
      return given;
    }
    List<Effect> effects = new ArrayList<>(given);
    effects.add(
        new Effect.AskRunner(held.runner().name(), new RunnerCommand.ReleaseAttempt(attempt(of))));
    return effects;
  }

  /** The stop may have been said to the runner's earlier incarnation only. */
  private List<Effect> stopAgain(ExecutionState after, ExecutionEvent.OfAttempt of) {
    return held(after, of) instanceof TaskState.Stopping ? List.of(stop(after, of)) : List.of();
  }

  private List<Effect> succeeded(ExecutionState before, ExecutionEvent.AttemptSucceeded e) {
    List<Effect> landed =
        produced.byTask(((Live) before).origin(), plan.task(plan.indexOf(e.task())));
    List<Effect> released = release(before, e);
    return landed.isEmpty() ? released : Stream.concat(landed.stream(), released.stream()).toList();
  }

  private List<Effect> ended(Live before, ExecutionEvent.ExecutionEnded ended) {
    List<Effect> effects = new ArrayList<>();
    if (ended.status() == ExecutionStatus.SUCCEEDED) {
      effects.addAll(produced.byWorkflow(before.origin(), plan.workflow()));
    }
    effects.add(
        new Effect.AskWorkflow(
            before.origin().workflow(),
            new WorkflowCommand.NoteExecutionEnded(id, ended.status())));
    return effects;
  }

  /**
   * Whether others run the fenced attempt, will run it or have completed it. One that is being
   * stopped is to end, whoever holds it.
   */
  private boolean goesOn(ExecutionState after, ExecutionEvent.AttemptFenced fenced) {
    int task = plan.indexOf(fenced.task());
    if (!(after instanceof Live live) || task < 0) {
      return false;
    }
    return switch (live.tasks().get(task)) {
      case TaskState.Stopping _ -> false;
      case TaskState.Open open -> open.progress().number() == fenced.number();
      case TaskState.Succeeded won -> won.number() == fenced.number();
      case TaskState.Ended _ -> false;
      case TaskState.Pending _ -> false;
    };
  }

  private TaskState.Held held(ExecutionState state, ExecutionEvent.OfAttempt of) {
    return (TaskState.Held) ((Live) state).tasks().get(plan.indexOf(of.task()));
  }

  private AttemptId attempt(ExecutionEvent.OfAttempt of) {
    return new AttemptId(id, of.task(), of.number(), of.epoch());
  }
}
