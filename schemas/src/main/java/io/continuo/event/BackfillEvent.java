package io.continuo.event;

import io.continuo.backfill.BackfillPlan;
import io.continuo.backfill.SlotEnd;
import io.continuo.id.ExecutionId;
import io.continuo.id.WorkflowId;
import io.continuo.value.Value;
import java.util.Optional;

/** The life of one backfill. */
public sealed interface BackfillEvent {

  /** As {@code CreateBackfill} has it. */
  record BackfillCreated(
      WorkflowId workflow,
      BackfillPlan plan,
      boolean reverse,
      int concurrency,
      boolean skipSucceeded,
      boolean downstream,
      Value.Fields inputs,
      String description,
      String by)
      implements BackfillEvent {}

  /** The workflow is asked to run the slot. */
  record BackfillSlotStarted(WorkflowId workflow, String slot) implements BackfillEvent {}

  record BackfillSlotEnded(
      WorkflowId workflow, String slot, Optional<ExecutionId> execution, SlotEnd end, String reason)
      implements BackfillEvent {}

  record BackfillEdited(int concurrency, String by) implements BackfillEvent {}

  record BackfillPaused(String by) implements BackfillEvent {}

  record BackfillResumed(String by) implements BackfillEvent {}

  record BackfillStopping(boolean cancelRunning, String by) implements BackfillEvent {}

  record BackfillEnded(BackfillStatus status) implements BackfillEvent {}

  record BackfillCommandRejected(String command, String code, String message)
      implements BackfillEvent {}

  /** How a backfill ended. */
  enum BackfillStatus {
    /** Every slot succeeded or was skipped because it had succeeded before. */
    SUCCEEDED,
    /** At least one slot did not. */
    FAILED,
    STOPPED
  }
}
