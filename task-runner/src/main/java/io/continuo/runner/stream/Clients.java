package io.continuo.runner.stream;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Kafka clients with the settings that the delivery rules rest on; other settings are the
 * operator's.
 *
 * @param runner name of the runner, for client ids
 * @param passedThrough the operator's settings
 */
public record Clients(String bootstrapServers, String runner, Map<String, String> passedThrough) {
  private static final int DAY_MS = 86_400_000;

  /**
   * A record ends a fetch at once; without one it waits at the broker. Each costs a machine that
   * does nothing else about a millisecond, so they are few.
   */
  private static final int IDLE_FETCH_MS = 5_000;

  /** Of a member of a group, whose goodbye waits for its fetch. */
  private static final int SHARED_FETCH_MS = 1_000;

  Admin admin() {
    Map<String, Object> config = common("admin");
    config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 30_000);
    return Admin.create(config);
  }

  /** Durable, in order per key, and never giving up on a broker that is away. */
  public Producer<String, byte[]> producer(String purpose, int lingerMillis) {
    Map<String, Object> config = common(purpose);
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    config.put(ProducerConfig.LINGER_MS_CONFIG, lingerMillis);
    config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DAY_MS);
    return new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
  }

  /** Reads what is written from now on, without waiting for transactions to commit. */
  Consumer<String, byte[]> listener(String purpose) {
    Map<String, Object> config = common(purpose);
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_uncommitted");
    config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, IDLE_FETCH_MS);
    return new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
  }

  /**
   * @param atMost records in one poll, strictly
   */
  ShareConsumer<String, byte[]> taker(String group, String purpose, int atMost) {
    Map<String, Object> config = common(purpose);
    config.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    config.put(ConsumerConfig.SHARE_ACKNOWLEDGEMENT_MODE_CONFIG, "explicit");
    config.put(ConsumerConfig.SHARE_ACQUIRE_MODE_CONFIG, "record_limit");
    config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, atMost);
    config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, SHARED_FETCH_MS);
    // A runner with all slots taken does not poll for hours; it is alive all the same.
    config.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, DAY_MS);
    return new KafkaShareConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
  }

  private Map<String, Object> common(String purpose) {
    Map<String, Object> config = new HashMap<>(passedThrough);
    config.put("bootstrap.servers", bootstrapServers);
    config.put("client.id", runner + "-" + purpose);
    return config;
  }
}
