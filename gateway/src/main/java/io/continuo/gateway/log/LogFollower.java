package io.continuo.gateway.log;

import io.continuo.gateway.follow.DeadLetters;
import io.continuo.gateway.follow.Following;
import io.continuo.gateway.follow.Partitions;
import io.continuo.gateway.follow.Progress;
import io.continuo.wire.UndecodableException;
import io.continuo.wire.WireFormat;
import io.continuo.wire.codec.LogChunkCodec;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries chunks from the logs topic into the store, on a thread of its own. */
public final class LogFollower implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LogFollower.class);
  private static final long SAVE_EVERY_NANOS = Duration.ofSeconds(2).toNanos();

  private final LogChunkCodec codec = new LogChunkCodec();
  private final LogStore store;
  private final WireFormat format;
  private final Source source;
  private final LogPositions positions;
  private final Progress progress = new Progress();
  private final Following following;

  /**
   * Where chunks come from.
   *
   * @param consumers makes consumers that read committed
   * @param deadLetters takes what is no chunk
   */
  public record Source(
      Supplier<Consumer<byte[], byte[]>> consumers, String topic, DeadLetters deadLetters) {}

  /**
   * Follows once started.
   *
   * @param folder where the logs are, for the positions beside them
   */
  public LogFollower(LogStore store, WireFormat format, Source source, Path folder) {
    this.store = store;
    this.format = format;
    this.source = source;
    this.positions = new LogPositions(folder);
    this.following =
        new Following(
            "logs",
            source.consumers(),
            this::follow,
            e -> LOG.warn("logs are not stored for a moment: {}", e.getMessage()));
  }

  public void start() {
    following.start();
  }

  /** How much is stored of what there is. */
  public Progress progress() {
    return progress;
  }

  private void follow(Consumer<byte[], byte[]> consumer, BooleanSupplier stopped)
      throws InterruptedException {
    List<TopicPartition> partitions = Partitions.await(consumer, List.of(source.topic()), stopped);
    Map<TopicPartition, Long> next = load();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    next.forEach(
        (partition, offset) -> {
          if (partitions.contains(partition)) {
            consumer.seek(partition, offset);
          }
        });
    long saved = System.nanoTime();
    boolean unsaved = false;
    try {
      progress.advance(positions(consumer), 0);
      while (!stopped.getAsBoolean()) {
        ConsumerRecords<byte[], byte[]> entries = consumer.poll(Following.POLL);
        for (ConsumerRecord<byte[], byte[]> entry : entries) {
          store(entry);
          next.put(new TopicPartition(entry.topic(), entry.partition()), entry.offset() + 1);
          unsaved = true;
        }
        progress.advance(positions(consumer), entries.count());
        if (unsaved && System.nanoTime() - saved > SAVE_EVERY_NANOS) {
          save(next);
          saved = System.nanoTime();
          unsaved = false;
        }
      }
    } finally {
      save(next);
    }
  }

  /** Where the consumer is: beyond the last record, if what followed it was removed. */
  private static Map<TopicPartition, Long> positions(Consumer<?, ?> consumer) {
    Map<TopicPartition, Long> positions = new HashMap<>();
    consumer.assignment().forEach(p -> positions.put(p, consumer.position(p)));
    return positions;
  }

  private void store(ConsumerRecord<byte[], byte[]> entry) {
    try {
      store.write(
          codec.decode(format.read(entry.value() == null ? new byte[0] : entry.value())),
          Instant.ofEpochMilli(entry.timestamp()));
    } catch (UndecodableException e) {
      source.deadLetters().put(entry, String.valueOf(e.getMessage()));
    }
  }

  private Map<TopicPartition, Long> load() {
    try {
      return positions.load(source.topic());
    } catch (IOException | NumberFormatException e) {
      LOG.warn(
          "positions of the logs cannot be read, storing them from the beginning: {}",
          e.getMessage());
      return new HashMap<>();
    }
  }

  private void save(Map<TopicPartition, Long> next) {
    try {
      positions.save(next);
    } catch (IOException e) {
      LOG.warn(
          "positions of the logs cannot be saved, some chunks will be stored again: {}",
          e.toString());
    }
  }

  @Override
  public void close() {
    following.close();
  }
}
