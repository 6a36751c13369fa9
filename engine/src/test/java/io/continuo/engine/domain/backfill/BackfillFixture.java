package io.continuo.engine.domain.backfill;

import io.continuo.backfill.BackfillPlan;
import io.continuo.backfill.BackfillPlan.Feed;
import io.continuo.backfill.BackfillPlan.Step;
import io.continuo.backfill.SlotEnd;
import io.continuo.backfill.Slots;
import io.continuo.command.BackfillCommand;
import io.continuo.command.WorkflowCommand;
import io.continuo.definition.partition.Grain;
import io.continuo.definition.partition.PartitionLabel;
import io.continuo.definition.partition.PartitionMapping;
import io.continuo.definition.partition.Partitions;
import io.continuo.engine.domain.DeciderSpec;
import io.continuo.engine.domain.Effect;
import io.continuo.engine.snapshot.BackfillSnapshot;
import io.continuo.event.BackfillEvent;
import io.continuo.id.ExecutionId;
import io.continuo.id.WorkflowId;
import io.continuo.value.Value;
import io.continuo.wire.codec.backfill.BackfillEventCodec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Words of the specs. */
final class BackfillFixture {
  static final String ID = "0b5be1c2-6f0b-3d3c-8d8e-5a3cbbd6b4b1";
  static final WorkflowId DAILY = new WorkflowId("finance", "daily");
  static final WorkflowId REPORT = new WorkflowId("finance", "report");
  static final WorkflowId WEEKLY = new WorkflowId("finance", "weekly");
  static final Value.Fields INPUTS = new Value.Fields(Map.of("full", Value.of(true)));

  private BackfillFixture() {}

  static DeciderSpec<BackfillState, BackfillCommand, BackfillEvent> spec() {
    return new DeciderSpec<>(
        new DeciderSpec.Subject<>(
            new BackfillDecider(ID),
            new BackfillSnapshot(),
            BackfillState.ABSENT,
            new BackfillEventCodec(),
            ID));
  }

  static Slots slots(String... labels) {
    return Slots.of(Stream.of(labels).map(BackfillFixture::label).toList());
  }

  static PartitionLabel label(String text) {
    return PartitionLabel.parse(text).orElseThrow();
  }

  static Step step(WorkflowId workflow, Grain grain, Slots slots, Feed... feeds) {
    return new Step(workflow, Partitions.of(grain), slots, List.of(feeds));
  }

  static Feed feed(int step, String mapping) {
    return new Feed(step, "data-" + step, PartitionMapping.parse(mapping).orElseThrow());
  }

  /** Four days of {@link #DAILY}. */
  static BackfillPlan fourDays() {
    return new BackfillPlan(
        List.of(
            step(
                DAILY,
                Grain.DAILY,
                slots("2026-11-19", "2026-11-20", "2026-11-21", "2026-11-22"))));
  }

  /** A Sunday and a Monday, their reports, and the report's weeks. */
  static BackfillPlan chain() {
    return new BackfillPlan(
        List.of(
            step(DAILY, Grain.DAILY, slots("2026-11-22", "2026-11-23")),
            step(REPORT, Grain.DAILY, slots("2026-11-22", "2026-11-23"), feed(0, "same")),
            step(WEEKLY, Grain.WEEKLY, slots("2026-W47", "2026-W48"), feed(1, "all"))));
  }

  static BackfillCommand.CreateBackfill create(BackfillPlan plan, int concurrency) {
    return new BackfillCommand.CreateBackfill(
        plan.first().workflow(),
        plan,
        false,
        concurrency,
        false,
        plan.steps().size() > 1,
        INPUTS,
        "after the fix",
        "ada");
  }

  static BackfillCommand.CreateBackfill reversed(BackfillCommand.CreateBackfill c) {
    return new BackfillCommand.CreateBackfill(
        c.workflow(),
        c.plan(),
        true,
        c.concurrency(),
        c.skipSucceeded(),
        c.downstream(),
        c.inputs(),
        c.description(),
        c.by());
  }

  static BackfillCommand.CreateBackfill skippingSucceeded(BackfillCommand.CreateBackfill c) {
    return new BackfillCommand.CreateBackfill(
        c.workflow(),
        c.plan(),
        c.reverse(),
        c.concurrency(),
        true,
        c.downstream(),
        c.inputs(),
        c.description(),
        c.by());
  }

  static BackfillEvent created(BackfillCommand.CreateBackfill c) {
    return new BackfillEvent.BackfillCreated(
        c.workflow(),
        c.plan(),
        c.reverse(),
        c.concurrency(),
        c.skipSucceeded(),
        c.downstream(),
        c.inputs(),
        c.description(),
        c.by());
  }

  static BackfillCommand note(WorkflowId workflow, String slot, SlotEnd end) {
    return new BackfillCommand.NoteSlotEnded(workflow, slot, execution(workflow, slot), end, "");
  }

  static BackfillEvent started(WorkflowId workflow, String slot) {
    return new BackfillEvent.BackfillSlotStarted(workflow, slot);
  }

  static BackfillEvent ended(WorkflowId workflow, String slot, SlotEnd end) {
    return new BackfillEvent.BackfillSlotEnded(workflow, slot, execution(workflow, slot), end, "");
  }

  static BackfillEvent skipped(WorkflowId workflow, String slot, String reason) {
    return new BackfillEvent.BackfillSlotEnded(
        workflow, slot, Optional.empty(), SlotEnd.SKIPPED, reason);
  }

  static Effect run(WorkflowId workflow, String slot, Value.Fields inputs, boolean skip) {
    return new Effect.AskWorkflow(
        workflow, new WorkflowCommand.RunBackfillSlot(ID, slot, inputs, skip));
  }

  private static Optional<ExecutionId> execution(WorkflowId workflow, String slot) {
    return Optional.of(ExecutionId.of(workflow, slot, 1));
  }
}
