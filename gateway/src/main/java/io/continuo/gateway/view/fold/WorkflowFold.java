package io.continuo.gateway.view.fold;

import io.continuo.definition.Consumed;
import io.continuo.definition.Trigger;
import io.continuo.event.PauseScope;
import io.continuo.event.Recorded;
import io.continuo.event.WorkflowEvent;
import io.continuo.event.WorkflowEvent.ExecutionStatusSkipped;
import io.continuo.gateway.view.query.Pauses;
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
  private static final String READS =
      """
      insert into consumption (namespace, workflow, dataset, version) values (?, ?, ?, ?)
      on conflict (namespace, workflow, dataset) do update set version = excluded.version
      """;
  private static final String READS_NO_MORE =
      "delete from consumption where namespace = ? and workflow = ? and version < ?";
  private static final String LISTENS =
      """
      insert into kafka_trigger (namespace, workflow, topic, version, since) values (?, ?, ?, ?, ?)
      on conflict (namespace, workflow, topic) do update set version = excluded.version
      """;
  private static final String LISTENS_NO_MORE =
      "delete from kafka_trigger where namespace = ? and workflow = ? and version < ?";
  private static final String PAUSED =
      "update workflow set paused = paused | ?, updated_at = ? where namespace = ? and name = ?";
  private static final String RESUMED =
      "update workflow set paused = paused & ~?, updated_at = ? where namespace = ? and name = ?";

  private WorkflowFold() {}

  static void fold(Recorded<WorkflowEvent> recorded, Batch batch) {
    WorkflowId id = WorkflowId.parse(recorded.aggregate());
    long at = recorded.at().toEpochMilli();
    switch (recorded.event()) {
      case WorkflowEvent.WorkflowRegistered e -> {
        registered(
            batch,
            id,
            new Version("workflow", e.version(), e.digest().hex(), at),
            DefinitionText.write(e.definition()));
        NamespaceFold.seen(id.namespace(), batch);
        reads(batch, id, e);
        listens(batch, id, e, at);
      }
      case WorkflowEvent.TaskRegistered e ->
          registered(
              batch, id, new Version("task", e.version(), e.digest().hex(), at), e.canonical());
      case WorkflowEvent.ExecutionTriggered e -> {
        triggered(batch, id, e, at);
        SlotFold.fold(id, e, at, batch);
      }
      case WorkflowEvent.ExecutionSkipped e -> {
        ExecutionRow row = batch.execution(e.execution().toString());
        row.stand(
            e.status() == ExecutionStatusSkipped.SKIPPED ? Standing.SKIPPED : Standing.CANCELLED,
            e.reason());
        row.endedAt = at;
      }
      case WorkflowEvent.WorkflowPaused e -> paused(batch, id, PAUSED, e.scope(), at);
      case WorkflowEvent.WorkflowResumed e -> paused(batch, id, RESUMED, e.scope(), at);
      case WorkflowEvent.SlotDue e -> SlotFold.fold(id, e, at, batch);
      case WorkflowEvent.SlotsPassed e -> SlotFold.fold(id, e, at, batch);
      case WorkflowEvent.SlotWaiting e -> SlotFold.fold(id, e, at, batch);
      case WorkflowEvent.SlotSkipped e -> SlotFold.fold(id, e, at, batch);
      case WorkflowEvent.LandingJoined e -> SlotFold.fold(id, e, at, batch);
      case WorkflowEvent.LandingIgnored e -> SlotFold.fold(id, e, at, batch);
      case WorkflowEvent.ScheduleSet _ -> {}
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
    batch.also(
        VERSION,
        id.namespace(),
        id.name(),
        version.number(),
        version.kind(),
        version.digest(),
        canonical,
        version.at());
    batch.also(
        NEWEST,
        id.namespace(),
        id.name(),
        version.kind(),
        version.number(),
        version.digest(),
        version.at());
  }

  /**
   * The datasets hear of it later, but whoever plans a backfill right after a registration counts
   * on it.
   */
  private static void reads(Batch batch, WorkflowId id, WorkflowEvent.WorkflowRegistered e) {
    for (Consumed consumed : e.definition().consumes()) {
      batch.also(READS, id.namespace(), id.name(), consumed.dataset(), e.version());
    }
    batch.also(READS_NO_MORE, id.namespace(), id.name(), e.version());
  }

  private static void listens(
      Batch batch, WorkflowId id, WorkflowEvent.WorkflowRegistered e, long at) {
    for (Trigger trigger : e.definition().triggers()) {
      if (trigger instanceof Trigger.Kafka(String topic, _, _)) {
        batch.also(LISTENS, id.namespace(), id.name(), topic, e.version(), at);
      }
    }
    batch.also(LISTENS_NO_MORE, id.namespace(), id.name(), e.version());
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
    row.triggerOrigin = e.origin();
    row.slot = SlotFold.slot(e).orElse(null);
    row.createdAt = at;
  }

  private static void paused(Batch batch, WorkflowId id, String sql, PauseScope scope, long at) {
    batch.also(sql, Pauses.bit(scope), at, id.namespace(), id.name());
  }
}
