package io.continuo.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.dispatch.Lane;
import io.continuo.it.history.TopicReader;
import io.continuo.it.process.InThisProcess;
import io.continuo.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * Somebody writes nonsense to our topics: it is put aside with the reason, and all else goes on.
 */
class GarbageIT {
  private static final Topics TOPICS = Topics.DEFAULT;
  private static final List<String> READ_BY_ENGINE =
      Stream.concat(TOPICS.commands().stream(), Stream.of(TOPICS.landings())).toList();
  private static final List<String> READ_BY_RUNNER =
      List.of(
          TOPICS.tasks("default", Lane.LIVE),
          TOPICS.tasks("default", Lane.BACKFILL),
          TOPICS.runnerControl());
  private static final List<String> READ_BY_GATEWAY =
      List.of(
          TOPICS.workflowEvents(),
          TOPICS.executionEvents(),
          TOPICS.runnerEvents(),
          TOPICS.datasetEvents(),
          TOPICS.backfillEvents(),
          TOPICS.limitEvents(),
          TOPICS.namespaceEvents(),
          TOPICS.logs());

  /** As the key: what is said to another runner is nobody's business here. */
  private static final String RUNNER = "dev";

  /**
   * No Avro at all; nothing; a schema id that nobody gave; a known id with bytes that do not fit.
   */
  private static final List<byte[]> GARBAGE =
      List.of(
          "not avro".getBytes(StandardCharsets.UTF_8),
          new byte[0],
          new byte[] {0, 0x7f, 0, 0, 1, 2, 3},
          new byte[] {0, 0, 0, 0, 1, (byte) 0xff, (byte) 0xff, (byte) 0xff});

  @Test
  void garbageOnEveryTopicBecomesDeadLettersAndDisturbsNothing() throws Exception {
    try (InThisProcess continuo = new InThisProcess()) {
      List<String> topics = new ArrayList<>(READ_BY_ENGINE);
      topics.addAll(READ_BY_RUNNER);
      topics.addAll(READ_BY_GATEWAY);
      write(continuo.brokers(), topics);

      var execution =
          continuo.run(
              "garbage/after",
              "tasks: { a: { type: noop }, b: { type: process, after: [a], command: [echo, hello] } }");
      assertThat(execution.path("status").asText()).isEqualTo("succeeded");
      String logs =
          "/api/v1/executions/" + execution.path("id").asText() + "/tasks/b/attempts/1/logs";
      Awaitility.await("logs come through")
          .atMost(Duration.ofSeconds(20))
          .until(() -> continuo.api().get(logs).body().contains("hello"));

      Awaitility.await("dead letters")
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () ->
                  assertThat(letters(continuo.brokers()))
                      .allSatisfy((topic, count) -> assertThat(count).isEqualTo(GARBAGE.size()))
                      .containsKeys(topics.toArray(String[]::new)));
      Awaitility.await("counted")
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () ->
                  assertThat(continuo.api().get("/metrics").body())
                      .contains(
                          topics.stream()
                              .map(
                                  topic ->
                                      "continuo_dead_letters_total{topic=\"%s\"} %.1f"
                                          .formatted(topic, (double) GARBAGE.size()))
                              .toArray(String[]::new)));
      assertThat(continuo.api().get("/readyz").status()).isEqualTo(200);
    }
  }

  private static void write(String brokers, List<String> topics) throws Exception {
    Map<String, Object> settings = Map.of("bootstrap.servers", brokers);
    try (var producer =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
      for (String topic : topics) {
        for (byte[] bytes : GARBAGE) {
          producer.send(new ProducerRecord<>(topic, RUNNER, bytes)).get();
        }
      }
    }
  }

  /** Dead letters by the topic that they came from; each says why it is one. */
  private static Map<String, Integer> letters(String brokers) {
    List<ConsumerRecord<String, byte[]>> letters =
        TopicReader.readAll(brokers, TOPICS.deadLetters());
    assertThat(letters).allSatisfy(letter -> assertThat(header(letter, "reason")).isNotBlank());
    return letters.stream()
        .collect(Collectors.toMap(letter -> header(letter, "topic"), _ -> 1, Integer::sum));
  }

  private static String header(ConsumerRecord<String, byte[]> letter, String name) {
    return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }
}
