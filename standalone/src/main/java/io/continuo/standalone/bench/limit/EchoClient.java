package io.continuo.standalone.bench.limit;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Hands what comes out of the topology to the chains, on a thread of its own. */
final class EchoClient implements AutoCloseable {

  static final String GROUP = "limit-echo";

  /** A fetch that finds only a transaction marker is not repeated before the poll's time-out. */
  private static final Duration POLL = Duration.ofMillis(5);

  private final Thread thread;
  private volatile boolean running = true;

  private EchoClient(Loop loop) {
    this.thread = new Thread(() -> loop.run(this), "echo");
  }

  private interface Loop {
    void run(EchoClient client);
  }

  /** As a runner does it: one member of a share group. */
  static EchoClient shared(LimitSettings settings, String bootstrap, Chains chains) {
    return started(
        new EchoClient(
            client -> {
              var bytes = new ByteArrayDeserializer();
              try (var consumer =
                  new KafkaShareConsumer<>(
                      settings.shareConsumer(bootstrap, GROUP), bytes, bytes)) {
                consumer.subscribe(List.of(BareTopology.OUT));
                while (client.running) {
                  for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    chains.step(record.key());
                    consumer.acknowledge(record, AcknowledgeType.ACCEPT);
                  }
                  consumer.commitAsync(); // left to the next fetch, they stall now and then
                }
              }
            }));
  }

  /** For comparison: a plain consumer of all partitions. */
  static EchoClient plain(LimitSettings settings, String bootstrap, Chains chains) {
    return started(
        new EchoClient(
            client -> {
              var bytes = new ByteArrayDeserializer();
              try (var consumer =
                  new KafkaConsumer<>(settings.plainConsumer(bootstrap), bytes, bytes)) {
                var partitions =
                    IntStream.range(0, settings.partitions())
                        .mapToObj(p -> new TopicPartition(BareTopology.OUT, p))
                        .toList();
                consumer.assign(partitions);
                consumer.seekToEnd(partitions);
                partitions.forEach(consumer::position);
                while (client.running) {
                  consumer.poll(POLL).forEach(record -> chains.step(record.key()));
                }
              }
            }));
  }

  private static EchoClient started(EchoClient client) {
    client.thread.start();
    return client;
  }

  @Override
  public void close() {
    running = false;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
