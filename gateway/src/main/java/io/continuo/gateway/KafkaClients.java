package io.continuo.gateway;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Makes the Kafka clients of a gateway: what its user configured first, what correctness needs
 * last.
 */
final class KafkaClients {
  /** Records of one poll, and so of one transaction of the read model. */
  private static final int BATCH = 2_000;

  /** Records of one poll, that are heard again after a crash. */
  private static final int SHARED_BATCH = 500;

  /** A topic of others that is made, or grows, is noticed so soon. */
  private static final int NOTICE_MS = 10_000;

  /**
   * A record ends a fetch at once; without one it waits at the broker. Each costs a machine that
   * does nothing else about a millisecond, so they are few.
   */
  private static final int IDLE_FETCH_MS = 5_000;

  /** Of a member of a group, whose goodbye waits for its fetch. */
  private static final int SHARED_FETCH_MS = 1_000;

  private final Map<String, Object> common;

  KafkaClients(GatewayConfig config) {
    Map<String, Object> settings = new HashMap<>(config.kafka());
    settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, config.bootstrapServers());
    this.common = Map.copyOf(settings);
  }

  Map<String, Object> common() {
    return common;
  }

  Supplier<Consumer<byte[], byte[]>> consumers(String name, String isolation) {
    Map<String, Object> settings = consuming(name, isolation);
    return () ->
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private Map<String, Object> consuming(String name, String isolation) {
    Map<String, Object> settings = new HashMap<>(common);
    settings.put(CommonClientConfigs.CLIENT_ID_CONFIG, "continuo-gateway-" + name);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, BATCH);
    settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, IDLE_FETCH_MS);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    return settings;
  }

  /** Consumers of a group that all gateways share. */
  Supplier<Consumer<byte[], byte[]>> sharing(String group, String name) {
    Map<String, Object> settings = new HashMap<>(consuming(name, "read_committed"));
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, SHARED_BATCH);
    settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, SHARED_FETCH_MS);
    settings.put(CommonClientConfigs.METADATA_MAX_AGE_CONFIG, NOTICE_MS);
    return () ->
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** For questions about topics. */
  Admin admin() {
    Map<String, Object> settings = new HashMap<>(common);
    settings.put(CommonClientConfigs.CLIENT_ID_CONFIG, "continuo-gateway-admin");
    return Admin.create(settings);
  }

  /** A producer of commands: durable, idempotent, without a transaction. */
  Producer<String, byte[]> producer() {
    Map<String, Object> settings = new HashMap<>(common);
    settings.put(CommonClientConfigs.CLIENT_ID_CONFIG, "continuo-gateway-commands");
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
  }
}
