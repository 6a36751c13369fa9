package io.continuo.standalone.bench.limit;

import io.continuo.standalone.broker.BrokerConfig;
import io.continuo.standalone.broker.EmbeddedBroker;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A fresh broker with the bare topology running on it, and a producer for the answers. */
final class Rig implements AutoCloseable {

  private final LimitSettings settings;
  private final EmbeddedBroker broker;
  private final BareTopology topology;
  private final Producer<byte[], byte[]> answers;

  private Rig(LimitSettings settings, EmbeddedBroker broker, BareTopology topology) {
    this.settings = settings;
    this.broker = broker;
    this.topology = topology;
    this.answers =
        new KafkaProducer<>(
            settings.answers(broker.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  static Rig start(LimitSettings settings) throws Exception {
    EmbeddedBroker broker = EmbeddedBroker.start(BrokerConfig.ephemeral());
    createTopics(settings, broker.bootstrapServers());
    Path state = broker.folder().resolveSibling(broker.folder().getFileName() + "-state");
    return new Rig(
        settings, broker, BareTopology.start(settings, broker.bootstrapServers(), state));
  }

  /** Chains that have not started yet. */
  Chains chains(int count) {
    return new Chains(answers, count);
  }

  /** Starts the readers and returns when they had time to join. */
  Readers read(Reader reader, Chains chains) throws InterruptedException {
    String bootstrap = broker.bootstrapServers();
    Readers readers =
        switch (reader) {
          case SHARE_GROUP ->
              new Readers(
                  IntStream.range(0, settings.echoClients())
                      .mapToObj(_ -> EchoClient.shared(settings, bootstrap, chains))
                      .toList());
          case CONSUMER -> new Readers(List.of(EchoClient.plain(settings, bootstrap, chains)));
        };
    Thread.sleep(1_000);
    return readers;
  }

  record Readers(List<EchoClient> clients) implements AutoCloseable {
    @Override
    public void close() {
      clients.forEach(EchoClient::close);
    }
  }

  private static void createTopics(LimitSettings settings, String bootstrap) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      admin
          .createTopics(
              List.of(
                  new NewTopic(BareTopology.IN, settings.partitions(), (short) 1),
                  new NewTopic(BareTopology.OUT, settings.partitions(), (short) 1)))
          .all()
          .get();
      List<AlterConfigOp> group =
          List.of(
              set("share.auto.offset.reset", "earliest"),
              set("share.isolation.level", "read_uncommitted"));
      var share = new ConfigResource(ConfigResource.Type.GROUP, EchoClient.GROUP);
      admin.incrementalAlterConfigs(Map.of(share, group)).all().get();
    }
  }

  private static AlterConfigOp set(String key, String value) {
    return new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET);
  }

  @Override
  public void close() {
    answers.close();
    topology.close();
    broker.close();
  }
}
