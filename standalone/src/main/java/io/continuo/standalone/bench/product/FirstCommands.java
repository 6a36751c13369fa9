package io.continuo.standalone.bench.product;

import io.continuo.dispatch.Lane;
import io.continuo.standalone.bench.Latencies;
import io.continuo.wire.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** When the first ready-task command of each execution came to be on its queue. */
final class FirstCommands implements AutoCloseable {
  private final KafkaConsumer<String, byte[]> consumer;
  private final Map<String, Long> first = new HashMap<>();

  FirstCommands(ProductRig rig) {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", rig.bootstrapServers(), "isolation.level", "read_uncommitted");
    consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    List<TopicPartition> all =
        consumer.partitionsFor(Topics.DEFAULT.tasks("default", Lane.LIVE)).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(all);
    consumer.seekToEnd(all);
    all.forEach(consumer::position);
  }

  /** How long after this moment, for all executions that were seen; once all is over. */
  Latencies since(Instant due) {
    readAll();
    Latencies latencies = new Latencies();
    first.values().forEach(at -> record(latencies, at - due.toEpochMilli()));
    return latencies;
  }

  /** How long after the moment at which each was asked for, in milliseconds of the epoch. */
  Latencies since(Map<String, Long> asked) throws InterruptedException {
    while (!first.keySet().containsAll(asked.keySet())) {
      readAll();
      Thread.sleep(10);
    }
    Latencies latencies = new Latencies();
    asked.forEach(
        (execution, at) -> record(latencies, Objects.requireNonNull(first.get(execution)) - at));
    return latencies;
  }

  private static void record(Latencies latencies, long millis) {
    latencies.record(Duration.ofMillis(millis).toNanos());
  }

  private void readAll() {
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      for (ConsumerRecord<String, byte[]> command : consumer.poll(Duration.ofMillis(100))) {
        String execution = command.key().substring(0, command.key().indexOf('/'));
        first.putIfAbsent(execution, command.timestamp());
      }
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
