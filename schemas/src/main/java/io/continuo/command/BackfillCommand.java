package io.continuo.command;

import io.continuo.backfill.BackfillPlan;
import io.continuo.backfill.SlotEnd;
import io.continuo.id.ExecutionId;
import io.continuo.id.WorkflowId;
import io.continuo.value.Value;
import java.time.Instant;
import java.util.Optional;

/** What may be asked of, or told to, a backfill; its id is a UUID in text. */
public sealed interface BackfillCommand {
  /** So many slots may be under way at once, and not more. */
  int MAX_CONCURRENCY = 1_000;

  /**
   * Begins it.
   *
   * @param workflow that was asked for: the plan's first step
   * @param reverse newest slots first
   * @param concurrency slots under way at once, over all steps
   * @param skipSucceeded whether slots whose last run succeeded are left out; of the first step
   * @param inputs of the runs of the first step
   */
  record CreateBackfill(
      WorkflowId workflow,
      BackfillPlan plan,
      boolean reverse,
      int concurrency,
      boolean skipSucceeded,
      boolean downstream,
      Value.Fields inputs,
      String description,
      String by)
      implements BackfillCommand {}

  record EditBackfill(int concurrency, String by) implements BackfillCommand {}

  record PauseBackfill(String by) implements BackfillCommand {}

  record ResumeBackfill(String by) implements BackfillCommand {}

  /** Starts no more slots; those under way go on, or are cancelled. */
  record StopBackfill(boolean cancelRunning, String by) implements BackfillCommand {}

  /** The timer is due that it set because too many slots had begun at once. */
  record WakeBackfill(Instant due) implements BackfillCommand {}

  /**
   * What became of a slot that this backfill asked a workflow to run. Of a slot that it was asked
   * to leave when it had succeeded, {@code SKIPPED} says just that; one that could not be run is
   * {@code FAILED}.
   */
  record NoteSlotEnded(
      WorkflowId workflow, String slot, Optional<ExecutionId> execution, SlotEnd end, String reason)
      implements BackfillCommand {}
}
