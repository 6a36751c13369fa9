package io.continuo.gateway.view.fold;

import io.continuo.event.Recorded;
import io.continuo.event.WorkflowEvent;
import io.continuo.event.WorkflowEvent.ExecutionStatusSkipped;
import io.continuo.id.WorkflowId;
import io.continuo.wire.DefinitionText;
import io.continuo.wire.ValueJson;

/** What each event of a workflow changes. */
final class WorkflowFold {
  private static final String VERSION =
      """
      insert into definition (namespace, name, version, kind, digest, canonical, registered_at)
      values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing
      """;
  private static final String NEWEST =
      """
      insert into workflow (namespace, name, kind, version, digest, updated_at) values (?, ?, ?, ?, ?, ?)
      on conflict (namespace, name) do update set
        version = excluded.version, digest = excluded.digest, updated_at = excluded.updated_at
      """;
  private static final String PAUSED =
      "update workflow set paused = ?, updated_at = ? where namespace = ? and name = ?";

  private WorkflowFold() {}

  static void fold(Recorded<WorkflowEvent> recorded, Batch batch) {
    WorkflowId id = WorkflowId.parse(recorded.aggregate());
    long at = recorded.at().toEpochMilli();
    switch (recorded.event()) {
      case WorkflowEvent.WorkflowRegistered e ->
          registered(
              batch,
              id,
              new Version("workflow", e.version(), e.digest().hex(), at),
              DefinitionText.write(e.definition()));
      case WorkflowEvent.TaskRegistered e ->
          registered(
              batch, id, new Version("task", e.version(), e.digest().hex(), at), e.canonical());
      case WorkflowEvent.ExecutionTriggered e -> triggered(batch, id, e, at);
      case WorkflowEvent.ExecutionSkipped e -> {
        ExecutionRow row = batch.execution(e.execution().toString());
        row.stand(
            e.status() == ExecutionStatusSkipped.SKIPPED ? Standing.SKIPPED : Standing.CANCELLED,
            e.reason());
        row.endedAt = at;
      }
      case WorkflowEvent.WorkflowPaused _ -> paused(batch, id, 1, at);
      case WorkflowEvent.WorkflowResumed _ -> paused(batch, id, 0, at);
      case WorkflowEvent.ScheduleSet _ -> {}
      case WorkflowEvent.SlotDue _ -> {}
      case WorkflowEvent.SlotsPassed _ -> {}
      case WorkflowEvent.SlotSkipped _ -> {}
      case WorkflowEvent.SlotWaiting _ -> {}
      case WorkflowEvent.LandingJoined _ -> {}
      case WorkflowEvent.LandingIgnored _ -> {}
      case WorkflowEvent.FollowerAdded _ -> {}
      case WorkflowEvent.FollowerRemoved _ -> {}
      case WorkflowEvent.ExecutionReleased _ -> {}
      case WorkflowEvent.ExecutionReplaced _ -> {}
      case WorkflowEvent.ExecutionFinished _ -> {}
      case WorkflowEvent.WorkflowCommandRejected _ -> {}
    }
  }

  private record Version(String kind, int number, String digest, long at) {}

  private static void registered(Batch batch, WorkflowId id, Version version, String canonical) {
    batch.others.add(
        Statement.of(
            VERSION,
            id.namespace(),
            id.name(),
            version.number(),
            version.kind(),
            version.digest(),
            canonical,
            version.at()));
    batch.others.add(
        Statement.of(
            NEWEST,
            id.namespace(),
            id.name(),
            version.kind(),
            version.number(),
            version.digest(),
            version.at()));
  }

  private static void triggered(
      Batch batch, WorkflowId id, WorkflowEvent.ExecutionTriggered e, long at) {
    ExecutionRow row = batch.execution(e.execution().toString());
    row.origin =
        new Origin(
            id,
            e.version(),
            e.digest().hex(),
            e.partition(),
            e.run(),
            e.kind(),
            ValueJson.write(e.inputs()));
    row.triggerKey = e.key();
    row.createdAt = at;
  }

  private static void paused(Batch batch, WorkflowId id, int paused, long at) {
    batch.others.add(Statement.of(PAUSED, paused, at, id.namespace(), id.name()));
  }
}
