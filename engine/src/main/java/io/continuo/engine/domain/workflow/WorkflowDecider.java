package io.continuo.engine.domain.workflow;

import io.continuo.command.WorkflowCommand;
import io.continuo.definition.partition.PartitionLabel;
import io.continuo.engine.domain.Decider;
import io.continuo.engine.domain.Decision;
import io.continuo.engine.domain.Effect;
import io.continuo.event.ExecutionStatus;
import io.continuo.event.PauseScope;
import io.continuo.event.WorkflowEvent;
import io.continuo.event.WorkflowEvent.ExecutionStatusSkipped;
import io.continuo.id.WorkflowId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Registers versions, accounts for every expected slot, and starts executions, never more at once
 * than the overlap policy allows.
 */
public final class WorkflowDecider
    implements Decider<WorkflowState, WorkflowCommand, WorkflowEvent> {
  private final Triggers triggers;
  private final Overlap overlap;
  private final Landings landings;
  private final Schedules schedules;
  private final Registration registration;
  private final BackfillSlots backfills;
  private final Reactions reactions;

  /**
   * @param queues that exist; a task for any other queue is refused
   */
  public WorkflowDecider(WorkflowId id, Set<String> queues) {
    this.overlap = new Overlap(id);
    this.triggers = new Triggers(id, overlap);
    this.landings = new Landings(triggers);
    this.schedules = new Schedules(landings::begin);
    this.registration =
        new Registration(id, queues, new Registration.Starting(schedules, landings, overlap));
    this.backfills = new BackfillSlots(id, triggers);
    this.reactions = new Reactions(id, backfills);
  }

  @Override
  public Decision<WorkflowEvent> decide(WorkflowState state, WorkflowCommand command, Instant at) {
    Story story = new Story(this, state, at);
    return switch (command) {
      case WorkflowCommand.RegisterWorkflow register -> registration.register(story, register);
      case WorkflowCommand.RegisterTask(var canonical, var digest) ->
          registration.registerTask(story, canonical, digest);
      case WorkflowCommand.TriggerExecution trigger ->
          triggers.trigger(
              story, trigger.kind().equals("execution") ? fitted(state, trigger) : trigger);
      case WorkflowCommand.NoteExecutionEnded ended -> ended(story, ended);
      case WorkflowCommand.CancelQueued cancel -> cancelHeld(story, cancel);
      case WorkflowCommand.PauseWorkflow(var by, var scope) -> pause(story, by, scope);
      case WorkflowCommand.ResumeWorkflow(var by, var scope) -> resume(story, by, scope);
      case WorkflowCommand.RunBackfillSlot run -> {
        backfills.run(story, run);
        yield story.accepted();
      }
      case WorkflowCommand.CancelBackfillSlot cancel -> {
        backfills.cancel(story, cancel);
        yield story.accepted();
      }
      case WorkflowCommand.NoteLanding landing -> {
        landings.note(story, landing);
        yield story.accepted();
      }
      case WorkflowCommand.NoteLanded landed -> {
        landings.noteLanded(story, landed);
        yield story.accepted();
      }
      case WorkflowCommand.FollowWorkflow(var follower, var on) -> {
        if (!on.equals(state.followers().get(follower.toString()))) {
          story.add(new WorkflowEvent.FollowerAdded(follower, on));
        }
        yield story.accepted();
      }
      case WorkflowCommand.UnfollowWorkflow(var follower) -> {
        if (state.followers().containsKey(follower.toString())) {
          story.add(new WorkflowEvent.FollowerRemoved(follower));
        }
        yield story.accepted();
      }
      case WorkflowCommand.WakeWorkflow wake -> {
        schedules.wake(story);
        yield story.accepted();
      }
    };
  }

  /** The upstream's partition in the calendar of this workflow. */
  private static WorkflowCommand.TriggerExecution fitted(
      WorkflowState state, WorkflowCommand.TriggerExecution trigger) {
    Optional<String> partition =
        state
            .definition()
            .flatMap(workflow -> workflow.partitions())
            .flatMap(
                calendar ->
                    trigger
                        .partition()
                        .flatMap(PartitionLabel::parse)
                        .map(
                            label ->
                                PartitionLabel.containing(calendar.grain(), label.start())
                                    .toString()));
    return new WorkflowCommand.TriggerExecution(
        trigger.key(),
        trigger.kind(),
        trigger.origin(),
        partition,
        trigger.inputs(),
        trigger.version());
  }

  private Decision<WorkflowEvent> ended(Story story, WorkflowCommand.NoteExecutionEnded ended) {
    if (story.state().runs().isLive(ended.execution())) {
      story.add(new WorkflowEvent.ExecutionFinished(ended.execution(), ended.status()));
      overlap.release(story);
    }
    return story.accepted();
  }

  private static Decision<WorkflowEvent> cancelHeld(
      Story story, WorkflowCommand.CancelQueued cancel) {
    if (!story.state().runs().isHeld(cancel.execution())) {
      return Decision.rejected(
          "not-held", "execution " + cancel.execution() + " does not wait to start");
    }
    story.add(
        new WorkflowEvent.ExecutionSkipped(
            cancel.execution(),
            ExecutionStatusSkipped.CANCELLED,
            "cancelled by "
                + cancel.by()
                + (cancel.reason().isBlank() ? "" : ": " + cancel.reason())));
    return story.accepted();
  }

  private Decision<WorkflowEvent> pause(Story story, String by, PauseScope scope) {
    if (story.state().latest() == 0) {
      return triggers.notRegistered().decision();
    }
    if (!story.state().pauses().contains(scope)) {
      story.add(new WorkflowEvent.WorkflowPaused(by, scope));
    }
    return story.accepted();
  }

  private Decision<WorkflowEvent> resume(Story story, String by, PauseScope scope) {
    if (story.state().latest() == 0) {
      return triggers.notRegistered().decision();
    }
    if (story.state().pauses().contains(scope)) {
      story.add(new WorkflowEvent.WorkflowResumed(by, scope));
    }
    overlap.release(story);
    return story.accepted();
  }

  static String text(ExecutionStatus status) {
    return switch (status) {
      case SUCCEEDED -> "succeeded";
      case FAILED -> "failed";
      case TIMED_OUT -> "timed out";
      case CANCELLED -> "was cancelled";
    };
  }

  @Override
  public WorkflowState evolve(WorkflowState state, WorkflowEvent event, Instant at) {
    return WorkflowFolding.evolve(state, event, at);
  }

  @Override
  public List<Effect> react(WorkflowState before, WorkflowEvent event, WorkflowState after) {
    return reactions.react(before, event, after);
  }
}
