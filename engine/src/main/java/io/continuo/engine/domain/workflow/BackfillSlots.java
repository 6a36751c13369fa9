package io.continuo.engine.domain.workflow;

import io.continuo.backfill.SlotEnd;
import io.continuo.command.BackfillCommand;
import io.continuo.command.ExecutionCommand;
import io.continuo.command.WorkflowCommand;
import io.continuo.dispatch.Lane;
import io.continuo.engine.domain.Effect;
import io.continuo.engine.domain.workflow.Ledger.Last;
import io.continuo.engine.domain.workflow.Triggers.Refusal;
import io.continuo.engine.domain.workflow.Triggers.Request;
import io.continuo.engine.domain.workflow.WorkflowState.Held;
import io.continuo.engine.domain.workflow.WorkflowState.Live;
import io.continuo.engine.domain.workflow.WorkflowState.Purpose;
import io.continuo.event.ExecutionStatus;
import io.continuo.event.WorkflowEvent;
import io.continuo.event.WorkflowEvent.ExecutionStatusSkipped;
import io.continuo.id.ExecutionId;
import io.continuo.id.WorkflowId;
import java.util.Map;
import java.util.Optional;

/** Slots that a backfill asks for, and what it hears of them. */
final class BackfillSlots {
  private final WorkflowId id;
  private final Triggers triggers;

  BackfillSlots(WorkflowId id, Triggers triggers) {
    this.id = id;
    this.triggers = triggers;
  }

  void run(Story story, WorkflowCommand.RunBackfillSlot run) {
    Optional<Ledger.Span> known = story.state().runs().ledger().find(run.slot());
    if (run.skipSucceeded() && known.filter(s -> s.last() == Last.SUCCEEDED).isPresent()) {
      story.reply(note(run, SlotEnd.SKIPPED, "its last run succeeded"));
      return;
    }
    Request request =
        new Request(
            "backfill/" + run.backfill() + "/" + run.slot(),
            Lane.BACKFILL_KIND,
            run.backfill(),
            Optional.empty(),
            Optional.of(run.slot()),
            run.inputs(),
            Optional.empty());
    triggers
        .start(story, request)
        .map(Refusal::message)
        .ifPresent(why -> story.reply(note(run, SlotEnd.FAILED, why)));
  }

  private Effect note(WorkflowCommand.RunBackfillSlot run, SlotEnd end, String why) {
    return new Effect.AskBackfill(
        run.backfill(),
        new BackfillCommand.NoteSlotEnded(id, run.slot(), Optional.empty(), end, why));
  }

  void cancel(Story story, WorkflowCommand.CancelBackfillSlot cancel) {
    for (Map.Entry<ExecutionId, Held> held : story.state().runs().held().entrySet()) {
      if (isOf(held.getValue().purpose(), cancel)) {
        story.add(
            new WorkflowEvent.ExecutionSkipped(
                held.getKey(), ExecutionStatusSkipped.CANCELLED, "cancelled by " + cancel.by()));
      }
    }
    for (Map.Entry<ExecutionId, Live> live : story.state().runs().live().entrySet()) {
      if (isOf(live.getValue().purpose(), cancel)) {
        story.reply(
            new Effect.AskExecution(
                live.getKey(),
                new ExecutionCommand.CancelExecution(cancel.by(), "the backfill was stopped")));
      }
    }
  }

  private static boolean isOf(Purpose purpose, WorkflowCommand.CancelBackfillSlot cancel) {
    return Lane.of(purpose.kind()) == Lane.BACKFILL
        && purpose.origin().equals(cancel.backfill())
        && purpose.partition().equals(Optional.of(cancel.slot()));
  }

  /** What its backfill hears of the end of an execution; nothing when it is none of a backfill. */
  Optional<Effect> ended(ExecutionId execution, Purpose purpose, SlotEnd end, String reason) {
    return Lane.of(purpose.kind()) == Lane.BACKFILL
        ? Optional.of(
            new Effect.AskBackfill(
                purpose.origin(),
                new BackfillCommand.NoteSlotEnded(
                    id, purpose.partition().orElse(""), Optional.of(execution), end, reason)))
        : Optional.empty();
  }

  static SlotEnd end(ExecutionStatus status) {
    return switch (status) {
      case SUCCEEDED -> SlotEnd.SUCCEEDED;
      case FAILED, TIMED_OUT -> SlotEnd.FAILED;
      case CANCELLED -> SlotEnd.CANCELLED;
    };
  }
}
