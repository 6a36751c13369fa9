package io.continuo.engine.domain.execution;

import io.continuo.command.ExecutionCommand;
import io.continuo.engine.domain.Decider;
import io.continuo.engine.domain.Decision;
import io.continuo.engine.domain.Effect;
import io.continuo.engine.domain.Unfolding;
import io.continuo.event.ExecutionEvent;
import io.continuo.event.ExecutionStatus;
import io.continuo.id.ExecutionId;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.BiConsumer;

/**
 * Runs the graph of one execution; the definition is pinned, so the plan never changes under it.
 */
public final class ExecutionDecider
    implements Decider<ExecutionState, ExecutionCommand, ExecutionEvent> {
  private final Pinned plan;
  private final Folding folding;
  private final Scheduling scheduling;
  private final Claims claims;
  private final Ends ends;
  private final Wakes wakes;
  private final Permits permits;
  private final Reactions reactions;

  public ExecutionDecider(ExecutionId id, Pinned plan) {
    this.plan = plan;
    this.folding = new Folding(plan);
    this.scheduling = new Scheduling(id, plan);
    this.ends = new Ends(id, plan, scheduling);
    this.claims = new Claims(id, plan, ends);
    this.wakes = new Wakes(plan, scheduling, ends);
    this.permits = new Permits(id, plan, scheduling, ends);
    this.reactions = new Reactions(id, plan, scheduling, permits);
  }

  @Override
  public Decision<ExecutionEvent> decide(
      ExecutionState state, ExecutionCommand command, Instant at) {
    return switch (state) {
      case ExecutionState.Absent() -> decideAbsent(command, at);
      case ExecutionState.Live live -> decideLive(live, command, at);
    };
  }

  private Decision<ExecutionEvent> decideAbsent(ExecutionCommand command, Instant at) {
    return switch (command) {
      case ExecutionCommand.StartExecution start -> start(start, at);
      case ExecutionCommand.GrantPermits grant -> permits.unwanted(grant);
      case ExecutionCommand.ClaimAttempt claim -> claims.refuseEnded(claim, claim.runner());
      case ExecutionCommand.ReportAttempt late -> claims.refuseEnded(late, late.runner());
      case ExecutionCommand.CancelExecution cancel ->
          Decision.rejected(
              "not-live", "the execution has ended or never was: there is nothing to cancel");
      // What the platform itself says late of an execution that has ended is no news.
      case ExecutionCommand.ReportLost late -> Decision.nothing();
      case ExecutionCommand.WakeExecution late -> Decision.nothing();
      case ExecutionCommand.FailExecution late -> Decision.nothing();
    };
  }

  private Decision<ExecutionEvent> decideLive(
      ExecutionState.Live live, ExecutionCommand command, Instant at) {
    Life life = new Life(this, live, at);
    return switch (command) {
      case ExecutionCommand.StartExecution repeat -> Decision.nothing();
      case ExecutionCommand.GrantPermits grant -> permits.granted(life, grant);
      case ExecutionCommand.ClaimAttempt claim -> claims.claim(life, claim);
      case ExecutionCommand.ReportAttempt report -> claims.report(life, report);
      case ExecutionCommand.ReportLost lost -> claims.lost(life, lost);
      case ExecutionCommand.CancelExecution cancel ->
          ends.stop(
              life,
              ExecutionStatus.CANCELLED,
              "cancelled by " + cancel.by() + reason(cancel.reason()));
      case ExecutionCommand.FailExecution fail ->
          ends.stop(life, ExecutionStatus.FAILED, fail.reason());
      case ExecutionCommand.WakeExecution wake -> wakes.wake(life, wake);
    };
  }

  private Decision<ExecutionEvent> start(ExecutionCommand.StartExecution start, Instant at) {
    Life life = new Life(this, ExecutionState.ABSENT, at);
    life.add(
        new ExecutionEvent.ExecutionStarted(
            start.workflow(),
            start.version(),
            start.digest(),
            start.partition(),
            start.run(),
            start.trigger(),
            start.inputs()));
    for (int root : plan.roots()) {
      scheduling.scheduleFirst(life, root);
    }
    return ends.settled(life);
  }

  private static String reason(String reason) {
    return reason.isBlank() ? "" : ": " + reason;
  }

  @Override
  public ExecutionState evolve(ExecutionState state, ExecutionEvent event, Instant at) {
    return folding.evolve(state, event, at);
  }

  @Override
  public List<Effect> react(ExecutionState before, ExecutionEvent event, ExecutionState after) {
    return reactions.react(before, event, after);
  }

  /** The events of one decision, as they unfold on a live execution. */
  static final class Life {
    private record Unstartable(int task, String message) {}

    private final Unfolding<ExecutionState, ExecutionCommand, ExecutionEvent> unfolding;
    private final Queue<Unstartable> unstartable = new ArrayDeque<>();

    Life(ExecutionDecider decider, ExecutionState state, Instant at) {
      this.unfolding = new Unfolding<>(decider, state, at);
    }

    Instant at() {
      return unfolding.at();
    }

    void add(ExecutionEvent event) {
      unfolding.add(event);
    }

    ExecutionState.Live live() {
      return (ExecutionState.Live) unfolding.state();
    }

    TaskState task(int task) {
      return live().tasks().get(task);
    }

    /** Notes a task that cannot be scheduled; the decision ends it before it settles. */
    void unstartable(int task, String message) {
      unstartable.add(new Unstartable(task, message));
    }

    void drainUnstartable(BiConsumer<Integer, String> end) {
      while (!unstartable.isEmpty()) {
        Unstartable next = unstartable.remove();
        if (!(task(next.task) instanceof TaskState.Done)) {
          end.accept(next.task, next.message);
        }
      }
    }

    boolean isStopping() {
      return live().stop().isPresent();
    }

    Decision<ExecutionEvent> accepted() {
      return unfolding.accepted();
    }

    Decision<ExecutionEvent> accepted(List<Effect> replies) {
      return unfolding.accepted(replies);
    }
  }
}
