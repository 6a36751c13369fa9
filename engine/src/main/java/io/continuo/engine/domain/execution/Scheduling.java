package io.continuo.engine.domain.execution;

import io.continuo.definition.TaskDefinition;
import io.continuo.definition.template.UnresolvedReference;
import io.continuo.dispatch.TaskLaunch;
import io.continuo.engine.domain.execution.ExecutionState.Live;
import io.continuo.engine.domain.execution.TaskState.Open;
import io.continuo.engine.domain.execution.TaskState.Pending;
import io.continuo.event.ExecutionEvent;
import io.continuo.id.AttemptId;
import io.continuo.id.ExecutionId;
import io.continuo.value.Value;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes tasks ready, and ready tasks into commands that a runner can work from alone. */
final class Scheduling {
  private final ExecutionId id;
  private final Pinned plan;

  Scheduling(ExecutionId id, Pinned plan) {
    this.id = id;
    this.plan = plan;
  }

  /**
   * Schedules an attempt, or asks for the next permits that it needs first; a task whose references
   * find nothing is left to {@link Ends#settled}.
   */
  void schedule(ExecutionDecider.Life life, int task, int number, int epoch) {
    TaskDefinition definition = plan.task(task);
    Wiring wiring = new Wiring(id, plan, life.live(), number);
    Optional<String> limit = nextLimit(life, task);
    try {
      Value.Fields inputs = wiring.inputs(definition);
      wiring.spec(definition, inputs);
      life.add(
          limit.isPresent()
              ? new ExecutionEvent.PermitsRequested(definition.name(), number, epoch, limit.get())
              : new ExecutionEvent.AttemptScheduled(definition.name(), number, epoch, inputs));
    } catch (UnresolvedReference e) {
      life.unstartable(task, "not run: " + e.getMessage());
    }
  }

  private Optional<String> nextLimit(ExecutionDecider.Life life, int task) {
    Stream<String> limits = plan.limits(task).stream();
    return life.task(task) instanceof TaskState.Awaiting held
        ? limits.filter(limit -> limit.compareTo(held.limit()) > 0).findFirst()
        : limits.findFirst();
  }

  void scheduleFirst(ExecutionDecider.Life life, int task) {
    schedule(life, task, 1, 1);
  }

  /** Schedules the children whose last parent this was. */
  void scheduleChildren(ExecutionDecider.Life life, int task) {
    if (life.isStopping()) {
      return;
    }
    for (int child : plan.children(task)) {
      if (life.task(child) instanceof Pending(int remaining) && remaining == 0) {
        scheduleFirst(life, child);
      }
    }
  }

  /** The ready-task command of a task that is scheduled. */
  TaskLaunch launch(Live live, int task) {
    TaskDefinition definition = plan.task(task);
    Progress progress = ((Open) live.tasks().get(task)).progress();
    Wiring wiring = new Wiring(id, plan, live, progress.number());
    Value.Fields inputs = wiring.inputs(definition);
    return new TaskLaunch(
        new AttemptId(id, definition.name(), progress.number(), progress.epoch()),
        definition.queue(),
        live.origin().workflow(),
        live.origin().version(),
        live.origin().partition(),
        live.origin().trigger(),
        definition.type(),
        wiring.spec(definition, inputs),
        inputs,
        !definition.outputs().isEmpty(),
        definition.options().secrets());
  }
}
