package io.continuo.standalone.broker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;

/** What a test says to a broker, one sentence a method. */
final class BrokerClient implements AutoCloseable {

  private final String bootstrap;
  private final Admin admin;

  BrokerClient(EmbeddedBroker broker) {
    this.bootstrap = broker.bootstrapServers();
    this.admin = Admin.create(Map.of("bootstrap.servers", bootstrap));
  }

  void createTopic(String topic) throws Exception {
    admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
  }

  Set<String> topics() throws Exception {
    return admin.listTopics().names().get();
  }

  Map<String, Short> finalisedFeatures() throws Exception {
    Map<String, Short> levels = new HashMap<>();
    admin
        .describeFeatures()
        .featureMetadata()
        .get()
        .finalizedFeatures()
        .forEach((name, range) -> levels.put(name, range.maxVersionLevel()));
    return levels;
  }

  void write(String topic, String value) throws Exception {
    try (var producer = producer(Map.of("max.block.ms", "1000"))) {
      producer.send(new ProducerRecord<>(topic, value)).get();
    }
  }

  void writeInTransaction(String topic, String value) {
    try (var producer = producer(Map.of("transactional.id", "writer"))) {
      producer.initTransactions();
      producer.beginTransaction();
      var _ = producer.send(new ProducerRecord<>(topic, value));
      producer.commitTransaction();
    }
  }

  List<String> readCommitted(String topic, int count) {
    Map<String, Object> config = reading(Map.of("isolation.level", "read_committed"));
    List<String> values = new ArrayList<>();
    try (var consumer = new KafkaConsumer<String, String>(config)) {
      TopicPartition partition = new TopicPartition(topic, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      Awaitility.await()
          .until(
              () -> {
                consumer.poll(Duration.ofMillis(100)).forEach(r -> values.add(r.value()));
                return values.size() >= count;
              });
    }
    return values;
  }

  void startShareGroupsAtEarliest(String group) throws Exception {
    Collection<AlterConfigOp> earliest =
        List.of(
            new AlterConfigOp(
                new ConfigEntry("share.auto.offset.reset", "earliest"), AlterConfigOp.OpType.SET));
    admin
        .incrementalAlterConfigs(
            Map.of(new ConfigResource(ConfigResource.Type.GROUP, group), earliest))
        .all()
        .get();
  }

  String takeOneFromShareGroup(String group, String topic) {
    Map<String, Object> config = reading(Map.of("group.id", group));
    List<String> values = new ArrayList<>();
    try (var consumer = new KafkaShareConsumer<String, String>(config)) {
      consumer.subscribe(List.of(topic));
      Awaitility.await()
          .until(
              () -> {
                for (ConsumerRecord<String, String> r : consumer.poll(Duration.ofMillis(100))) {
                  values.add(r.value());
                }
                return !values.isEmpty();
              });
    }
    return values.getFirst();
  }

  private KafkaProducer<String, String> producer(Map<String, Object> more) {
    Map<String, Object> config = new HashMap<>(more);
    config.put("bootstrap.servers", bootstrap);
    return new KafkaProducer<>(config, new StringSerializer(), new StringSerializer());
  }

  private Map<String, Object> reading(Map<String, Object> more) {
    Map<String, Object> config = new HashMap<>(more);
    config.put("bootstrap.servers", bootstrap);
    config.put("key.deserializer", StringDeserializer.class);
    config.put("value.deserializer", StringDeserializer.class);
    return config;
  }

  @Override
  public void close() {
    admin.close();
  }
}
