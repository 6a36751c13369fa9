package io.continuo.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.continuo.standalone.broker.BrokerConfig;
import io.continuo.standalone.broker.EmbeddedBroker;
import io.continuo.wire.ConfluentSchemas;
import io.continuo.wire.TopicAdmin;
import io.continuo.wire.TopicPlan;
import io.continuo.wire.Topics;
import io.continuo.wire.WireFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A gateway on a real Kafka, with an engine that answers. */
final class RunningGateway {
  static final Topics TOPICS = Topics.DEFAULT;
  private static final int PARTITIONS = 2;

  private final EmbeddedBroker broker;
  private final Gateway gateway;
  private final FakeEngine engine;
  private final Http http;

  private RunningGateway(EmbeddedBroker broker, Gateway gateway) {
    this.broker = broker;
    this.gateway = gateway;
    this.engine = new FakeEngine(broker.bootstrapServers(), TOPICS, format(), PARTITIONS);
    this.http = new Http(gateway.port());
  }

  /** Starts everything and waits until it is ready. */
  static RunningGateway start(Path data, Map<String, String> settings) throws Exception {
    EmbeddedBroker broker = EmbeddedBroker.start(BrokerConfig.ephemeral());
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      new TopicAdmin(admin).apply(new TopicPlan(TOPICS, List.of("default"), PARTITIONS, (short) 1));
    }
    RunningGateway running = new RunningGateway(broker, another(broker, data, settings));
    await().untilAsserted(() -> assertThat(running.http.get("/readyz").status()).isEqualTo(200));
    return running;
  }

  private static Gateway another(EmbeddedBroker broker, Path data, Map<String, String> settings)
      throws IOException {
    Map<String, String> all = new HashMap<>(settings);
    all.put("http.port", "0");
    all.put("bootstrap.servers", broker.bootstrapServers());
    all.put("data.folder", data.toString());
    return Gateway.start(GatewayConfig.from(all));
  }

  /** Another gateway on the same Kafka. */
  Gateway another(Path data) throws IOException {
    return another(broker, data, Map.of());
  }

  Http http() {
    return http;
  }

  Gateway gateway() {
    return gateway;
  }

  String bootstrapServers() {
    return broker.bootstrapServers();
  }

  WireFormat format() {
    return new WireFormat(
        new ConfluentSchemas(
            List.of("http://127.0.0.1:" + gateway.port() + "/registry"), Map.of()));
  }

  OpenApi openApi() {
    return new OpenApi(http.get("/openapi.json").json());
  }

  /** Registers a workflow, which must be accepted. */
  void register(String name, String yaml) {
    Http.Answer answer = put(name, yaml);
    assertThat(answer.status()).as(answer.body()).isIn(200, 201);
  }

  Http.Answer put(String name, String yaml) {
    return http.send(
        "PUT",
        "/api/v1/namespaces/finance/workflows/" + name,
        yaml,
        "Content-Type",
        "application/yaml");
  }

  /** Writes a record to any topic. */
  void write(String topic, String key, byte[] value) {
    try (var producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      var _ = producer.send(new ProducerRecord<>(topic, key, value));
    }
  }

  void write(String topic, String key, String value) {
    write(topic, key, value.getBytes(StandardCharsets.UTF_8));
  }

  void stop() throws Exception {
    http.close();
    engine.close();
    gateway.close();
    broker.close();
  }
}
