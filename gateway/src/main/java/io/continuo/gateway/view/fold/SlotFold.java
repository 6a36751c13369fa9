package io.continuo.gateway.view.fold;

import io.continuo.event.WorkflowEvent;
import io.continuo.event.WorkflowEvent.ExecutionTriggered;
import io.continuo.event.WorkflowEvent.LandingIgnored;
import io.continuo.event.WorkflowEvent.LandingJoined;
import io.continuo.event.WorkflowEvent.SlotDue;
import io.continuo.event.WorkflowEvent.SlotSkipped;
import io.continuo.event.WorkflowEvent.SlotWaiting;
import io.continuo.event.WorkflowEvent.SlotsPassed;
import io.continuo.id.WorkflowId;
import java.util.Optional;

/** What the events of a workflow change in the record of its slots. */
final class SlotFold {
  private static final String DUE =
      """
      insert into slot (namespace, workflow, slot, partition_label, status, due_at, updated_at)
      values (?, ?, ?, ?, 'queued', ?, ?)
      on conflict (namespace, workflow, slot) do update set due_at = excluded.due_at
      """;
  private static final String WAITING =
      """
      insert into slot (namespace, workflow, slot, status, updated_at) values (?, ?, ?, 'waiting', ?)
      on conflict (namespace, workflow, slot) do update set
        status = excluded.status, execution = null, reason = null, updated_at = excluded.updated_at
      """;
  private static final String SKIPPED =
      """
      insert into slot (namespace, workflow, slot, status, reason, updated_at) values (?, ?, ?, 'skipped', ?, ?)
      on conflict (namespace, workflow, slot) do update set
        status = excluded.status, reason = excluded.reason, updated_at = excluded.updated_at
      """;
  private static final String RUN =
      """
      insert into slot (namespace, workflow, slot, partition_label, status, execution, runs, updated_at)
      values (?, ?, ?, ?, 'queued', ?, ?, ?)
      on conflict (namespace, workflow, slot) do update set
        partition_label = coalesce(excluded.partition_label, partition_label), status = excluded.status,
        reason = null,
        execution = excluded.execution, runs = excluded.runs, updated_at = excluded.updated_at
      """;
  private static final String OPENED =
      "delete from slot where namespace = ? and workflow = ? and slot = ?";
  private static final String ITS_LANDINGS =
      "update slot_landing set slot = ? where namespace = ? and workflow = ? and slot = ?";
  private static final String PASSED =
      """
      insert into passed_slots (namespace, workflow, last_slot, schedule, first_slot, slots, status, reason, passed_at)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing
      """;
  private static final String LANDING =
      """
      insert into slot_landing (namespace, workflow, slot, dataset, partition_label, landing, timezone, ignored, heard_at)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing
      """;

  private SlotFold() {}

  static void fold(WorkflowId id, ExecutionTriggered e, long at, Batch batch) {
    Optional<String> slot = e.slot().or(e::partition);
    if (isNext(e)) {
      batch.also(ITS_LANDINGS, e.key(), id.namespace(), id.name(), slot.get());
      batch.also(OPENED, id.namespace(), id.name(), slot.get());
    } else if (slot.isPresent()) {
      batch.also(
          RUN,
          id.namespace(),
          id.name(),
          slot.get(),
          e.partition(),
          e.execution().toString(),
          e.run(),
          at);
    }
  }

  /**
   * Whether data alone started it, in a workflow without partitions: its slot was the next run, and
   * whatever lands now is for another one, so what landed goes by the trigger's key.
   */
  private static boolean isNext(ExecutionTriggered e) {
    return e.kind().equals("landing") && e.slot().isPresent() && e.partition().isEmpty();
  }

  /** The name by which the landings of an execution are found. */
  static Optional<String> slot(ExecutionTriggered e) {
    return isNext(e) ? Optional.of(e.key()) : e.slot().or(e::partition);
  }

  static void fold(WorkflowId id, SlotDue e, long at, Batch batch) {
    batch.also(DUE, id.namespace(), id.name(), e.slot(), e.partition(), e.nominal(), at);
  }

  static void fold(WorkflowId id, SlotWaiting e, long at, Batch batch) {
    batch.also(WAITING, id.namespace(), id.name(), e.slot(), at);
  }

  static void fold(WorkflowId id, SlotSkipped e, long at, Batch batch) {
    batch.also(SKIPPED, id.namespace(), id.name(), e.slot(), e.reason(), at);
  }

  static void fold(WorkflowId id, SlotsPassed e, long at, Batch batch) {
    batch.also(
        PASSED,
        id.namespace(),
        id.name(),
        e.last(),
        e.schedule(),
        e.first(),
        e.count(),
        text(e.status()),
        e.reason(),
        at);
  }

  static void fold(WorkflowId id, LandingJoined e, long at, Batch batch) {
    batch.also(
        LANDING,
        id.namespace(),
        id.name(),
        e.slot(),
        e.dataset(),
        e.partition().orElse(""),
        e.landing(),
        e.timezone().getId(),
        Optional.empty(),
        at);
  }

  static void fold(WorkflowId id, LandingIgnored e, long at, Batch batch) {
    batch.also(
        LANDING,
        id.namespace(),
        id.name(),
        e.slot(),
        e.dataset(),
        e.partition().orElse(""),
        e.landing(),
        Optional.empty(),
        e.reason(),
        at);
  }

  private static String text(WorkflowEvent.PassedStatus status) {
    return switch (status) {
      case SKIPPED -> "skipped";
      case MISSED -> "missed";
    };
  }
}
