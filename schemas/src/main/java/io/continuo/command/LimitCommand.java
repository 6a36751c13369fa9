package io.continuo.command;

import io.continuo.definition.policy.Priority;
import io.continuo.dispatch.Lane;
import io.continuo.id.AttemptId;
import io.continuo.id.WorkflowId;

/**
 * What may be asked of a limit, by its name. Who holds permits is one launch of a task: each asks
 * anew and gives back, so a word about an earlier launch that comes late touches no later one.
 */
public sealed interface LimitCommand {

  /**
   * Creates or changes it.
   *
   * @param permits to give out at once; 0 closes it
   * @param backfillShare most of the permits that backfills may hold together, from 0 to 1; rounded
   *     down, but one backfill request at a time always may
   */
  record SetLimit(int permits, double backfillShare, String description, String by)
      implements LimitCommand {}

  /**
   * A launch asks for permits; they are granted at once or when its turn comes. Whoever holds them
   * already is told so again.
   */
  record RequestPermits(
      AttemptId holder, int weight, WorkflowId workflow, Priority priority, Lane lane)
      implements LimitCommand {}

  /** The holder needs its permits, or its place in the queue, no more. */
  record ReleasePermits(AttemptId holder) implements LimitCommand {}
}
