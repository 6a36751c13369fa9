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
import io.continuo.event.Recorded;
import io.continuo.id.ExecutionId;
import io.continuo.wire.ValueJson;
import io.continuo.wire.codec.RecordCodec;
import io.continuo.wire.codec.WireEnums;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;

/** BackfillEvent to Avro and back; one Avro record per event. */
public final class BackfillEventCodec implements RecordCodec<Recorded<BackfillEvent>> {
  @Override
  public SpecificRecord encode(Recorded<BackfillEvent> recorded) {
    String about = recorded.aggregate();
    long seq = recorded.sequence();
    String cause = recorded.cause();
    Instant at = recorded.at();
    return switch (recorded.event()) {
      case BackfillEvent.BackfillCreated e ->
          new BackfillCreated(
              about,
              seq,
              cause,
              at,
              e.workflow().toString(),
              PlanJson.write(e.plan()),
              e.reverse(),
              e.concurrency(),
              e.skipSucceeded(),
              e.downstream(),
              ValueJson.write(e.inputs()),
              e.description(),
              e.by());
      case BackfillEvent.BackfillSlotStarted(var workflow, var slot) ->
          new BackfillSlotStarted(about, seq, cause, at, workflow.toString(), slot);
      case BackfillEvent.BackfillSlotEnded e ->
          new BackfillSlotEnded(
              about,
              seq,
              cause,
              at,
              e.workflow().toString(),
              e.slot(),
              e.execution().map(ExecutionId::toString).orElse(null),
              WireEnums.text(e.end()),
              e.reason());
      case BackfillEvent.BackfillEdited(var concurrency, var by) ->
          new BackfillEdited(about, seq, cause, at, concurrency, by);
      case BackfillEvent.BackfillPaused(var by) -> new BackfillPaused(about, seq, cause, at, by);
      case BackfillEvent.BackfillResumed(var by) -> new BackfillResumed(about, seq, cause, at, by);
      case BackfillEvent.BackfillStopping(var cancelRunning, var by) ->
          new BackfillStopping(about, seq, cause, at, cancelRunning, by);
      case BackfillEvent.BackfillEnded(var status) ->
          new BackfillEnded(about, seq, cause, at, WireEnums.text(status));
      case BackfillEvent.BackfillCommandRejected(var command, var code, var message) ->
          new BackfillCommandRejected(about, seq, cause, at, command, code, message);
    };
  }

  @Override
  public Recorded<BackfillEvent> decode(SpecificRecord wire) {
    return BackfillEventReader.read(wire);
  }
}
