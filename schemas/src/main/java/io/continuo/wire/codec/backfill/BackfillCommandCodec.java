package io.continuo.wire.codec.backfill;

import io.continuo.avro.backfill.CreateBackfill;
import io.continuo.avro.backfill.EditBackfill;
import io.continuo.avro.backfill.NoteSlotEnded;
import io.continuo.avro.backfill.PauseBackfill;
import io.continuo.avro.backfill.ResumeBackfill;
import io.continuo.avro.backfill.StopBackfill;
import io.continuo.avro.backfill.WakeBackfill;
import io.continuo.command.BackfillCommand;
import io.continuo.id.ExecutionId;
import io.continuo.id.WorkflowId;
import io.continuo.wire.UndecodableException;
import io.continuo.wire.ValueJson;
import io.continuo.wire.codec.RecordCodec;
import io.continuo.wire.codec.WireEnums;
import java.time.DateTimeException;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/** BackfillCommand to Avro and back; one Avro record per command. */
public final class BackfillCommandCodec implements RecordCodec<BackfillCommand> {
  @Override
  public SpecificRecord encode(BackfillCommand command) {
    return switch (command) {
      case BackfillCommand.CreateBackfill c ->
          new CreateBackfill(
              c.workflow().toString(),
              PlanJson.write(c.plan()),
              c.reverse(),
              c.concurrency(),
              c.skipSucceeded(),
              c.downstream(),
              ValueJson.write(c.inputs()),
              c.description(),
              c.by());
      case BackfillCommand.EditBackfill(var concurrency, var by) ->
          new EditBackfill(concurrency, by);
      case BackfillCommand.PauseBackfill(var by) -> new PauseBackfill(by);
      case BackfillCommand.ResumeBackfill(var by) -> new ResumeBackfill(by);
      case BackfillCommand.StopBackfill(var cancelRunning, var by) ->
          new StopBackfill(cancelRunning, by);
      case BackfillCommand.WakeBackfill(var due) -> new WakeBackfill(due);
      case BackfillCommand.NoteSlotEnded(
              var workflow,
              var slot,
              var execution,
              var end,
              var reason) ->
          new NoteSlotEnded(
              workflow.toString(),
              slot,
              execution.map(ExecutionId::toString).orElse(null),
              WireEnums.text(end),
              reason);
    };
  }

  @Override
  public BackfillCommand decode(SpecificRecord wire) {
    try {
      return switch (wire) {
        case CreateBackfill w -> created(w);
        case EditBackfill w -> new BackfillCommand.EditBackfill(w.getConcurrency(), w.getBy());
        case PauseBackfill w -> new BackfillCommand.PauseBackfill(w.getBy());
        case ResumeBackfill w -> new BackfillCommand.ResumeBackfill(w.getBy());
        case StopBackfill w -> new BackfillCommand.StopBackfill(w.getCancelRunning(), w.getBy());
        case WakeBackfill w -> new BackfillCommand.WakeBackfill(w.getDue());
        case NoteSlotEnded w ->
            new BackfillCommand.NoteSlotEnded(
                WorkflowId.parse(w.getWorkflow()),
                w.getSlot(),
                Optional.ofNullable(w.getExecution()).map(ExecutionId::parse),
                WireEnums.slotEnd(w.getEnd()),
                w.getReason());
        default ->
            throw new UndecodableException(
                wire.getSchema().getFullName() + " is no BackfillCommand");
      };
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new UndecodableException(wire.getSchema().getFullName() + ": " + e.getMessage(), e);
    }
  }

  private static BackfillCommand created(CreateBackfill w) {
    return new BackfillCommand.CreateBackfill(
        WorkflowId.parse(w.getWorkflow()),
        PlanJson.read(w.getPlan()),
        w.getReverse(),
        w.getConcurrency(),
        w.getSkipSucceeded(),
        w.getDownstream(),
        ValueJson.readFields(w.getInputs()),
        w.getDescription(),
        w.getBy());
  }
}
