package io.continuo.engine.domain.execution;

import io.continuo.command.Ending;
import io.continuo.definition.TaskDefinition;
import io.continuo.definition.policy.OnTaskFailure;
import io.continuo.definition.policy.OnWorkflowFailure;
import io.continuo.definition.template.UnresolvedReference;
import io.continuo.engine.domain.Decision;
import io.continuo.engine.domain.execution.ExecutionDecider.Life;
import io.continuo.engine.domain.execution.TaskState.Open;
import io.continuo.event.ExecutionEvent;
import io.continuo.event.ExecutionStatus;
import io.continuo.event.FailureKind;
import io.continuo.event.TaskOutcome;
import io.continuo.id.ExecutionId;
import io.continuo.value.Value;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalInt;

/** How attempts, tasks and the execution end, and what follows for the rest of the graph. */
final class Ends {
  private final ExecutionId id;
  private final Pinned plan;
  private final Scheduling scheduling;
  private final Retrying retrying;

  Ends(ExecutionId id, Pinned plan, Scheduling scheduling) {
    this.plan = plan;
    this.scheduling = scheduling;
    this.id = id;
    this.retrying = new Retrying(id, plan);
  }

  /** The decision, with the end of the execution when no task is open any more. */
  Decision<ExecutionEvent> settled(Life life) {
    life.drainUnstartable(
        (task, message) -> taskEnded(life, task, TaskOutcome.FAILED_USER, message));
    if (life.live().open() == 0) {
      life.add(end(life.live()));
    }
    return life.accepted();
  }

  private ExecutionEvent.ExecutionEnded end(ExecutionState.Live live) {
    if (live.stop().isPresent()) {
      ExecutionState.Stop stop = live.stop().get();
      return new ExecutionEvent.ExecutionEnded(stop.status(), Value.Fields.EMPTY, stop.message());
    }
    for (int task = 0; task < plan.size(); task++) {
      if (live.tasks().get(task) instanceof TaskState.Ended ended
          && ended.outcome() != TaskOutcome.SKIPPED) {
        String message = "task '" + plan.task(task).name() + "' failed";
        return new ExecutionEvent.ExecutionEnded(
            ExecutionStatus.FAILED, Value.Fields.EMPTY, message);
      }
    }
    try {
      Value.Fields results = new Wiring(id, plan, live, 1).results();
      return new ExecutionEvent.ExecutionEnded(ExecutionStatus.SUCCEEDED, results, "");
    } catch (UnresolvedReference e) {
      String message = "the workflow's outputs: " + e.getMessage();
      return new ExecutionEvent.ExecutionEnded(ExecutionStatus.FAILED, Value.Fields.EMPTY, message);
    }
  }

  /** The task's program came to its end. */
  void exited(Life life, int task, Ending.Exited exited) {
    TaskDefinition definition = plan.task(task);
    OptionalInt code = OptionalInt.of(exited.code());
    switch (definition.retry().exitCodes().of(exited.code())) {
      case SUCCESS -> {
        Optional<String> problem = Wiring.outputProblem(definition, exited.outputs());
        if (problem.isPresent()) {
          attemptFailed(life, task, FailureKind.ERROR, code, problem.get());
        } else {
          Progress progress = ((Open) life.task(task)).progress();
          life.add(
              new ExecutionEvent.AttemptSucceeded(
                  definition.name(), progress.number(), progress.epoch(), code, exited.outputs()));
          scheduling.scheduleChildren(life, task);
        }
      }
      case BLOCKED -> attemptFailed(life, task, FailureKind.BLOCKED, code, said(exited, "blocked"));
      case FATAL -> attemptFailed(life, task, FailureKind.FATAL, code, said(exited, "fatal"));
      case RETRY -> attemptFailed(life, task, FailureKind.ERROR, code, said(exited, "failed"));
    }
  }

  private static String said(Ending.Exited exited, String what) {
    return what
        + " with exit code "
        + exited.code()
        + (exited.message().isBlank() ? "" : ": " + exited.message());
  }

