package io.continuo.gateway.view;

import io.continuo.event.Recorded;
import io.continuo.gateway.follow.DeadLetters;
import io.continuo.gateway.follow.Following;
import io.continuo.gateway.follow.Partitions;
import io.continuo.gateway.follow.Progress;
import io.continuo.gateway.view.fold.Batch;
import io.continuo.gateway.view.fold.BatchWriter;
import io.continuo.gateway.view.fold.EventFold;
import io.continuo.wire.SchemaStoreUnavailableException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the committed events and folds them into the database, batch by batch, on a thread of its
 * own. After a failure it begins again from the stored offsets.
 */
public final class View implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(View.class);

  /** Transactions follow each other no faster, unless there is enough for one. */
  private static final long GATHER_NANOS = Duration.ofMillis(50).toNanos();

  private static final int ENOUGH = 1_000;

  private final Database database;
  private final EventReader reader;
  private final Source source;
  private final BiConsumer<Recorded<?>, ConsumerRecord<byte[], byte[]>> listener;
  private final Progress progress = new Progress();
  private final Following following;
  private volatile Optional<String> trouble =
      Optional.of("the read model has not begun to read yet");
  private long written = System.nanoTime();
  private volatile Duration lag = Duration.ZERO;
  private volatile long change;

  /**
   * Where events come from.
   *
   * @param consumers makes consumers that read committed
   * @param deadLetters takes what is no event
   */
  public record Source(Supplier<Consumer<byte[], byte[]>> consumers, DeadLetters deadLetters) {}

  /**
   * A view that {@link #start} sets to work.
   *
   * @param listener hears of every event after it can be seen in the database
   */
  public View(
      Database database,
      EventReader reader,
      Source source,
      BiConsumer<Recorded<?>, ConsumerRecord<byte[], byte[]>> listener) {
    this.database = database;
    this.reader = reader;
    this.source = source;
    this.listener = listener;
    this.following = new Following("view", source.consumers(), this::follow, this::troubled);
  }

  public void start() {
    following.start();
  }

  public Progress progress() {
    return progress;
  }

  /** The number of the last change to an execution. */
  public long change() {
    return change;
  }

  /** Age of the newest event of the last batch when it was folded. */
  public Duration lag() {
    return lag;
  }

  /** Why the view does not follow the events at the moment, or nothing when it does. */
  public Optional<String> trouble() {
    return trouble;
  }

  private void troubled(Exception e) {
    trouble = Optional.of("the read model cannot go on and tries again: " + e.getMessage());
    LOG.error("the read model cannot go on and begins again from its stored offsets", e);
  }

  private void follow(Consumer<byte[], byte[]> consumer, BooleanSupplier stopped)
      throws SQLException, InterruptedException {
    trouble = Optional.of("waiting for the topics " + reader.topics());
    List<TopicPartition> partitions = Partitions.await(consumer, reader.topics(), stopped);
    BatchWriter writer = new BatchWriter(database.writer());
    Map<TopicPartition, Long> positions = stored();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    positions.forEach(
        (partition, offset) -> {
          if (partitions.contains(partition)) {
            consumer.seek(partition, offset);
          }
        });
    change = writer.change();
    progress.advance(positions, 0);
    trouble = Optional.empty();
    while (!stopped.getAsBoolean()) {
      List<ConsumerRecord<byte[], byte[]>> records = gather(consumer);
      if (!records.isEmpty()) {
        fold(records, writer);
        written = System.nanoTime();
      }
    }
  }

  /**
   * What there is; under load a little more of it, since many events of one attempt are one row to
   * write.
   */
  private List<ConsumerRecord<byte[], byte[]>> gather(Consumer<byte[], byte[]> consumer)
      throws InterruptedException {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    consumer.poll(Following.POLL).forEach(records::add);
    long early = GATHER_NANOS - (System.nanoTime() - written);
    if (!records.isEmpty() && records.size() < ENOUGH && early > 0) {
      Thread.sleep(Duration.ofNanos(early));
      consumer.poll(Duration.ZERO).forEach(records::add);
    }
    return records;
  }

  private void fold(List<ConsumerRecord<byte[], byte[]>> records, BatchWriter writer)
      throws SQLException {
    Batch batch = new Batch();
    Map<TopicPartition, Long> next = new HashMap<>();
    Map<ConsumerRecord<byte[], byte[]>, Recorded<?>> read = new LinkedHashMap<>(records.size() * 2);
    long newest = 0;
    for (ConsumerRecord<byte[], byte[]> entry : records) {
      newest = Math.max(newest, entry.timestamp());
      next.put(new TopicPartition(entry.topic(), entry.partition()), entry.offset() + 1);
      try {
        Recorded<?> recorded =
            reader.read(entry.topic(), entry.value() == null ? new byte[0] : entry.value());
        EventFold.add(recorded, entry.value(), batch);
        read.put(entry, recorded);
      } catch (SchemaStoreUnavailableException e) {
        throw e; // worth another try, unlike everything else that a record can be wrong with
      } catch (RuntimeException e) {
        source.deadLetters().put(entry, String.valueOf(e.getMessage()));
      }
    }
    writer.write(batch, next);
    change = writer.change();
    progress.advance(next, records.size());
    lag = Duration.ofMillis(Math.max(0, System.currentTimeMillis() - newest));
    read.forEach((entry, recorded) -> listener.accept(recorded, entry));
  }

  private Map<TopicPartition, Long> stored() throws SQLException {
    Map<TopicPartition, Long> positions = new HashMap<>();
    Connection connection = database.writer();
    try (PreparedStatement query =
            connection.prepareStatement(
                "select topic, topic_partition, next_offset from position");
        ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        positions.put(new TopicPartition(rows.getString(1), rows.getInt(2)), rows.getLong(3));
      }
    }
    return positions;
  }

  @Override
  public void close() {
    following.close();
  }
}
