package io.continuo.it.time;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.continuo.engine.topology.family.WorkflowFamily;
import io.continuo.event.WorkflowEvent;
import io.continuo.it.history.Life;
import io.continuo.it.history.TopicReader;
import io.continuo.it.process.Api;
import io.continuo.it.process.InThisProcess;
import io.continuo.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Other executions, a shop's webhook and a topic start workflows, once for each thing told. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TriggersIT {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String NOOP = "tasks: { a: { type: noop } }\n";

  private final InThisProcess continuo = new InThisProcess();
  private final Api api = continuo.api();
  private final Producer<String, byte[]> producer =
      new KafkaProducer<>(
          Map.of("bootstrap.servers", continuo.brokers()),
          new StringSerializer(),
          new ByteArraySerializer());

  TriggersIT() throws Exception {}

  @AfterAll
  void stops() {
    producer.close();
    continuo.close();
  }

  @Test
  void eachEndOfAnExecutionStartsThoseThatWaitForThatEndOnce() throws Exception {
    continuo.register(
        "chain/up",
        "inputs: { code: { type: string, default: '0' } }\n"
            + "tasks: { a: { type: process, command: [sh, -c, 'exit ${inputs.code}'] } }");
    List<String> ends = List.of("succeeded", "failed", "finished");
    ends.forEach(
        end ->
            continuo.register(
                "chain/on-" + end,
                "triggers: [ { execution: { workflow: chain/up, on: " + end + " } } ]\n" + NOOP));
    Awaitility.await("all are told of the ends")
        .atMost(SOON)
        .until(() -> workflows().all(WorkflowEvent.FollowerAdded.class).count() == 3);

    String good = continuo.trigger("chain/up", "good");
    String path = "/api/v1/namespaces/chain/workflows/up/executions";
    String bad = api.post(path, "{\"inputs\": {\"code\": \"1\"}}").json().path("id").asText();
    assertThat(continuo.awaitEnd(bad).path("status").asText()).isEqualTo("failed");
    assertThat(continuo.awaitEnd(good).path("status").asText()).isEqualTo("succeeded");
    assertStartedBy("chain/on-succeeded", good);
    assertStartedBy("chain/on-failed", bad);
    assertStartedBy("chain/on-finished", good, bad);

    repeatCommands();
    String last = continuo.trigger("chain/up", "last");
    assertStartedBy("chain/on-succeeded", good, last);
    assertStartedBy("chain/on-finished", good, bad, last);
    assertStartedBy("chain/on-failed", bad);
  }

  /** By exactly these, each once. */
  private void assertStartedBy(String workflow, String... origins) {
    Awaitility.await(workflow + " is started")
        .atMost(SOON)
        .until(() -> continuo.executions(workflow, "&status=succeeded").size() >= origins.length);
    assertThat(continuo.executions(workflow, ""))
        .allSatisfy(e -> assertThat(e.at("/trigger/kind").asText()).isEqualTo("execution"))
        .extracting(e -> e.at("/trigger/origin").asText())
        .containsExactlyInAnyOrder(origins);
  }

  @Test
  void aSignedEventStartsItsWorkflowOnceAndAnUnsignedOneNever() throws Exception {
    continuo.register(
        "shop/orders",
        """
        inputs: { order: string }
        triggers:
          - webhook: { eventType: order.placed, secret: shop/webhook, inputs: { order: "string(data.number)" } }
        """
            + NOOP);
    String body =
        """
        {"specversion": "1.0", "id": "e1", "source": "shop", "type": "order.placed",
         "data": {"number": 7}}""";
    assertThat(hook(body).status()).isEqualTo(401);
    assertThat(hook(body, "X-Continuo-Signature", sign(body, "shout")).status()).isEqualTo(401);
    String changed = body.replace("7", "8");
    assertThat(hook(changed, "X-Continuo-Signature", sign(body, "whisper")).status())
        .isEqualTo(401);
    assertThat(continuo.executions("shop/orders", "")).isEmpty();

    Api.Reply started = hook(body, "X-Continuo-Signature", sign(body, "whisper"));
    assertThat(started.status()).as(started::body).isEqualTo(202);
    assertThat(started.json().path("status").asText()).isEqualTo("started");
    Api.Reply again = hook(body, "X-Continuo-Signature", sign(body, "whisper"));
    assertThat(again.status()).as(again::body).isEqualTo(202);
    assertThat(again.json().path("status").asText()).isEqualTo("repeated");
    repeatCommands();
    continuo.awaitEnd(barrier("shop/orders", "{\"order\": \"barrier\"}"));
    assertThat(continuo.executions("shop/orders", ""))
        .extracting(execution -> execution.at("/inputs/order").asText())
        .containsExactlyInAnyOrder("7", "barrier");
  }

  private Api.Reply hook(String body, String... headers) {
    return api.post("/api/v1/namespaces/shop/workflows/orders/webhook", body, headers);
  }

  private static String sign(String body, String secret) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    byte[] sum = mac.doFinal(body.getBytes(StandardCharsets.UTF_8));
    return "sha256=" + HexFormat.of().formatHex(sum);
  }

  @Test
  void anEventThatComesWhileThereIsNoRoomIsAnsweredAsSkipped() throws Exception {
    continuo.register(
        "shop/slow",
        """
        overlap: { policy: skip, max: 1 }
        triggers: [ { webhook: { eventType: order.placed } } ]
        tasks: { a: { type: process, command: [sleep, '2'] } }
        """);
    String path = "/api/v1/namespaces/shop/workflows/slow/webhook";
    String event =
        "{\"specversion\": \"1.0\", \"id\": \"%s\", \"source\": \"shop\", \"type\": \"order.placed\"}";
    assertThat(api.post(path, event.formatted("1")).json().path("status").asText())
        .isEqualTo("started");
    Api.Reply second = api.post(path, event.formatted("2"));
    assertThat(second.json().path("status").asText()).as(second::body).isEqualTo("skipped");
    String execution = second.json().path("execution").asText();
    assertThat(continuo.awaitEnd(execution).path("status").asText()).isEqualTo("skipped");
  }

  @Test
  void aRecordThatPassesTheFilterStartsTheWorkflowWithWhatItSays() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", continuo.brokers()))) {
      admin.createTopics(List.of(new NewTopic("orders", 2, (short) 1))).all().get();
    }
    continuo.register(
        "shop/large",
        """
        inputs: { id: string, shop: string }
        triggers:
          - kafka:
              topic: orders
              filter: "value.total > 100 && key != 'test'"
              inputs: { id: "string(value.id)", shop: "headers.shop" }
        """
            + NOOP);
    order("a", "{\"id\": 1, \"total\": 5}");
    order("a", "{\"id\": 2, \"total\": 500}");
    order("test", "{\"id\": 3, \"total\": 500}");
    order("b", "{\"id\": 4, \"total\": 101.5}");
    order("b", "no json");
    Awaitility.await("two large orders")
        .atMost(SOON)
        .until(() -> continuo.executions("shop/large", "&status=succeeded").size() >= 2);
    repeatCommands();
    continuo.awaitEnd(barrier("shop/large", "{\"id\": \"barrier\", \"shop\": \"none\"}"));
    assertThat(continuo.executions("shop/large", ""))
        .extracting(e -> e.at("/inputs/id").asText() + e.at("/inputs/shop").asText())
        .containsExactlyInAnyOrder("2north", "4north", "barriernone");
    Awaitility.await("nonsense is put aside")
        .atMost(SOON)
        .until(
            () ->
                TopicReader.readAll(continuo.brokers(), Topics.DEFAULT.deadLetters()).stream()
                    .anyMatch(
                        letter ->
                            new String(letter.value(), StandardCharsets.UTF_8).equals("no json")));
  }

  private void order(String key, String json) throws Exception {
    ProducerRecord<String, byte[]> entry =
        new ProducerRecord<>("orders", key, json.getBytes(StandardCharsets.UTF_8));
    entry.headers().add("shop", "north".getBytes(StandardCharsets.UTF_8));
    producer.send(entry).get();
  }

  /** Everything that workflows were ever told comes again, as after a crash of whoever told it. */
  private void repeatCommands() throws Exception {
    String topic = Topics.DEFAULT.workflowCommands();
    for (ConsumerRecord<String, byte[]> entry : TopicReader.readAll(continuo.brokers(), topic)) {
      producer
          .send(
              new ProducerRecord<>(
                  topic, entry.partition(), entry.key(), entry.value(), entry.headers()))
          .get();
    }
  }

  /** An execution behind all that the workflow was told before. */
  private String barrier(String workflow, String inputs) {
    String path = "/api/v1/namespaces/" + workflow.replace("/", "/workflows/") + "/executions";
    JsonNode created = api.post(path, "{\"inputs\": " + inputs + "}").json();
    return created.path("id").asText();
  }

  private Life<?, WorkflowEvent> workflows() {
    return Life.read(continuo.brokers(), new WorkflowFamily(Topics.DEFAULT, Set.of("default")));
  }
}
