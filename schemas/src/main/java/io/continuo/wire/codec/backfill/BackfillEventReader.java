package io.continuo.wire.codec.backfill;

import io.continuo.avro.backfill.BackfillCommandRejected;
import io.continuo.avro.backfill.BackfillCreated;
import io.continuo.avro.backfill.BackfillEdited;
import io.continuo.avro.backfill.BackfillEnded;
import io.continuo.avro.backfill.BackfillPaused;
import io.continuo.avro.backfill.BackfillResumed;
import io.continuo.avro.backfill.BackfillSlotEnded;
import io.continuo.avro.backfill.BackfillSlotStarted;
import io.continuo.avro.backfill.BackfillStopping;
import io.continuo.event.BackfillEvent;
import io.continuo.event.BackfillEvent.BackfillStatus;
import io.continuo.event.Recorded;
import io.continuo.id.ExecutionId;
import io.continuo.id.WorkflowId;
import io.continuo.wire.UndecodableException;
import io.continuo.wire.ValueJson;
import io.continuo.wire.codec.WireEnums;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/** The reading half of {@link BackfillEventCodec}. */
final class BackfillEventReader {
  private record Head(String backfill, long sequence, String cause, Instant at) {
    Recorded<BackfillEvent> of(BackfillEvent event) {
      return new Recorded<>(backfill, sequence, cause, at, event);
    }
  }

  private BackfillEventReader() {}

  static Recorded<BackfillEvent> read(SpecificRecord wire) {
    try {
      return switch (wire) {
        case BackfillCreated w -> created(w);
        case BackfillSlotStarted w ->
            new Head(w.getBackfill(), w.getSequence(), w.getCause(), w.getAt())
                .of(
                    new BackfillEvent.BackfillSlotStarted(
                        WorkflowId.parse(w.getWorkflow()), w.getSlot()));
        case BackfillSlotEnded w ->
            new Head(w.getBackfill(), w.getSequence(), w.getCause(), w.getAt())
                .of(
                    new BackfillEvent.BackfillSlotEnded(
                        WorkflowId.parse(w.getWorkflow()),
                        w.getSlot(),
                        Optional.ofNullable(w.getExecution()).map(ExecutionId::parse),
                        WireEnums.slotEnd(w.getEnd()),
                        w.getReason()));
        case BackfillEdited w ->
            new Head(w.getBackfill(), w.getSequence(), w.getCause(), w.getAt())
                .of(new BackfillEvent.BackfillEdited(w.getConcurrency(), w.getBy()));
        case BackfillPaused w ->
            new Head(w.getBackfill(), w.getSequence(), w.getCause(), w.getAt())
                .of(new BackfillEvent.BackfillPaused(w.getBy()));
        case BackfillResumed w ->
            new Head(w.getBackfill(), w.getSequence(), w.getCause(), w.getAt())
                .of(new BackfillEvent.BackfillResumed(w.getBy()));
        case BackfillStopping w ->
            new Head(w.getBackfill(), w.getSequence(), w.getCause(), w.getAt())
                .of(new BackfillEvent.BackfillStopping(w.getCancelRunning(), w.getBy()));
        case BackfillEnded w ->
            new Head(w.getBackfill(), w.getSequence(), w.getCause(), w.getAt())
                .of(new BackfillEvent.BackfillEnded(status(w.getOutcome())));
        case BackfillCommandRejected w ->
            new Head(w.getBackfill(), w.getSequence(), w.getCause(), w.getAt())
                .of(
                    new BackfillEvent.BackfillCommandRejected(
                        w.getCommand(), w.getCode(), w.getMessage()));
        default ->
            throw new UndecodableException(wire.getSchema().getFullName() + " is no BackfillEvent");
      };
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new UndecodableException(wire.getSchema().getFullName() + ": " + e.getMessage(), e);
    }
  }

  private static Recorded<BackfillEvent> created(BackfillCreated w) {
    return new Head(w.getBackfill(), w.getSequence(), w.getCause(), w.getAt())
        .of(
            new BackfillEvent.BackfillCreated(
                WorkflowId.parse(w.getWorkflow()),
                PlanJson.read(w.getPlan()),
                w.getReverse(),
                w.getConcurrency(),
                w.getSkipSucceeded(),
                w.getDownstream(),
                ValueJson.readFields(w.getInputs()),
                w.getDescription(),
                w.getBy()));
  }

  private static BackfillStatus status(String text) {
    return BackfillStatus.valueOf(text.toUpperCase(Locale.ROOT));
  }
}
