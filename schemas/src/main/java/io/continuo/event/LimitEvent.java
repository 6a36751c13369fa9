package io.continuo.event;

import io.continuo.command.LimitCommand.Holder;
import io.continuo.definition.policy.Priority;
import io.continuo.dispatch.Lane;
import io.continuo.id.WorkflowId;

/** The life of one limit. */
public sealed interface LimitEvent {

  record LimitSet(int permits, double backfillShare, String description, String by)
      implements LimitEvent {}

  /** The request waits for its turn. */
  record PermitsQueued(Holder holder, int weight, WorkflowId workflow, Priority priority, Lane lane)
      implements LimitEvent {}

  record PermitsGranted(
      Holder holder, int weight, WorkflowId workflow, Priority priority, Lane lane)
      implements LimitEvent {}

  /** Permits, or a place in the queue, were given back. */
  record PermitsReleased(Holder holder) implements LimitEvent {}

  record LimitCommandRejected(String command, String code, String message) implements LimitEvent {}
}
