package io.continuo.gateway.follow;

import io.continuo.wire.DeadLetter;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where a record goes that cannot be read. */
public interface DeadLetters {

  /**
   * Returns when the record is durable there.
   *
   * @throws KafkaException when it is not: whoever reads tries again later
   */
  void put(ConsumerRecord<byte[], byte[]> entry, String reason);

  /** Writes them to the topic. */
  static DeadLetters to(String topic, Producer<String, byte[]> producer) {
    Logger log = LoggerFactory.getLogger(DeadLetters.class);
    return (entry, reason) -> {
      log.warn("{}-{}@{} put aside: {}", entry.topic(), entry.partition(), entry.offset(), reason);
      try {
        producer.send(DeadLetter.of(topic, entry, reason)).get();
      } catch (ExecutionException e) {
        throw new KafkaException("the dead letter was not taken: " + e.getCause(), e);
      } catch (InterruptedException e) {
        throw new InterruptException(e);
      }
    };
  }
}
