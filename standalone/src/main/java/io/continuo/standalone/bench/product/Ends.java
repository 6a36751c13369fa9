package io.continuo.standalone.bench.product;

import io.continuo.event.ExecutionEvent.ExecutionEnded;
import io.continuo.event.ExecutionEvent.ExecutionStarted;
import io.continuo.event.Recorded;
import io.continuo.wire.ConfluentSchemas;
import io.continuo.wire.Schemas;
import io.continuo.wire.Topics;
import io.continuo.wire.WireFormat;
import io.continuo.wire.codec.ExecutionEventCodec;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.avro.Schema;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Tells when executions end, from their events. Only first and last events are decoded, the rest
 * are counted.
 */
final class Ends implements AutoCloseable {

  /**
   * One execution, dated by the broker.
   *
   * @param started when its start command was appended
   * @param ended when its last report was appended
   */
  record Run(Instant started, Instant ended) {
    Duration time() {
      return Duration.between(started, ended);
    }
  }

  private static final Set<String> WANTED = Set.of("ExecutionStarted", "ExecutionEnded");

  private final KafkaConsumer<String, byte[]> consumer;
  private final WireFormat format;
  private final Set<Integer> wantedIds = new HashSet<>();
  private final Map<String, Instant> started = new HashMap<>();
  private final Map<String, CompletableFuture<Run>> waiting = new ConcurrentHashMap<>();
  private final AtomicLong events = new AtomicLong();
  private final AtomicLong ended = new AtomicLong();
  private final Thread reader = new Thread(this::read, "bench-ends");
  private volatile boolean closed;

  Ends(String bootstrapServers, URI gateway) {
    ConfluentSchemas schemas = new ConfluentSchemas(List.of(gateway + "/registry"), Map.of());
    format = new WireFormat(schemas);
    for (Schema schema : Schemas.writtenByEngine()) {
      if (WANTED.contains(schema.getName())) {
        wantedIds.add(schemas.idOf(schema));
      }
    }
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            bootstrapServers,
            "auto.offset.reset",
            "latest",
            "isolation.level",
            "read_uncommitted");
    consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    List<TopicPartition> all =
        consumer.partitionsFor(Topics.DEFAULT.executionEvents()).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(all);
    consumer.seekToEnd(all);
    all.forEach(consumer::position);
    reader.start();
  }

  /** Completes when the execution has ended, also if that was before the call. */
  CompletableFuture<Run> of(String execution) {
    return waiting.computeIfAbsent(execution, id -> new CompletableFuture<>());
  }

  /** Events of executions seen so far. */
  long events() {
    return events.get();
  }

  private void read() {
    ExecutionEventCodec codec = new ExecutionEventCodec();
    while (!closed) {
      for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(20))) {
        events.incrementAndGet();
        if (wantedIds.contains(ByteBuffer.wrap(record.value(), 1, 4).getInt())) {
          note(codec.decode(format.read(record.value())));
        }
      }
    }
    consumer.close();
  }

  private void note(Recorded<?> recorded) {
    if (recorded.event() instanceof ExecutionStarted) {
      started.put(recorded.aggregate(), recorded.at());
    } else if (recorded.event() instanceof ExecutionEnded) {
      Instant begun = started.remove(recorded.aggregate());
      of(recorded.aggregate())
          .complete(new Run(begun == null ? recorded.at() : begun, recorded.at()));
      synchronized (ended) {
        ended.incrementAndGet();
        ended.notifyAll();
      }
    }
  }

  /** Waits until so many executions have ended since the start. */
  void awaitEnded(long executions) throws InterruptedException {
    synchronized (ended) {
      while (ended.get() < executions) {
        ended.wait(1_000);
      }
    }
  }

  /** Forgets an execution that nobody waits for any more. */
  void forget(String execution) {
    waiting.remove(execution);
  }

  @Override
  public void close() {
    closed = true;
    try {
      reader.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
