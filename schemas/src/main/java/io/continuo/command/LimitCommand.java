package io.continuo.command;

import io.continuo.definition.policy.Priority;
import io.continuo.dispatch.Lane;
import io.continuo.id.ExecutionId;
import io.continuo.id.WorkflowId;

/** What may be asked of a limit, by its name. */
public sealed interface LimitCommand {

  /**
   * Creates or changes it.
   *
   * @param permits to give out at once; 0 closes it
   * @param backfillShare most of the permits that backfills may hold, from 0 to 1
   */
  record SetLimit(int permits, double backfillShare, String description, String by)
      implements LimitCommand {}

  /** A task asks for permits; they are granted at once or when its turn comes. */
  record RequestPermits(
      Holder holder, int weight, WorkflowId workflow, Priority priority, Lane lane)
      implements LimitCommand {}

  /** The holder needs its permits, or its place in the queue, no more. */
  record ReleasePermits(Holder holder) implements LimitCommand {}

  /** Who holds permits: one attempt of a task. */
  record Holder(ExecutionId execution, String task, int number) {
    @Override
    public String toString() {
      return execution + "/" + task + "/" + number;
    }
  }
}
