package io.continuo.engine.domain.execution;

import io.continuo.engine.domain.execution.ExecutionState.Live;
import io.continuo.engine.domain.execution.TaskState.Awaiting;
import io.continuo.engine.domain.execution.TaskState.Backoff;
import io.continuo.engine.domain.execution.TaskState.Ended;
import io.continuo.engine.domain.execution.TaskState.Fallen;
import io.continuo.engine.domain.execution.TaskState.Held;
import io.continuo.engine.domain.execution.TaskState.Open;
import io.continuo.engine.domain.execution.TaskState.Pending;
import io.continuo.engine.domain.execution.TaskState.Queued;
import io.continuo.engine.domain.execution.TaskState.Running;
import io.continuo.engine.domain.execution.TaskState.Stopping;
import io.continuo.engine.domain.execution.TaskState.Succeeded;
import io.continuo.event.ExecutionEvent;
import io.continuo.event.FailureKind;
import io.continuo.event.TaskOutcome;
import io.continuo.id.RunnerId;
import io.continuo.value.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pcollections.TreePVector;

/**
 * Events to state. Children learn of their parents by a counter, so an event costs its edges, never
 * the graph.
 */
final class Folding {
  private final Pinned plan;

  Folding(Pinned plan) {
    this.plan = plan;
  }

  ExecutionState evolve(ExecutionState state, ExecutionEvent event, Instant at) {
    return switch (event) {
      case ExecutionEvent.ExecutionStarted started -> started(started, at);
      case ExecutionEvent.ExecutionEnded ended -> ExecutionState.ABSENT;
      case ExecutionEvent.ExecutionCommandRejected rejected -> state;
      case ExecutionEvent.ExecutionStopping(var status, var message) -> {
        Live live = (Live) state;
        var stop = Optional.of(new ExecutionState.Stop(status, message));
        yield new Live(live.origin(), stop, live.open(), live.tasks());
      }
      // A fence is recorded also of an execution that has ended.
      case ExecutionEvent.AttemptFenced fenced -> state;
      case ExecutionEvent.OfTask ofTask ->
          evolveTask((Live) state, plan.indexOf(ofTask.task()), ofTask, at);
    };
  }

  private ExecutionState started(ExecutionEvent.ExecutionStarted started, Instant at) {
    var origin =
        new ExecutionState.Origin(
            started.workflow(),
            started.version(),
            started.digest(),
            started.partition(),
            started.run(),
            started.trigger(),
            started.inputs(),
            at);
    List<TaskState> tasks = new ArrayList<>(plan.size());
    for (int task = 0; task < plan.size(); task++) {
      tasks.add(new Pending(plan.parents(task).length));
    }
    return new Live(origin, Optional.empty(), plan.size(), TreePVector.from(tasks));
  }

  private Live evolveTask(Live live, int task, ExecutionEvent.OfTask event, Instant at) {
    TaskState was = live.tasks().get(task);
    return switch (event) {
      case ExecutionEvent.PermitsRequested e ->
          live.with(
              task,
              new Awaiting(
                  progress(was, at).at(e.number(), e.epoch()), ready(was, at), at, e.limit()));
      // The same decision asks for the next permits, or schedules the attempt.
      case ExecutionEvent.PermitsHeld e -> live;
      case ExecutionEvent.AttemptScheduled e ->
          live.with(
              task, new Queued(progress(was, at).at(e.number(), e.epoch()), ready(was, at), at));
      case ExecutionEvent.DispatchRepeated e ->
          live.with(task, new Queued(((Queued) was).progress(), ((Queued) was).since(), at));
      case ExecutionEvent.AttemptStarted e ->
          live.with(task, new Running(((Open) was).progress(), at, e.runner(), false, at));
      case ExecutionEvent.AttemptReattached e ->
          live.with(task, reattached((Held) was, e.runner(), at));
      case ExecutionEvent.AttemptWatched e -> live.with(task, watched((Held) was, at));
      case ExecutionEvent.AttemptStopRequested e ->
          live.with(task, stopping((Held) was, e.kind(), e.reason(), at));
      case ExecutionEvent.AttemptSucceeded e ->
          completed(live, task, new Succeeded(e.number(), e.epoch(), e.outputs()));
      case ExecutionEvent.AttemptFailed e ->
          live.with(task, new Fallen(charged(((Open) was).progress(), e.kind())));
      case ExecutionEvent.AttemptFenced e -> live;
      case ExecutionEvent.RetryScheduled e ->
          live.with(task, new Backoff(((Open) was).progress().at(e.number(), e.epoch()), e.due()));
      case ExecutionEvent.TaskDefaulted e ->
          completed(live, task, new Ended(TaskOutcome.SKIPPED, e.outputs()));
      case ExecutionEvent.TaskSkipped e ->
          completed(live, task, new Ended(TaskOutcome.SKIPPED, Value.Fields.EMPTY));
      case ExecutionEvent.TaskFailed e ->
          live.withEnded(task, new Ended(e.outcome(), Value.Fields.EMPTY));
    };
  }

  private Live completed(Live live, int task, TaskState end) {
    Live after = live.withEnded(task, end);
    for (int child : plan.children(task)) {
      if (after.tasks().get(child) instanceof Pending(int remaining)) {
        after = after.with(child, new Pending(remaining - 1));
      }
    }
    return after;
  }

  private static Progress progress(TaskState was, Instant at) {
    return was instanceof Open open ? open.progress() : Progress.begin(at);
  }

  /** Since when the attempt could run if nothing else were wanting. */
  private static Instant ready(TaskState was, Instant at) {
    return was instanceof Awaiting waiting ? waiting.since() : at;
  }

  private static Progress charged(Progress progress, FailureKind kind) {
    return kind == FailureKind.PLATFORM ? progress.platformFailed() : progress;
  }

  private static Held reattached(Held was, RunnerId runner, Instant at) {
    return switch (was) {
      case Running r -> new Running(r.progress(), r.since(), runner, false, at);
      case Stopping s -> new Stopping(s.progress(), s.since(), runner, false, s.kind(), s.reason());
    };
  }

  private static Held watched(Held was, Instant at) {
    return switch (was) {
      case Running r -> new Running(r.progress(), r.since(), r.runner(), true, at);
      case Stopping s ->
          new Stopping(s.progress(), s.since(), s.runner(), true, s.kind(), s.reason());
    };
  }

  private static Stopping stopping(Held was, FailureKind kind, String reason, Instant at) {
    return new Stopping(was.progress(), at, was.runner(), was.watched(), kind, reason);
  }
}
