package io.continuo.it.time;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.continuo.avro.dataset.DatasetLanded;
import io.continuo.engine.topology.family.DatasetFamily;
import io.continuo.event.DatasetEvent.DatasetCommandRejected;
import io.continuo.it.history.Life;
import io.continuo.it.process.Api;
import io.continuo.it.process.InThisProcess;
import io.continuo.wire.ConfluentSchemas;
import io.continuo.wire.Topics;
import io.continuo.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Other teams' programs tell of their data on the public topic, each in its own way. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LandingsIT {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String TOPIC = Topics.DEFAULT.landings();

  /** One key, so that all are read in the order in which they were written. */
  private static final String KEY = "any";

  private final InThisProcess continuo = new InThisProcess();
  private final Api api = continuo.api();
  private final WireFormat avro =
      new WireFormat(new ConfluentSchemas(List.of(continuo.registry()), Map.of()));
  private final Producer<String, byte[]> producer =
      new KafkaProducer<>(
          Map.of("bootstrap.servers", continuo.brokers()),
          new StringSerializer(),
          new ByteArraySerializer());

  LandingsIT() throws Exception {}

  @BeforeAll
  void registers() {
    String yaml =
        """
        namespace: landed
        name: report
        partitions: { grain: daily }
        consumes: [ { dataset: landed.orders } ]
        triggers: [ { landing: all } ]
        tasks: { a: { type: noop } }
        """;
    assertThat(api.register("workflows", "landed/report", yaml).status()).isEqualTo(201);
    Awaitility.await("the dataset knows its consumer")
        .atMost(SOON)
        .until(
            () -> api.get("/api/v1/datasets/landed.orders").json().path("consumers").size() == 1);
  }

  @AfterAll
  void stops() {
    producer.close();
    continuo.close();
  }

  @Test
  void aLandingIsTheSameInEachOfTheThreeFormsAndHoweverOftenItComes() throws Exception {
    List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      records.add(structured("landed.orders@2026-03-01", "s"));
      records.add(binary("landed.orders@2026-03-02", "b"));
      records.add(avro("landed.orders", "2026-03-03", "a"));
    }
    records.add(structured("landed.orders@2026-03-04", "x"));
    records.add(binary("landed.orders@2026-03-04", "x"));
    records.add(avro("landed.orders", "2026-03-04", "x"));
    Collections.shuffle(records, new Random(3));
    send(records);

    Awaitility.await("four days are reported")
        .atMost(SOON)
        .until(() -> reports("&status=succeeded").size() >= 4);
    // Whatever is written behind them has been read, so they have too.
    send(List.of(structured("landed.orders@2026-03-05", "last")));
    Awaitility.await("a fifth day").atMost(SOON).until(() -> reports("").size() >= 5);
    assertThat(reports(""))
        .extracting(execution -> execution.path("partition").asText() + execution.path("run"))
        .containsExactlyInAnyOrder(
            "2026-03-011", "2026-03-021", "2026-03-031", "2026-03-041", "2026-03-051");
    assertThat(api.items("/api/v1/datasets/landed.orders/partitions"))
        .allSatisfy(
            landed -> {
              assertThat(landed.path("landings").asInt()).as(landed::toString).isEqualTo(1);
              assertThat(landed.path("source").asText()).isEqualTo("elsewhere");
            });
    assertThat(post("landed.orders@2026-03-01", "s").status()).isEqualTo(200);
  }

  private List<JsonNode> reports(String more) {
    return api.items("/api/v1/executions?workflow=report&namespace=landed" + more);
  }

  @Test
  void whatCannotBeReadIsPutAsideAndCounted() throws Exception {
    long before = deadLetters();
    ProducerRecord<String, byte[]> otherType = binary("landed.garbage@2026-03-01", "1");
    otherType
        .headers()
        .remove("ce_type")
        .add("ce_type", "order.placed".getBytes(StandardCharsets.UTF_8));
    ProducerRecord<String, byte[]> noSubject = binary("landed.garbage@2026-03-01", "1");
    noSubject.headers().remove("ce_subject");
    send(
        List.of(
            new ProducerRecord<>(TOPIC, KEY, "no json".getBytes(StandardCharsets.UTF_8)),
            new ProducerRecord<>(TOPIC, KEY, new byte[0]),
            new ProducerRecord<>(TOPIC, KEY, new byte[] {0, 0x7f, 0, 0, 1, 2, 3}),
            new ProducerRecord<>(TOPIC, KEY, new byte[] {0, 0, 0, 0, 1, -1, -1, -1}),
            otherType,
            noSubject,
            structured("no name!@2026-03-01", "1")));
    Awaitility.await("dead letters are counted")
        .atMost(SOON)
        .untilAsserted(() -> assertThat(deadLetters() - before).isEqualTo(7));
    assertThat(api.get("/api/v1/datasets/landed.garbage").status()).isEqualTo(404);
    assertThat(api.get("/readyz").status()).isEqualTo(200);
  }

  private long deadLetters() {
    return api.get("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith("continuo_dead_letters_total{topic=\"" + TOPIC + "\"}"))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }

  @Test
  void aDatasetThatNobodyDeclaredIsTakenAndSeenWithoutProducers() throws Exception {
    send(List.of(structured("landed.nobodys@2026-W10", "1"), avro("landed.whole", null, "1")));
    for (String name : List.of("landed.nobodys", "landed.whole")) {
      Awaitility.await(name)
          .atMost(SOON)
          .until(() -> api.get("/api/v1/datasets/" + name).status() == 200);
      JsonNode dataset = api.get("/api/v1/datasets/" + name).json();
      assertThat(dataset.path("producers")).as(dataset::toString).isEmpty();
      assertThat(dataset.path("consumers")).isEmpty();
      assertThat(dataset.path("partitions").asInt()).isEqualTo(1);
    }
    assertThat(api.items("/api/v1/datasets/landed.nobodys/partitions"))
        .singleElement()
        .satisfies(landed -> assertThat(landed.path("partition").asText()).isEqualTo("2026-W10"));
  }

  @Test
  void aLabelThatDoesNotFitIsRefusedAndTheRefusalIsRecorded() throws Exception {
    send(List.of(structured("landed.fits@2026-03-01", "1")));
    Awaitility.await("it has landed")
        .atMost(SOON)
        .until(() -> api.get("/api/v1/datasets/landed.fits").status() == 200);
    send(List.of(binary("landed.fits@2026-03-02T05", "2")));
    Awaitility.await("the refusal is recorded")
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(
                        Life.read(continuo.brokers(), new DatasetFamily(Topics.DEFAULT))
                            .all(DatasetCommandRejected.class))
                    .anySatisfy(
                        rejected ->
                            assertThat(rejected.message())
                                .contains("landed.fits", "2026-03-02T05", "hourly", "daily")));
    Api.Reply refused = post("landed.fits@2026-03-02T05", "3");
    assertThat(refused.status()).as(refused::body).isEqualTo(422);
    assertThat(refused.body()).contains("2026-03-02T05", "/subject");
    assertThat(api.items("/api/v1/datasets/landed.fits/partitions")).hasSize(1);
  }

  private Api.Reply post(String subject, String id) {
    return api.post("/api/v1/landings", json(subject, id));
  }

  private static String json(String subject, String id) {
    return """
    {"specversion": "1.0", "type": "continuo.dataset.landed", "source": "elsewhere",
     "id": "%s", "subject": "%s", "data": {"uri": "gs://there"}}"""
        .formatted(id, subject);
  }

  private static ProducerRecord<String, byte[]> structured(String subject, String id) {
    return new ProducerRecord<>(TOPIC, KEY, json(subject, id).getBytes(StandardCharsets.UTF_8));
  }

  private static ProducerRecord<String, byte[]> binary(String subject, String id) {
    ProducerRecord<String, byte[]> entry =
        new ProducerRecord<>(
            TOPIC, KEY, "{\"uri\": \"gs://there\"}".getBytes(StandardCharsets.UTF_8));
    Map.of(
            "ce_specversion", "1.0",
            "ce_type", "continuo.dataset.landed",
            "ce_source", "elsewhere",
            "ce_id", id,
            "ce_subject", subject)
        .forEach(
            (name, value) -> entry.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    return entry;
  }

  private ProducerRecord<String, byte[]> avro(
      String dataset, @Nullable String partition, String id) {
    DatasetLanded landed =
        DatasetLanded.newBuilder()
            .setDataset(dataset)
            .setPartition(partition)
            .setId(id)
            .setSource("elsewhere")
            .setUri("gs://there")
            .build();
    return new ProducerRecord<>(TOPIC, KEY, avro.write(landed));
  }

  private void send(List<ProducerRecord<String, byte[]>> records) throws Exception {
    for (ProducerRecord<String, byte[]> entry : records) {
      producer.send(entry).get();
    }
  }
}