  /** The attempt failed: tried again if its budget allows, else the task ends. */
  void attemptFailed(Life life, int task, FailureKind kind, OptionalInt code, String message) {
    Progress progress = ((Open) life.task(task)).progress();
    String name = plan.task(task).name();
    life.add(
        new ExecutionEvent.AttemptFailed(
            name, progress.number(), progress.epoch(), kind, code, message));
    Optional<TaskOutcome> end = retrying.retryOrEnd(life, task, kind);
    end.ifPresent(outcome -> taskEnded(life, task, outcome, message));
  }

  /** The task is at its end without success: its own policy, then the workflow's. */
  void taskEnded(Life life, int task, TaskOutcome outcome, String message) {
    TaskDefinition definition = plan.task(task);
    OnTaskFailure policy =
        outcome == TaskOutcome.CANCELLED || life.isStopping()
            ? OnTaskFailure.FAIL
            : definition.onFailure();
    switch (policy) {
      case OnTaskFailure.Skip() -> {
        life.add(new ExecutionEvent.TaskSkipped(definition.name(), message));
        scheduling.scheduleChildren(life, task);
      }
      case OnTaskFailure.Default(var outputs) -> {
        life.add(new ExecutionEvent.TaskDefaulted(definition.name(), outputs, message));
        scheduling.scheduleChildren(life, task);
      }
      case OnTaskFailure.Fail() -> failed(life, task, outcome, message);
      case OnTaskFailure.Run run -> failed(life, task, outcome, message);
    }
  }

  private void failed(Life life, int task, TaskOutcome outcome, String message) {
    String name = plan.task(task).name();
    life.add(new ExecutionEvent.TaskFailed(name, outcome, message));
    if (life.isStopping()) {
      return;
    }
    failDescendants(life, task);
    String reason = "task '" + name + "' failed: " + message;
    OnWorkflowFailure policy = plan.workflow().onFailure();
    if (policy == OnWorkflowFailure.FINISH_INDEPENDENT) {
      return;
    }
    life.add(new ExecutionEvent.ExecutionStopping(ExecutionStatus.FAILED, reason));
    sweep(life, policy == OnWorkflowFailure.ABORT, reason);
  }

  private void failDescendants(Life life, int failed) {
    Deque<Integer> next = new ArrayDeque<>();
    next.add(failed);
    while (!next.isEmpty()) {
      int parent = next.remove();
      for (int child : plan.children(parent)) {
        if (life.task(child) instanceof TaskState.Pending) {
          life.add(
              new ExecutionEvent.TaskFailed(
                  plan.task(child).name(),
                  TaskOutcome.UPSTREAM_FAILED,
                  "not run: task '" + plan.task(failed).name() + "' failed"));
          next.add(child);
        }
      }
    }
  }

  /** Stops the execution as a whole; a second reason only counts if it is stronger. */
  Decision<ExecutionEvent> stop(Life life, ExecutionStatus status, String message) {
    boolean hard =
        life.live().stop().map(stop -> stop.status() != ExecutionStatus.FAILED).orElse(false);
    if (hard) {
      return Decision.nothing();
    }
    life.add(new ExecutionEvent.ExecutionStopping(status, message));
    sweep(life, true, message);
    return settled(life);
  }

  private void sweep(Life life, boolean stopRunning, String reason) {
    for (int task = 0; task < plan.size(); task++) {
      String name = plan.task(task).name();
      switch (life.task(task)) {
        case TaskState.Pending pending ->
            life.add(
                new ExecutionEvent.TaskFailed(name, TaskOutcome.CANCELLED, "not run: " + reason));
        case TaskState.Awaiting awaiting ->
            life.add(
                new ExecutionEvent.TaskFailed(name, TaskOutcome.CANCELLED, "not run: " + reason));
        case TaskState.Queued queued ->
            life.add(
                new ExecutionEvent.TaskFailed(name, TaskOutcome.CANCELLED, "not run: " + reason));
        case TaskState.Backoff backoff ->
            life.add(
                new ExecutionEvent.TaskFailed(
                    name, TaskOutcome.CANCELLED, "not retried: " + reason));
        case TaskState.Running running -> {
          if (stopRunning) {
            Progress p = running.progress();
            life.add(
                new ExecutionEvent.AttemptStopRequested(
                    name, p.number(), p.epoch(), FailureKind.CANCELLED, reason));
          }
        }
        case TaskState.Stopping stopping -> {}
        case TaskState.Fallen fallen -> {}
        case TaskState.Done done -> {}
      }
    }
  }
}
