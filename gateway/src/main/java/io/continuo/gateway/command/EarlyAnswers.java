package io.continuo.gateway.command;

import io.continuo.gateway.follow.Following;
import io.continuo.gateway.follow.Partitions;
import io.continuo.gateway.view.EventReader;
import io.continuo.wire.UndecodableException;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears what others than executions and runners answer as its transaction ends, so that a read
 * model that lags does not hold up those who trigger. Sound although it may hear a moment before
 * the commit, because an answer is repeated and never changed when its transaction is undone.
 */
public final class EarlyAnswers implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EarlyAnswers.class);

  private final Waiting waiting;
  private final EventReader reader;
  private final Following following;

  /**
   * Listens once started.
   *
   * @param consumers makes consumers that read uncommitted
   */
  public EarlyAnswers(
      Waiting waiting, EventReader reader, Supplier<Consumer<byte[], byte[]>> consumers) {
    this.waiting = waiting;
    this.reader = reader;
    this.following =
        new Following(
            "early-answers",
            consumers,
            this::listen,
            e -> LOG.warn("early answers are not heard for a moment: {}", e.getMessage()));
  }

  public void start() {
    following.start();
  }

  private void listen(Consumer<byte[], byte[]> consumer, BooleanSupplier stopped)
      throws InterruptedException {
    List<TopicPartition> partitions = Partitions.await(consumer, reader.answers(), stopped);
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    while (!stopped.getAsBoolean()) {
      consumer.poll(Following.POLL).forEach(this::hear);
    }
  }

  private void hear(ConsumerRecord<byte[], byte[]> entry) {
    if (waiting.isEmpty() || entry.value() == null) {
      return;
    }
    try {
      waiting.hear(reader.read(entry.topic(), entry.value()), entry);
    } catch (UndecodableException | IllegalArgumentException e) {
      LOG.debug(
          "no event at {}-{}@{}; the read model says so",
          entry.topic(),
          entry.partition(),
          entry.offset());
    }
  }

  @Override
  public void close() {
    following.close();
  }
}
