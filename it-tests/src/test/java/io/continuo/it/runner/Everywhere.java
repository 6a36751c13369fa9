package io.continuo.it.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Looks for what must not be anywhere, and for something that must be, to know that it looks. */
final class Everywhere {
  private static final Duration POLL = Duration.ofMillis(200);

  private final String open;
  private final Set<String> hidden = new LinkedHashSet<>();
  private final List<String> leaks = new ArrayList<>();
  private final Set<String> seen = new LinkedHashSet<>();

  /**
   * @param open what is to be found
   * @param hidden what is not, nor its base64
   */
  Everywhere(String open, String... hidden) {
    this.open = open;
    for (String one : hidden) {
      this.hidden.add(one);
      byte[] bytes = one.getBytes(StandardCharsets.UTF_8);
      this.hidden.add(
          Base64.getEncoder().withoutPadding().encodeToString(bytes).replaceFirst(".$", ""));
    }
  }

  void look(String where, byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    if (text.contains(open)) {
      seen.add(where);
    }
    for (String one : hidden) {
      int at = text.indexOf(one);
      if (at >= 0) {
        String around = text.substring(Math.max(0, at - 60), Math.min(text.length(), at + 80));
        leaks.add(where + ": '" + one + "' in ..." + around.replaceAll("[^ -~]", "."));
      }
    }
  }

  /** All that ever was written to any topic, committed or not, and is still there. */
  void lookAtTopics(String brokers) throws ExecutionException, InterruptedException {
    Map<String, Object> settings = Map.of("bootstrap.servers", brokers);
    try (Admin admin = Admin.create(settings);
        var consumer =
            new KafkaConsumer<>(
                settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      Set<String> topics =
          admin.listTopics(new ListTopicsOptions().listInternal(true)).names().get();
      assertThat(topics).contains("continuo.logs");
      List<TopicPartition> partitions =
          topics.stream()
              .flatMap(topic -> consumer.partitionsFor(topic).stream())
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        consumer.poll(POLL).forEach(this::look);
      }
    }
  }

  private void look(ConsumerRecord<byte[], byte[]> record) {
    String where = "topic " + record.topic();
    if (record.key() != null) {
      look(where, record.key());
    }
    if (record.value() != null) {
      look(where, record.value());
    }
    record.headers().forEach(header -> look(where, header.value()));
  }

  /**
   * Nothing was found that must not be.
   *
   * @param places where what must be was found
   */
  void verify(List<String> places) {
    assertThat(leaks).isEmpty();
    assertThat(places)
        .allSatisfy(
            place -> assertThat(seen).anySatisfy(where -> assertThat(where).startsWith(place)));
  }
}
