package io.continuo.wire.codec.dataset;

import io.continuo.avro.dataset.ConsumerAdded;
import io.continuo.avro.dataset.ConsumerRemoved;
import io.continuo.avro.dataset.DatasetCommandRejected;
import io.continuo.avro.dataset.PartitionLanded;
import io.continuo.avro.dataset.ProducerAdded;
import io.continuo.avro.dataset.ProducerRemoved;
import io.continuo.dataset.Landing;
import io.continuo.event.DatasetEvent;
import io.continuo.event.Recorded;
import io.continuo.id.WorkflowId;
import io.continuo.wire.UndecodableException;
import io.continuo.wire.codec.RecordCodec;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/** DatasetEvent to Avro and back; one Avro record per event. */
public final class DatasetEventCodec implements RecordCodec<Recorded<DatasetEvent>> {
  @Override
  public SpecificRecord encode(Recorded<DatasetEvent> recorded) {
    String about = recorded.aggregate();
    long seq = recorded.sequence();
    String cause = recorded.cause();
    Instant at = recorded.at();
    return switch (recorded.event()) {
      case DatasetEvent.PartitionLanded(Landing l, int landings, long number) ->
          new PartitionLanded(
              about,
              seq,
              cause,
              at,
              l.id(),
              l.source(),
              l.partition().orElse(null),
              l.uri().orElse(null),
              l.time().orElse(null),
              LandingCodec.workflow(l),
              LandingCodec.execution(l),
              landings,
              number);
      case DatasetEvent.ConsumerAdded(var workflow) ->
          new ConsumerAdded(about, seq, cause, at, workflow.toString());
      case DatasetEvent.ConsumerRemoved(var workflow) ->
          new ConsumerRemoved(about, seq, cause, at, workflow.toString());
      case DatasetEvent.ProducerAdded(var workflow, var partitions) ->
          new ProducerAdded(
              about,
              seq,
              cause,
              at,
              workflow.toString(),
              LandingCodec.grain(partitions),
              LandingCodec.zone(partitions),
              LandingCodec.start(partitions));
      case DatasetEvent.ProducerRemoved(var workflow) ->
          new ProducerRemoved(about, seq, cause, at, workflow.toString());
      case DatasetEvent.DatasetCommandRejected(var command, var code, var message) ->
          new DatasetCommandRejected(about, seq, cause, at, command, code, message);
    };
  }

  @Override
  public Recorded<DatasetEvent> decode(SpecificRecord wire) {
    try {
      return switch (wire) {
        case PartitionLanded w ->
            new Recorded<>(
                w.getDataset(),
                w.getSequence(),
                w.getCause(),
                w.getAt(),
                new DatasetEvent.PartitionLanded(
                    new Landing(
                        w.getLanding(),
                        w.getSource(),
                        Optional.ofNullable(w.getPartition()),
                        Optional.ofNullable(w.getUri()),
                        Optional.ofNullable(w.getTime()),
                        LandingCodec.producer(w.getWorkflow(), w.getExecution())),
                    w.getLandings(),
                    w.getNumber()));
        case ConsumerAdded w ->
            new Recorded<>(
                w.getDataset(),
                w.getSequence(),
                w.getCause(),
                w.getAt(),
                new DatasetEvent.ConsumerAdded(WorkflowId.parse(w.getWorkflow())));
        case ConsumerRemoved w ->
            new Recorded<>(
                w.getDataset(),
                w.getSequence(),
                w.getCause(),
                w.getAt(),
                new DatasetEvent.ConsumerRemoved(WorkflowId.parse(w.getWorkflow())));
        case ProducerAdded w ->
            new Recorded<>(
                w.getDataset(),
                w.getSequence(),
                w.getCause(),
                w.getAt(),
                new DatasetEvent.ProducerAdded(
                    WorkflowId.parse(w.getWorkflow()),
                    LandingCodec.partitions(w.getGrain(), w.getTimezone(), w.getStart())));
        case ProducerRemoved w ->
            new Recorded<>(
                w.getDataset(),
                w.getSequence(),
                w.getCause(),
                w.getAt(),
                new DatasetEvent.ProducerRemoved(WorkflowId.parse(w.getWorkflow())));
        case DatasetCommandRejected w ->
            new Recorded<>(
                w.getDataset(),
                w.getSequence(),
                w.getCause(),
                w.getAt(),
                new DatasetEvent.DatasetCommandRejected(
                    w.getCommand(), w.getCode(), w.getMessage()));
        default ->
            throw new UndecodableException(wire.getSchema().getFullName() + " is no DatasetEvent");
      };
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new UndecodableException(wire.getSchema().getFullName() + ": " + e.getMessage(), e);
    }
  }
}
