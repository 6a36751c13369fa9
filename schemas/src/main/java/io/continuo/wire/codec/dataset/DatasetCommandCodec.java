package io.continuo.wire.codec.dataset;

import io.continuo.avro.dataset.AskLanded;
import io.continuo.avro.dataset.DeclareProducer;
import io.continuo.avro.dataset.NoteLanding;
import io.continuo.avro.dataset.Subscribe;
import io.continuo.avro.dataset.Unsubscribe;
import io.continuo.avro.dataset.WithdrawProducer;
import io.continuo.command.DatasetCommand;
import io.continuo.dataset.Landing;
import io.continuo.id.WorkflowId;
import io.continuo.wire.UndecodableException;
import io.continuo.wire.codec.RecordCodec;
import io.continuo.wire.codec.WireEnums;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/** DatasetCommand to Avro and back; one Avro record per command. */
public final class DatasetCommandCodec implements RecordCodec<DatasetCommand> {
  @Override
  public SpecificRecord encode(DatasetCommand command) {
    return switch (command) {
      case DatasetCommand.NoteLanding(Landing l) ->
          new NoteLanding(
              l.id(),
              l.source(),
              l.partition().orElse(null),
              l.uri().orElse(null),
              l.time().orElse(null),
              LandingCodec.workflow(l),
              LandingCodec.execution(l));
      case DatasetCommand.Subscribe(var workflow) -> new Subscribe(workflow.toString());
      case DatasetCommand.Unsubscribe(var workflow) -> new Unsubscribe(workflow.toString());
      case DatasetCommand.DeclareProducer(var workflow, var partitions) ->
          new DeclareProducer(
              workflow.toString(),
              LandingCodec.grain(partitions),
              LandingCodec.zone(partitions),
              LandingCodec.start(partitions));
      case DatasetCommand.WithdrawProducer(var workflow) ->
          new WithdrawProducer(workflow.toString());
      case DatasetCommand.AskLanded(
              var workflow,
              var slot,
              var partitions,
              var mapping,
              var zone) ->
          new AskLanded(
              workflow.toString(),
              slot,
              LandingCodec.grain(partitions),
              LandingCodec.zone(partitions),
              LandingCodec.start(partitions),
              mapping.text(),
              zone.map(ZoneId::getId).orElse(null));
    };
  }

  @Override
  public DatasetCommand decode(SpecificRecord wire) {
    try {
      return switch (wire) {
        case NoteLanding w ->
            new DatasetCommand.NoteLanding(
                new Landing(
                    w.getLanding(),
                    w.getSource(),
                    Optional.ofNullable(w.getPartition()),
                    Optional.ofNullable(w.getUri()),
                    Optional.ofNullable(w.getTime()),
                    LandingCodec.producer(w.getWorkflow(), w.getExecution())));
        case Subscribe w -> new DatasetCommand.Subscribe(WorkflowId.parse(w.getWorkflow()));
        case Unsubscribe w -> new DatasetCommand.Unsubscribe(WorkflowId.parse(w.getWorkflow()));
        case DeclareProducer w ->
            new DatasetCommand.DeclareProducer(
                WorkflowId.parse(w.getWorkflow()),
                LandingCodec.partitions(w.getGrain(), w.getTimezone(), w.getStart()));
        case WithdrawProducer w ->
            new DatasetCommand.WithdrawProducer(WorkflowId.parse(w.getWorkflow()));
        case AskLanded w ->
            new DatasetCommand.AskLanded(
                WorkflowId.parse(w.getWorkflow()),
                w.getSlot(),
                LandingCodec.partitions(w.getGrain(), w.getTimezone(), w.getStart()),
                LandingCodec.mapping(w.getMapping()),
                Optional.ofNullable(w.getZone()).map(WireEnums::zone));
        default ->
            throw new UndecodableException(
                wire.getSchema().getFullName() + " is no DatasetCommand");
      };
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new UndecodableException(wire.getSchema().getFullName() + ": " + e.getMessage(), e);
    }
  }
}
