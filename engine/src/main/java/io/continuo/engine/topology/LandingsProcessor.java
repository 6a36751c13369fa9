package io.continuo.engine.topology;

import io.continuo.command.DatasetCommand;
import io.continuo.engine.topology.landing.Landed;
import io.continuo.engine.topology.landing.LandingFormat;
import io.continuo.wire.DeadLetter;
import io.continuo.wire.SchemaStoreUnavailableException;
import io.continuo.wire.Topics;
import io.continuo.wire.UndecodableException;
import io.continuo.wire.WireFormat;
import io.continuo.wire.codec.dataset.DatasetCommandCodec;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Passes public landings on to their datasets; what cannot be read is put aside. */
final class LandingsProcessor implements Processor<byte[], byte[], String, Outgoing> {
  private final Topics topics;
  private final WireFormat format;
  private final LandingFormat landings;
  private final DatasetCommandCodec codec = new DatasetCommandCodec();
  private @Nullable ProcessorContext<String, Outgoing> context;

  LandingsProcessor(DeciderProcessor.Services services) {
    this.topics = services.topics();
    this.format = services.format();
    this.landings = new LandingFormat(services.format());
  }

  @Override
  public void init(ProcessorContext<String, Outgoing> processorContext) {
    context = processorContext;
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    byte[] value = record.value() == null ? new byte[0] : record.value();
    try {
      Landed landed = landings.read(record.headers(), value);
      byte[] command = format.write(codec.encode(new DatasetCommand.NoteLanding(landed.landing())));
      send(
          new Outgoing(topics.datasetCommands(), landed.dataset(), command),
          record.timestamp(),
          new RecordHeaders());
    } catch (SchemaStoreUnavailableException e) {
      throw e; // worth another try
    } catch (UndecodableException e) {
      RecordMetadata from = context().recordMetadata().orElseThrow();
      Headers headers = new RecordHeaders();
      DeadLetter.address(
          headers, String.valueOf(e.getMessage()), from.topic(), from.partition(), from.offset());
      send(new Outgoing(topics.deadLetters(), "", value), record.timestamp(), headers);
    }
  }

  private void send(Outgoing out, long timestamp, Headers headers) {
    context().forward(new Record<>(out.key(), out, timestamp, headers));
  }

  private ProcessorContext<String, Outgoing> context() {
    if (context == null) {
      throw new IllegalStateException("not initialised");
    }
    return context;
  }
}
