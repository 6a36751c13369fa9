package io.continuo.wire.codec.limit;

import io.continuo.avro.limit.ReleasePermits;
import io.continuo.avro.limit.RequestPermits;
import io.continuo.avro.limit.SetLimit;
import io.continuo.command.LimitCommand;
import io.continuo.id.AttemptId;
import io.continuo.id.WorkflowId;
import io.continuo.wire.UndecodableException;
import io.continuo.wire.codec.RecordCodec;
import io.continuo.wire.codec.WireEnums;
import org.apache.avro.specific.SpecificRecord;

/** LimitCommand to Avro and back; one Avro record per command. */
public final class LimitCommandCodec implements RecordCodec<LimitCommand> {
  @Override
  public SpecificRecord encode(LimitCommand command) {
    return switch (command) {
      case LimitCommand.SetLimit(var permits, var share, var description, var by) ->
          new SetLimit(permits, share, description, by);
      case LimitCommand.RequestPermits(
              var holder,
              var weight,
              var workflow,
              var priority,
              var lane) ->
          new RequestPermits(
              holder.toString(), weight, workflow.toString(), priority.text(), lane.text());
      case LimitCommand.ReleasePermits(var holder) -> new ReleasePermits(holder.toString());
    };
  }

  @Override
  public LimitCommand decode(SpecificRecord wire) {
    try {
      return switch (wire) {
        case SetLimit w ->
            new LimitCommand.SetLimit(
                w.getPermits(), w.getBackfillShare(), w.getDescription(), w.getBy());
        case RequestPermits w ->
            new LimitCommand.RequestPermits(
                AttemptId.parse(w.getHolder()),
                w.getWeight(),
                WorkflowId.parse(w.getWorkflow()),
                WireEnums.priority(w.getPriority()),
                WireEnums.lane(w.getLane()));
        case ReleasePermits w -> new LimitCommand.ReleasePermits(AttemptId.parse(w.getHolder()));
        default ->
            throw new UndecodableException(wire.getSchema().getFullName() + " is no LimitCommand");
      };
    } catch (IllegalArgumentException e) {
      throw new UndecodableException(wire.getSchema().getFullName() + ": " + e.getMessage(), e);
    }
  }
}
