package io.continuo.engine.domain.execution;

import io.continuo.command.ExecutionCommand;
import io.continuo.command.LimitCommand;
import io.continuo.dispatch.Lane;
import io.continuo.engine.domain.Decision;
import io.continuo.engine.domain.Effect;
import io.continuo.engine.domain.execution.ExecutionDecider.Life;
import io.continuo.engine.domain.execution.ExecutionState.Live;
import io.continuo.event.ExecutionEvent;
import io.continuo.id.AttemptId;
import io.continuo.id.ExecutionId;
import java.util.List;
import java.util.Objects;

/**
 * What an attempt holds of limits. It asks for one after the other in the order of their names, so
 * that no two attempts wait for each other, and gives all back when it ends, whatever way. Every
 * dispatch asks anew: a release that comes late is then of an attempt that is over.
 */
final class Permits {
  private final ExecutionId id;
  private final Pinned plan;
  private final Scheduling scheduling;
  private final Ends ends;

  Permits(ExecutionId id, Pinned plan, Scheduling scheduling, Ends ends) {
    this.id = id;
    this.plan = plan;
    this.scheduling = scheduling;
    this.ends = ends;
  }

  /** A limit said yes: the attempt asks for the next one, or runs. */
  Decision<ExecutionEvent> granted(Life life, ExecutionCommand.GrantPermits grant) {
    int task = plan.indexOf(grant.task());
    if (task < 0
        || !(life.task(task) instanceof TaskState.Open open)
        || !open.progress().is(grant.number(), grant.epoch())) {
      return unwanted(grant);
    }
    List<String> wanted = wanted(task, open);
    if (!wanted.contains(grant.limit())) {
      return unwanted(grant);
    }
    if (open instanceof TaskState.Awaiting && wanted.getLast().equals(grant.limit())) {
      life.add(
          new ExecutionEvent.PermitsHeld(
              grant.task(), grant.number(), grant.epoch(), grant.limit()));
      scheduling.schedule(life, task, grant.number(), grant.epoch());
    }
    return ends.settled(life);
  }

  /** Nobody needs the permits any more: they go back at once. */
  Decision<ExecutionEvent> unwanted(ExecutionCommand.GrantPermits grant) {
    AttemptId holder = new AttemptId(id, grant.task(), grant.number(), grant.epoch());
    return new Decision.Accepted<>(List.of(), List.of(give(grant.limit(), holder)));
  }

  Effect ask(Live live, ExecutionEvent.PermitsRequested of) {
    Integer weight = plan.task(plan.indexOf(of.task())).options().limits().get(of.limit());
    return new Effect.AskLimit(
        of.limit(),
        new LimitCommand.RequestPermits(
            new AttemptId(id, of.task(), of.number(), of.epoch()),
            Objects.requireNonNull(weight, "a limit that the task does not name"),
            live.origin().workflow(),
            plan.workflow().priority(),
            Lane.of(live.origin().trigger())));
  }

  /** Gives back what the task held or waited for before it came to this end. */
  List<Effect> release(ExecutionState before, String name) {
    int task = plan.indexOf(name);
    if (plan.limits(task).isEmpty()
        || !(((Live) before).tasks().get(task) instanceof TaskState.Open open)) {
      return List.of();
    }
    AttemptId holder = new AttemptId(id, name, open.progress().number(), open.progress().epoch());
    return wanted(task, open).stream().map(limit -> give(limit, holder)).toList();
  }

  /** Limits that the attempt holds permits of or, the last one, is waiting for. */
  private List<String> wanted(int task, TaskState.Open open) {
    List<String> limits = plan.limits(task);
    return switch (open) {
      case TaskState.Awaiting awaiting -> limits.subList(0, limits.indexOf(awaiting.limit()) + 1);
      case TaskState.Queued queued -> limits;
      case TaskState.Held held -> limits;
      case TaskState.Fallen fallen -> List.of();
      case TaskState.Backoff backoff -> List.of();
    };
  }

  private static Effect give(String limit, AttemptId holder) {
    return new Effect.AskLimit(limit, new LimitCommand.ReleasePermits(holder));
  }
}
