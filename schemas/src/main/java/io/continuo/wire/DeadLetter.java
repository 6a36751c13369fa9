package io.continuo.wire;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A record that could not be read, put aside: its bytes as they came; why, and where it stood, as
 * text in the headers.
 */
public final class DeadLetter {
  public static final String REASON = "reason";
  public static final String TOPIC = "topic";
  public static final String PARTITION = "partition";
  public static final String OFFSET = "offset";

  private DeadLetter() {}

  /**
   * The letter for a record.
   *
   * @param topic of the dead letters
   */
  public static ProducerRecord<String, byte[]> of(
      String topic, ConsumerRecord<?, byte[]> entry, String reason) {
    byte[] value = Objects.requireNonNullElse(entry.value(), new byte[0]);
    var letter = new ProducerRecord<>(topic, key(entry.key()), value);
    address(letter.headers(), reason, entry.topic(), entry.partition(), entry.offset());
    return letter;
  }

  private static String key(@Nullable Object key) {
    return key instanceof byte[] bytes
        ? new String(bytes, StandardCharsets.UTF_8)
        : Objects.toString(key, "");
  }

  /** Adds why, and where it stood. */
  public static void address(
      Headers headers, String reason, String topic, int partition, long offset) {
    header(headers, REASON, reason);
    header(headers, TOPIC, topic);
    header(headers, PARTITION, Integer.toString(partition));
    header(headers, OFFSET, Long.toString(offset));
  }

  private static void header(Headers headers, String name, String value) {
    headers.add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
