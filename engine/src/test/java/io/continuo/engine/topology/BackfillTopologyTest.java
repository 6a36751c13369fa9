package io.continuo.engine.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.backfill.BackfillPlan;
import io.continuo.backfill.BackfillPlan.Step;
import io.continuo.backfill.SlotEnd;
import io.continuo.backfill.Slots;
import io.continuo.command.BackfillCommand;
import io.continuo.command.WorkflowCommand;
import io.continuo.definition.partition.Grain;
import io.continuo.definition.partition.PartitionLabel;
import io.continuo.definition.partition.Partitions;
import io.continuo.event.BackfillEvent;
import io.continuo.id.WorkflowId;
import io.continuo.value.Value;
import io.continuo.wire.InMemorySchemas;
import io.continuo.wire.codec.WorkflowCommandCodec;
import io.continuo.wire.codec.backfill.BackfillEventCodec;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BackfillTopologyTest {
  private static final String ID = "0b5be1c2-6f0b-3d3c-8d8e-5a3cbbd6b4b1";
  private static final WorkflowId WORKFLOW = new WorkflowId("finance", "daily");

  private final EngineDriver engine = new EngineDriver(new InMemorySchemas());

  @AfterEach
  void close() {
    engine.close();
  }

  private static BackfillCommand create() {
    PartitionLabel day = PartitionLabel.parse("2026-11-21").orElseThrow();
    BackfillPlan plan =
        new BackfillPlan(
            List.of(
                new Step(
                    WORKFLOW, Partitions.of(Grain.DAILY), new Slots.Range(day, day), List.of())));
    return new BackfillCommand.CreateBackfill(
        WORKFLOW, plan, false, 1, false, false, Value.Fields.EMPTY, "", "ada");
  }

  private List<BackfillEvent> events() {
    BackfillEventCodec codec = new BackfillEventCodec();
    return engine.written(EngineDriver.TOPICS.backfillEvents()).stream()
        .map(record -> codec.decode(engine.format().read(record.value())).event())
        .toList();
  }

  @Test
  void aBackfillAsksItsWorkflowAndEndsWithItsAnswer() {
    engine.send(ID, create());

    WorkflowCommandCodec codec = new WorkflowCommandCodec();
    assertThat(engine.written(EngineDriver.TOPICS.workflowCommands()))
        .map(record -> codec.decode(engine.format().read(record.value())))
        .containsExactly(
            new WorkflowCommand.RunBackfillSlot(ID, "2026-11-21", Value.Fields.EMPTY, false));

    engine.send(
        ID,
        new BackfillCommand.NoteSlotEnded(
            WORKFLOW, "2026-11-21", Optional.empty(), SlotEnd.SUCCEEDED, ""));

    assertThat(events())
        .contains(new BackfillEvent.BackfillSlotStarted(WORKFLOW, "2026-11-21"))
        .last()
        .isInstanceOf(BackfillEvent.BackfillEnded.class);
  }

  @Test
  void anIdThatIsNoUuidBecomesADeadLetter() {
    engine.send("mine", create());
    assertThat(engine.written(EngineDriver.TOPICS.deadLetters())).hasSize(1);
  }
}
