package io.continuo.engine;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
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
 * @param takesCommands whether a topic of that name takes commands
 * @param stillness hears of transactions
 */
record EngineClients(Predicate<String> takesCommands, Stillness stillness)
    implements KafkaClientSupplier {

  @Override
  public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
    Map<String, Object> plain = new HashMap<>(config);
    plain.remove(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
    plain.remove(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG);
    plain.put(ProducerConfig.CLIENT_ID_CONFIG, config.get("client.id") + "-commands");
    plain.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    plain.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    plain.put(ProducerConfig.ACKS_CONFIG, "all");
    return new CommandProducer(
        producer(config), producer(plain), takesCommands, stillness.transactions());
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
    return new Listener(config);
  }

  /** In no group: it has no reason to look up before a record comes, and nobody misses it. */
  private static final class Listener extends KafkaConsumer<byte[], byte[]> {
    Listener(Map<String, Object> config) {
      super(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration asked) {
      return super.poll(
          asked.isZero() || asked.compareTo(Stillness.LONGEST) > 0 ? asked : Stillness.LONGEST);
    }

    @Override
    public void close() {
      close(CloseOptions.timeout(Duration.ZERO));
    }
  }

  private static Consumer<byte[], byte[]> consumer(Map<String, Object> config) {
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
