package io.continuo.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;

/**
 * Kafka's own clients for Kafka Streams, but for producers that keep commands out of transactions.
 *
 * @param commandTopics the topics that take commands
 */
record EngineClients(Set<String> commandTopics) implements KafkaClientSupplier {

  @Override
  public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
    Map<String, Object> plain = new HashMap<>(config);
    plain.remove(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
    plain.remove(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG);
    plain.put(ProducerConfig.CLIENT_ID_CONFIG, config.get("client.id") + "-commands");
    plain.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    plain.put(ProducerConfig.ACKS_CONFIG, "all");
    return new CommandProducer(producer(config), producer(plain), commandTopics::contains);
  }

  private static Producer<byte[], byte[]> producer(Map<String, Object> config) {
    return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
  }

  @Override
  public Admin getAdmin(Map<String, Object> config) {
    return Admin.create(config);
  }

  @Override
  public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
    return consumer(config);
  }

  @Override
  public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
    return consumer(config);
  }

  @Override
  public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
    return consumer(config);
  }

  private static Consumer<byte[], byte[]> consumer(Map<String, Object> config) {
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
