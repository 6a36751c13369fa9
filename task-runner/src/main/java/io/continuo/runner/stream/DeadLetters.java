package io.continuo.runner.stream;

import io.continuo.wire.DeadLetter;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts a record that cannot be read aside: its bytes as they came, the reason and its place in the
 * headers.
 */
public final class DeadLetters {
  private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);

  private final String topic;
  private final Producer<String, byte[]> producer;

  public DeadLetters(String topic, Producer<String, byte[]> producer) {
    this.topic = topic;
    this.producer = producer;
  }

  /** Returns when the record is durable there. */
  void put(ConsumerRecord<String, byte[]> record, String reason) throws InterruptedException {
    LOG.warn("{}-{}@{} put aside: {}", record.topic(), record.partition(), record.offset(), reason);
    try {
      producer.send(DeadLetter.of(topic, record, reason)).get();
    } catch (ExecutionException e) {
      // Better lost than read again for ever: the log line above says where it was.
      LOG.error("the dead letter was not taken", e);
    }
  }
}
