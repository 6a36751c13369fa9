package io.continuo.engine.domain.backfill;

import io.continuo.command.BackfillCommand;
import io.continuo.command.WorkflowCommand;
import io.continuo.engine.domain.Decider;
import io.continuo.engine.domain.Decision;
import io.continuo.engine.domain.Effect;
import io.continuo.engine.domain.backfill.BackfillState.Live;
import io.continuo.engine.domain.backfill.BackfillState.Phase;
import io.continuo.engine.domain.backfill.BackfillState.Slot;
import io.continuo.event.BackfillEvent;
import io.continuo.value.Value;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Asks workflows to run the slots of a plan, each once, never more at once than it may, and a slot
 * downstream only after those that it reads from.
 */
public final class BackfillDecider
    implements Decider<BackfillState, BackfillCommand, BackfillEvent> {
  private final String id;

  public BackfillDecider(String id) {
    this.id = id;
  }

  @Override
  public Decision<BackfillEvent> decide(BackfillState state, BackfillCommand command, Instant at) {
    return switch (state) {
      case BackfillState.Absent() -> decideAbsent(command, at);
      case Live live -> decideLive(live, command, at);
      case BackfillState.Ended(var status) -> decideEnded(command);
    };
  }

  private Decision<BackfillEvent> decideAbsent(BackfillCommand command, Instant at) {
    return switch (command) {
      case BackfillCommand.CreateBackfill create -> create(create, at);
      case BackfillCommand.NoteSlotEnded stray -> Decision.nothing();
      case BackfillCommand.WakeBackfill stray -> Decision.nothing();
      case BackfillCommand.EditBackfill edit -> unknown();
      case BackfillCommand.PauseBackfill pause -> unknown();
      case BackfillCommand.ResumeBackfill resume -> unknown();
      case BackfillCommand.StopBackfill stop -> unknown();
    };
  }

  private Decision<BackfillEvent> unknown() {
    return Decision.rejected("not-found", "there is no backfill " + id + ": look at the list");
  }

  private Decision<BackfillEvent> decideEnded(BackfillCommand command) {
    return switch (command) {
      case BackfillCommand.CreateBackfill repeat -> Decision.nothing();
      case BackfillCommand.NoteSlotEnded late -> Decision.nothing();
      case BackfillCommand.WakeBackfill late -> Decision.nothing();
      case BackfillCommand.EditBackfill edit -> ended();
      case BackfillCommand.PauseBackfill pause -> ended();
      case BackfillCommand.ResumeBackfill resume -> ended();
      case BackfillCommand.StopBackfill stop -> ended();
    };
  }

  private Decision<BackfillEvent> ended() {
    return Decision.rejected("ended", "backfill " + id + " has ended: create another");
  }

  private Decision<BackfillEvent> decideLive(Live live, BackfillCommand command, Instant at) {
    Story story = new Story(this, live, at);
    return switch (command) {
      case BackfillCommand.CreateBackfill repeat -> Decision.nothing();
      case BackfillCommand.NoteSlotEnded note -> note(story, note);
      case BackfillCommand.WakeBackfill wake -> settled(story);
      case BackfillCommand.EditBackfill(var concurrency, var by) -> edit(story, concurrency, by);
      case BackfillCommand.PauseBackfill(var by) ->
          unlessStopping(
              story, live.phase() == Phase.RUNNING, new BackfillEvent.BackfillPaused(by));
      case BackfillCommand.ResumeBackfill(var by) ->
          unlessStopping(
              story, live.phase() == Phase.PAUSED, new BackfillEvent.BackfillResumed(by));
      case BackfillCommand.StopBackfill(var cancelRunning, var by) ->
          stop(story, cancelRunning, by);
    };
  }

  private Decision<BackfillEvent> create(BackfillCommand.CreateBackfill c, Instant at) {
    Optional<Decision<BackfillEvent>> refused = refused(c.concurrency());
    if (refused.isPresent()) {
      return refused.get();
    }
    Story story = new Story(this, BackfillState.ABSENT, at);
    story.add(
        new BackfillEvent.BackfillCreated(
            c.workflow(),
            c.plan(),
            c.reverse(),
            c.concurrency(),
            c.skipSucceeded(),
            c.downstream(),
            c.inputs(),
            c.description(),
            c.by()));
    return settled(story);
  }

  private static Optional<Decision<BackfillEvent>> refused(int concurrency) {
    return concurrency >= 1 && concurrency <= BackfillCommand.MAX_CONCURRENCY
        ? Optional.empty()
        : Optional.of(
            Decision.rejected(
                "bad-concurrency",
                "a backfill cannot have "
                    + concurrency
                    + " slots under way: choose from 1 to "
                    + BackfillCommand.MAX_CONCURRENCY));
  }

  private Decision<BackfillEvent> edit(Story story, int concurrency, String by) {
    return refused(concurrency)
        .orElseGet(
            () ->
                unlessStopping(
                    story,
                    concurrency != story.live().concurrency(),
                    new BackfillEvent.BackfillEdited(concurrency, by)));
  }

  private Decision<BackfillEvent> unlessStopping(Story story, boolean news, BackfillEvent event) {
    if (story.live().isStopping()) {
      return Decision.rejected(
          "stopping", "backfill " + id + " is being stopped: create another for what is left");
    }
    if (!news) {
      return Decision.nothing();
    }
    story.add(event);
    return settled(story);
  }

  private Decision<BackfillEvent> stop(Story story, boolean cancelRunning, String by) {
    Phase phase = story.live().phase();
    boolean news = cancelRunning ? phase != Phase.CANCELLING : !story.live().isStopping();
    if (!news) {
      return Decision.nothing();
    }
    story.add(new BackfillEvent.BackfillStopping(cancelRunning, by));
    return settled(story);
  }

  private Decision<BackfillEvent> note(Story story, BackfillCommand.NoteSlotEnded note) {
    Optional<Slot> slot =
        story
            .live()
            .course()
            .slot(note.workflow(), note.slot())
            .filter(story.live().underWay()::contains);
    if (slot.isEmpty()) {
      return Decision.nothing();
    }
    story.add(
        new BackfillEvent.BackfillSlotEnded(
            note.workflow(), note.slot(), note.execution(), note.end(), note.reason()));
    if (!story.live().course().leavesData(slot.get(), note.end())) {
      story.skipDownstreamOf(slot.get(), note.end());
    }
    return settled(story);
  }

  /** Begins what may begin, and ends the backfill when nothing is left. */
  private static Decision<BackfillEvent> settled(Story story) {
    story.fill();
    Live live = story.live();
    if (live.underWay().isEmpty() && (live.isStopping() || live.next().isEmpty())) {
      story.finish();
    }
    return story.accepted();
  }

  /** When it wants to be woken: it had to hold back slots for which there is room. */
  public static Optional<Instant> due(BackfillState state) {
    return state instanceof Live live
            && live.hasRoom()
            && live.pace().isFull()
            && live.next().isPresent()
        ? Optional.of(live.pace().end())
        : Optional.empty();
  }

  @Override
  public BackfillState evolve(BackfillState state, BackfillEvent event, Instant at) {
    return BackfillFolding.evolve(state, event, at);
  }

  @Override
  public List<Effect> react(BackfillState before, BackfillEvent event, BackfillState after) {
    return switch (event) {
      case BackfillEvent.BackfillSlotStarted e -> List.of(run(((Live) after).course(), e));
      case BackfillEvent.BackfillStopping e when e.cancelRunning() ->
          ((Live) after)
              .underWay().stream().map(slot -> cancel((Live) after, slot, e.by())).toList();
      case BackfillEvent.BackfillStopping e -> List.of();
      case BackfillEvent.BackfillCreated e -> List.of();
      case BackfillEvent.BackfillSlotEnded e -> List.of();
      case BackfillEvent.BackfillEdited e -> List.of();
      case BackfillEvent.BackfillPaused e -> List.of();
      case BackfillEvent.BackfillResumed e -> List.of();
      case BackfillEvent.BackfillEnded e -> List.of();
      case BackfillEvent.BackfillCommandRejected e -> List.of();
    };
  }

  private Effect run(Course course, BackfillEvent.BackfillSlotStarted e) {
    boolean first = e.workflow().equals(course.plan().first().workflow());
    return new Effect.AskWorkflow(
        e.workflow(),
        new WorkflowCommand.RunBackfillSlot(
            id,
            e.slot(),
            first ? course.inputs() : Value.Fields.EMPTY,
            first && course.skipSucceeded()));
  }

  private Effect cancel(Live live, Slot slot, String by) {
    return new Effect.AskWorkflow(
        live.course().workflow(slot),
        new WorkflowCommand.CancelBackfillSlot(id, slot.label().toString(), by));
  }
}
