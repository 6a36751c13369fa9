package io.continuo.runner.stream;

import io.continuo.dispatch.LogChunk;
import io.continuo.runner.supervise.LogSink;
import io.continuo.wire.codec.LogChunkCodec;
import io.continuo.wire.WireFormat;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes log chunks, keyed by their attempt. */
public final class KafkaLogs implements LogSink {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaLogs.class);

  private final String topic;
  private final WireFormat format;
  private final Producer<String, byte[]> producer;
  private final LogChunkCodec codec = new LogChunkCodec();

  public KafkaLogs(String topic, WireFormat format, Producer<String, byte[]> producer) {
    this.topic = topic;
    this.format = format;
    this.producer = producer;
  }

  @Override
  public void ship(LogChunk chunk) throws InterruptedException {
    byte[] bytes = format.write(codec.encode(chunk));
    var record = new ProducerRecord<>(topic, chunk.attempt().toString(), bytes);
    while (true) {
      try {
        producer.send(record).get();
        return;
      } catch (ExecutionException e) {
        LOG.warn(
            "{}: a piece of its log was not taken, sending it again: {}",
            chunk.attempt(),
            String.valueOf(e.getCause()));
        TimeUnit.SECONDS.sleep(1);
      }
    }
  }
}
