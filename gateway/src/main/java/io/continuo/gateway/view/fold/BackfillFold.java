package io.continuo.gateway.view.fold;

import io.continuo.backfill.BackfillPlan;
import io.continuo.backfill.SlotEnd;
import io.continuo.backfill.Slots;
import io.continuo.event.BackfillEvent;
import io.continuo.event.BackfillEvent.BackfillCreated;
import io.continuo.event.BackfillEvent.BackfillSlotEnded;
import io.continuo.event.BackfillEvent.BackfillStatus;
import io.continuo.event.Recorded;
import java.util.Optional;

/** What each event of a backfill changes. */
final class BackfillFold {
  private static final String CREATED =
      """
      insert into backfill (id, namespace, workflow, status, description, from_slot, to_slot, reverse, concurrency,
        downstream, skip_succeeded, created_at)
      values (?, ?, ?, 'running', ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing
      """;
  private static final String STEP =
      """
      insert into backfill_step (backfill, workflow, step, total) values (?, ?, ?, ?) on conflict do nothing
      """;
  private static final String EDITED = "update backfill set concurrency = ? where id = ?";
  private static final String STATUS = "update backfill set status = ? where id = ?";
  private static final String ENDED = "update backfill set status = ?, ended_at = ? where id = ?";
  private static final String BEGUN =
      """
      insert into backfill_slot (backfill, workflow, slot, status) values (?, ?, ?, 'running') on conflict do nothing
      """;
  private static final String RUNNING =
      "update backfill_step set running = running + 1 where backfill = ? and workflow = ?";

  /** A slot that ends without having begun was never counted as running. */
  private static final String COUNTED =
      """
      update backfill_step set succeeded = succeeded + ?, failed = failed + ?, skipped = skipped + ?,
        running = running - (select count(*) from backfill_slot s where s.backfill = backfill_step.backfill
          and s.workflow = backfill_step.workflow and s.slot = ? and s.status = 'running')
      where backfill = ? and workflow = ?
      """;

  private static final String SLOT_ENDED =
      """
      insert into backfill_slot (backfill, workflow, slot, status, reason, execution) values (?, ?, ?, ?, ?, ?)
      on conflict (backfill, workflow, slot) do update set
        status = excluded.status, reason = excluded.reason, execution = excluded.execution
      """;

  private BackfillFold() {}

  static void fold(Recorded<BackfillEvent> recorded, Batch batch) {
    String id = recorded.aggregate();
    switch (recorded.event()) {
      case BackfillCreated e -> created(recorded, e, batch);
      case BackfillEvent.BackfillSlotStarted(var workflow, var slot) -> {
        batch.also(BEGUN, id, workflow.toString(), slot);
        batch.also(RUNNING, id, workflow.toString());
      }
      case BackfillSlotEnded e -> slotEnded(id, e, batch);
      case BackfillEvent.BackfillEdited(int concurrency, _) -> batch.also(EDITED, concurrency, id);
      case BackfillEvent.BackfillPaused _ -> batch.also(STATUS, "paused", id);
      case BackfillEvent.BackfillResumed _ -> batch.also(STATUS, "running", id);
      case BackfillEvent.BackfillStopping _ -> batch.also(STATUS, "stopping", id);
      case BackfillEvent.BackfillEnded(var status) ->
          batch.also(ENDED, text(status), recorded.at(), id);
      case BackfillEvent.BackfillCommandRejected _ -> {}
    }
  }

  private static void created(Recorded<?> recorded, BackfillCreated e, Batch batch) {
    String id = recorded.aggregate();
    Optional<Slots.Range> range = range(e.plan().first().slots());
    batch.also(
        CREATED,
        id,
        e.workflow().namespace(),
        e.workflow().name(),
        e.description(),
        range.map(found -> found.from().toString()),
        range.map(found -> found.to().toString()),
        e.reverse(),
        e.concurrency(),
        e.downstream(),
        e.skipSucceeded(),
        recorded.at());
    for (int i = 0; i < e.plan().steps().size(); i++) {
      BackfillPlan.Step step = e.plan().steps().get(i);
      batch.also(STEP, id, step.workflow().toString(), i, step.slots().count());
    }
  }

  /** Empty when the slots were named one by one. */
  private static Optional<Slots.Range> range(Slots slots) {
    return switch (slots) {
      case Slots.Range range -> Optional.of(range);
      case Slots.Listed _ -> Optional.empty();
    };
  }

  private static void slotEnded(String id, BackfillSlotEnded e, Batch batch) {
    String workflow = e.workflow().toString();
    batch.also(
        COUNTED,
        e.end() == SlotEnd.SUCCEEDED,
        e.end() == SlotEnd.FAILED || e.end() == SlotEnd.CANCELLED,
        e.end() == SlotEnd.SKIPPED,
        e.slot(),
        id,
        workflow);
    batch.also(
        SLOT_ENDED,
        id,
        workflow,
        e.slot(),
        text(e.end()),
        e.reason(),
        e.execution().map(Object::toString));
  }

  private static String text(BackfillStatus status) {
    return switch (status) {
      case SUCCEEDED -> "succeeded";
      case FAILED -> "failed";
      case STOPPED -> "stopped";
    };
  }

  private static String text(SlotEnd end) {
    return switch (end) {
      case SUCCEEDED -> "succeeded";
      case FAILED -> "failed";
      case CANCELLED -> "cancelled";
      case SKIPPED -> "skipped";
    };
  }
}
