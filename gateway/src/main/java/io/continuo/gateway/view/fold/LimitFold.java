package io.continuo.gateway.view.fold;

import io.continuo.definition.policy.Priority;
import io.continuo.dispatch.Lane;
import io.continuo.event.LimitEvent;
import io.continuo.event.Recorded;
import io.continuo.id.AttemptId;
import io.continuo.id.WorkflowId;

/** What each event of a limit changes. */
final class LimitFold {
  private static final String SET =
      """
      insert into permit_limit (name, permits, backfill_share, description) values (?, ?, ?, ?)
      on conflict (name) do update set
        permits = excluded.permits, backfill_share = excluded.backfill_share, description = excluded.description
      """;
  private static final String TAKEN =
      """
      insert into permit (limit_name, execution, task, attempt, epoch, state, namespace, workflow, weight, priority,
        lane, since, turn)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      on conflict (limit_name, execution, task, attempt, epoch) do update set
        state = excluded.state, weight = excluded.weight, since = excluded.since
      """;
  private static final String RELEASED =
      "delete from permit where limit_name = ? and execution = ? and task = ? and attempt = ? and epoch = ?";

  private LimitFold() {}

  private record Taken(
      String state,
      AttemptId holder,
      int weight,
      WorkflowId workflow,
      Priority priority,
      Lane lane) {}

  static void fold(Recorded<LimitEvent> recorded, Batch batch) {
    String name = recorded.aggregate();
    switch (recorded.event()) {
      case LimitEvent.LimitSet(int permits, double share, String description, _) ->
          batch.also(SET, name, permits, share, description);
      case LimitEvent.PermitsQueued(var holder, int weight, var id, var priority, var lane) ->
          taken(recorded, new Taken("queued", holder, weight, id, priority, lane), batch);
      case LimitEvent.PermitsGranted(var holder, int weight, var id, var priority, var lane) ->
          taken(recorded, new Taken("held", holder, weight, id, priority, lane), batch);
      case LimitEvent.PermitsReleased(AttemptId holder) ->
          batch.also(
              RELEASED,
              name,
              holder.execution().toString(),
              holder.task(),
              holder.number(),
              holder.epoch());
      case LimitEvent.LimitCommandRejected _ -> {}
    }
  }

  private static void taken(Recorded<?> recorded, Taken taken, Batch batch) {
    batch.also(
        TAKEN,
        recorded.aggregate(),
        taken.holder().execution().toString(),
        taken.holder().task(),
        taken.holder().number(),
        taken.holder().epoch(),
        taken.state(),
        taken.workflow().namespace(),
        taken.workflow().name(),
        taken.weight(),
        taken.priority().text(),
        taken.lane().text(),
        recorded.at(),
        recorded.sequence());
  }
}
