package io.continuo.event;

import io.continuo.definition.policy.Priority;
import io.continuo.dispatch.Lane;
import io.continuo.id.AttemptId;
import io.continuo.id.WorkflowId;

/** The life of one limit. */
public sealed interface LimitEvent {

  record LimitSet(int permits, double backfillShare, String description, String by)
      implements LimitEvent {}

  /** The request waits for its turn. */
  record PermitsQueued(
      AttemptId holder, int weight, WorkflowId workflow, Priority priority, Lane lane)
      implements LimitEvent {}

  /** The holder has its permits: at once, or out of the queue. */
  record PermitsGranted(
      AttemptId holder, int weight, WorkflowId workflow, Priority priority, Lane lane)
      implements LimitEvent {}

  /** Permits, or a place in the queue, were given back. */
  record PermitsReleased(AttemptId holder) implements LimitEvent {}

  record LimitCommandRejected(String command, String code, String message) implements LimitEvent {}
}
