package io.continuo.runner.stream;

import io.continuo.dispatch.LogChunk;
import io.continuo.runner.supervise.LogSink;
import io.continuo.wire.WireFormat;
import io.continuo.wire.codec.LogChunkCodec;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes log chunks, keyed by their attempt. */
public final class KafkaLogs implements LogSink {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaLogs.class);

  /** In bytes; what is longer does not travel with claims and reports. */
  private static final int SHORT = 16 << 10;

  private final String topic;
  private final WireFormat format;
  private final Producer<String, byte[]> pieces;
  private final Producer<String, byte[]> words;
  private final LogChunkCodec codec = new LogChunkCodec();

  /**
   * @param pieces takes what may be long and wait for company
   * @param words takes the end of a log, which the report of the attempt's end waits for
   */
  public KafkaLogs(
      String topic,
      WireFormat format,
      Producer<String, byte[]> pieces,
      Producer<String, byte[]> words) {
    this.topic = topic;
    this.format = format;
    this.pieces = pieces;
    this.words = words;
  }

  @Override
  public void ship(LogChunk chunk) throws InterruptedException {
    byte[] bytes = format.write(codec.encode(chunk));
    var record = new ProducerRecord<>(topic, chunk.attempt().toString(), bytes);
    var producer = chunk.last() && bytes.length <= SHORT ? words : pieces;
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
