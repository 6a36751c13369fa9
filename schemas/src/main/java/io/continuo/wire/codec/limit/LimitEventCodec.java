package io.continuo.wire.codec.limit;

import io.continuo.avro.limit.LimitCommandRejected;
import io.continuo.avro.limit.LimitSet;
import io.continuo.avro.limit.PermitsGranted;
import io.continuo.avro.limit.PermitsQueued;
import io.continuo.avro.limit.PermitsReleased;
import io.continuo.event.LimitEvent;
import io.continuo.event.Recorded;
import io.continuo.id.AttemptId;
import io.continuo.id.WorkflowId;
import io.continuo.wire.UndecodableException;
import io.continuo.wire.codec.RecordCodec;
import io.continuo.wire.codec.WireEnums;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;

/** LimitEvent to Avro and back; one Avro record per event. */
public final class LimitEventCodec implements RecordCodec<Recorded<LimitEvent>> {
  @Override
  public SpecificRecord encode(Recorded<LimitEvent> recorded) {
    String about = recorded.aggregate();
    long seq = recorded.sequence();
    String cause = recorded.cause();
    Instant at = recorded.at();
    return switch (recorded.event()) {
      case LimitEvent.LimitSet(var permits, var share, var description, var by) ->
          new LimitSet(about, seq, cause, at, permits, share, description, by);
      case LimitEvent.PermitsQueued(var holder, var weight, var workflow, var priority, var lane) ->
          new PermitsQueued(
              about,
              seq,
              cause,
              at,
              holder.toString(),
              weight,
              workflow.toString(),
              priority.text(),
              lane.text());
      case LimitEvent.PermitsGranted(
              var holder,
              var weight,
              var workflow,
              var priority,
              var lane) ->
          new PermitsGranted(
              about,
              seq,
              cause,
              at,
              holder.toString(),
              weight,
              workflow.toString(),
              priority.text(),
              lane.text());
      case LimitEvent.PermitsReleased(var holder) ->
          new PermitsReleased(about, seq, cause, at, holder.toString());
      case LimitEvent.LimitCommandRejected(var command, var code, var message) ->
          new LimitCommandRejected(about, seq, cause, at, command, code, message);
    };
  }

  @Override
  public Recorded<LimitEvent> decode(SpecificRecord wire) {
    try {
      return switch (wire) {
        case LimitSet w ->
            new Recorded<>(
                w.getLimit(),
                w.getSequence(),
                w.getCause(),
                w.getAt(),
                new LimitEvent.LimitSet(
                    w.getPermits(), w.getBackfillShare(), w.getDescription(), w.getBy()));
        case PermitsQueued w ->
            new Recorded<>(
                w.getLimit(),
                w.getSequence(),
                w.getCause(),
                w.getAt(),
                new LimitEvent.PermitsQueued(
                    AttemptId.parse(w.getHolder()),
                    w.getWeight(),
                    WorkflowId.parse(w.getWorkflow()),
                    WireEnums.priority(w.getPriority()),
                    WireEnums.lane(w.getLane())));
        case PermitsGranted w ->
            new Recorded<>(
                w.getLimit(),
                w.getSequence(),
                w.getCause(),
                w.getAt(),
                new LimitEvent.PermitsGranted(
                    AttemptId.parse(w.getHolder()),
                    w.getWeight(),
                    WorkflowId.parse(w.getWorkflow()),
                    WireEnums.priority(w.getPriority()),
                    WireEnums.lane(w.getLane())));
        case PermitsReleased w ->
            new Recorded<>(
                w.getLimit(),
                w.getSequence(),
                w.getCause(),
                w.getAt(),
                new LimitEvent.PermitsReleased(AttemptId.parse(w.getHolder())));
        case LimitCommandRejected w ->
            new Recorded<>(
                w.getLimit(),
                w.getSequence(),
                w.getCause(),
                w.getAt(),
                new LimitEvent.LimitCommandRejected(w.getCommand(), w.getCode(), w.getMessage()));
        default ->
            throw new UndecodableException(wire.getSchema().getFullName() + " is no LimitEvent");
      };
    } catch (IllegalArgumentException e) {
      throw new UndecodableException(wire.getSchema().getFullName() + ": " + e.getMessage(), e);
    }
  }
}
