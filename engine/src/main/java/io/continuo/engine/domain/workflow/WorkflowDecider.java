package io.continuo.engine.domain.workflow;

import io.continuo.command.ExecutionCommand;
import io.continuo.command.WorkflowCommand;
import io.continuo.engine.domain.Decider;
import io.continuo.engine.domain.Decision;
import io.continuo.engine.domain.Effect;
import io.continuo.engine.domain.Unfolding;
import io.continuo.engine.domain.workflow.WorkflowState.Held;
import io.continuo.engine.domain.workflow.WorkflowState.Version;
import io.continuo.event.PauseScope;
import io.continuo.event.WorkflowEvent;
import io.continuo.event.WorkflowEvent.ExecutionStatusSkipped;
import io.continuo.id.Digest;
import io.continuo.id.ExecutionId;
import io.continuo.id.WorkflowId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** Registers versions and starts executions, never more at once than the overlap policy allows. */
public final class WorkflowDecider
    implements Decider<WorkflowState, WorkflowCommand, WorkflowEvent> {
  private final WorkflowId id;
  private final Set<String> queues;
  private final Triggers triggers;

  /**
   * @param queues that exist; a task for any other queue is refused
   */
  public WorkflowDecider(WorkflowId id, Set<String> queues) {
    this.id = id;
    this.queues = queues;
    this.triggers = new Triggers(id);
  }

  @Override
  public Decision<WorkflowEvent> decide(WorkflowState state, WorkflowCommand command, Instant at) {
    Unfolding<WorkflowState, WorkflowCommand, WorkflowEvent> story =
        new Unfolding<>(this, state, at);
    return switch (command) {
      case WorkflowCommand.RegisterWorkflow register -> register(story, register);
      case WorkflowCommand.RegisterTask(var canonical, var digest) ->
          registerTask(story, canonical, digest);
      case WorkflowCommand.TriggerExecution trigger -> triggers.trigger(story, trigger);
      case WorkflowCommand.NoteExecutionEnded(var execution, var status) -> {
        if (!state.isLive(execution)) {
          yield Decision.nothing();
        }
        story.add(new WorkflowEvent.ExecutionFinished(execution, status));
        yield triggers.release(story);
      }
      case WorkflowCommand.CancelQueued cancel -> cancelHeld(story, cancel);
      case WorkflowCommand.PauseWorkflow(var by, var scope) -> pause(story, by);
      case WorkflowCommand.ResumeWorkflow(var by, var scope) -> resume(story, by);
      case WorkflowCommand.RunBackfillSlot later -> Decision.rejected("not-available", "not yet");
      case WorkflowCommand.CancelBackfillSlot later ->
          Decision.rejected("not-available", "not yet");
      case WorkflowCommand.NoteLanding later -> Decision.nothing();
      case WorkflowCommand.NoteLanded later -> Decision.nothing();
      case WorkflowCommand.FollowWorkflow later -> Decision.nothing();
      case WorkflowCommand.UnfollowWorkflow later -> Decision.nothing();
      case WorkflowCommand.WakeWorkflow later -> Decision.nothing();
    };
  }

  private Decision<WorkflowEvent> register(
      Unfolding<WorkflowState, WorkflowCommand, WorkflowEvent> story,
      WorkflowCommand.RegisterWorkflow register) {
    WorkflowState state = story.state();
    Version current = state.versions().get(state.latest());
    if (current instanceof WorkflowState.TaskVersion) {
      return Decision.rejected(
          "name-taken", id + " is a shared task: choose another name for the workflow");
    }
    if (register.expected().isPresent()
        && (current == null || !register.expected().get().equals(current.digest()))) {
      return Decision.rejected(
          "precondition-failed",
          "the newest version of "
              + id
              + " is "
              + (current == null ? "none" : current.digest())
              + ": read it again");
    }
    if (current != null && current.digest().equals(register.digest())) {
      return Decision.nothing();
    }
    Set<String> unserved = new TreeSet<>();
    register.definition().tasks().values().forEach(task -> unserved.add(task.queue()));
    unserved.removeAll(queues);
    if (!unserved.isEmpty()) {
      return Decision.rejected(
          "unknown-queue",
          "there is no queue " + unserved + ": queues are " + new TreeSet<>(queues));
    }
    story.add(
        new WorkflowEvent.WorkflowRegistered(
            state.latest() + 1, register.digest(), register.definition()));
    return triggers.release(story);
  }

  private Decision<WorkflowEvent> registerTask(
      Unfolding<WorkflowState, WorkflowCommand, WorkflowEvent> story,
      String canonical,
      Digest digest) {
    WorkflowState state = story.state();
    Version current = state.versions().get(state.latest());
    if (current instanceof WorkflowState.WorkflowVersion) {
      return Decision.rejected(
          "name-taken", id + " is a workflow: choose another name for the shared task");
    }
    if (current != null && current.digest().equals(digest)) {
      return Decision.nothing();
    }
    story.add(new WorkflowEvent.TaskRegistered(state.latest() + 1, digest, canonical));
    return story.accepted();
  }

  private static Decision<WorkflowEvent> cancelHeld(
      Unfolding<WorkflowState, WorkflowCommand, WorkflowEvent> story,
      WorkflowCommand.CancelQueued cancel) {
    if (!story.state().isHeld(cancel.execution())) {
      return Decision.rejected(
          "not-held", "execution " + cancel.execution() + " does not wait to start");
    }
    story.add(
        new WorkflowEvent.ExecutionSkipped(
            cancel.execution(),
            ExecutionStatusSkipped.CANCELLED,
            "cancelled by " + cancel.by() + " " + cancel.reason()));
    return story.accepted();
  }

  private Decision<WorkflowEvent> pause(
      Unfolding<WorkflowState, WorkflowCommand, WorkflowEvent> story, String by) {
    if (story.state().latest() == 0) {
      return triggers.notRegistered();
    }
    if (!story.state().paused()) {
      story.add(new WorkflowEvent.WorkflowPaused(by, PauseScope.WORKFLOW));
    }
    return story.accepted();
  }

  private Decision<WorkflowEvent> resume(
      Unfolding<WorkflowState, WorkflowCommand, WorkflowEvent> story, String by) {
    if (story.state().latest() == 0) {
      return triggers.notRegistered();
    }
    if (story.state().paused()) {
      story.add(new WorkflowEvent.WorkflowResumed(by, PauseScope.WORKFLOW));
    }
    return triggers.release(story);
  }

  @Override
  public WorkflowState evolve(WorkflowState state, WorkflowEvent event, Instant at) {
    return WorkflowFolding.evolve(state, event, at);
  }

  @Override
  public List<Effect> react(WorkflowState before, WorkflowEvent event, WorkflowState after) {
    return switch (event) {
      case WorkflowEvent.WorkflowRegistered e ->
          List.of(new Effect.PublishDefinition(e.definition(), e.digest()));
      case WorkflowEvent.ExecutionTriggered e when !e.held() ->
          List.of(
              new Effect.AskExecution(
                  e.execution(),
                  new ExecutionCommand.StartExecution(
                      id, e.version(), e.digest(), e.partition(), e.run(), e.kind(), e.inputs())));
      case WorkflowEvent.ExecutionTriggered held -> List.of();
      case WorkflowEvent.ExecutionReleased e -> List.of(released(before, e.execution()));
      case WorkflowEvent.ExecutionReplaced e ->
          List.of(
              new Effect.AskExecution(
                  e.execution(),
                  new ExecutionCommand.CancelExecution(
                      "the overlap policy", "replaced by " + e.by())));
      case WorkflowEvent.TaskRegistered e -> List.of();
      case WorkflowEvent.ExecutionSkipped e -> List.of();
      case WorkflowEvent.ExecutionFinished e -> List.of();
      case WorkflowEvent.WorkflowPaused e -> List.of();
      case WorkflowEvent.WorkflowResumed e -> List.of();
      case WorkflowEvent.ScheduleSet e -> List.of();
      case WorkflowEvent.SlotDue e -> List.of();
      case WorkflowEvent.SlotsPassed e -> List.of();
      case WorkflowEvent.SlotWaiting e -> List.of();
      case WorkflowEvent.LandingJoined e -> List.of();
      case WorkflowEvent.LandingIgnored e -> List.of();
      case WorkflowEvent.FollowerAdded e -> List.of();
      case WorkflowEvent.FollowerRemoved e -> List.of();
      case WorkflowEvent.WorkflowCommandRejected e -> List.of();
    };
  }

  private Effect released(WorkflowState before, ExecutionId execution) {
    Held held = Objects.requireNonNull(before.held().get(execution), "released what was not held");
    return new Effect.AskExecution(
        execution,
        new ExecutionCommand.StartExecution(
            id,
            held.version(),
            held.digest(),
            held.partition(),
            held.run(),
            held.kind(),
            held.inputs()));
  }
}
