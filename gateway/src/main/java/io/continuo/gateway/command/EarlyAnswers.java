package io.continuo.gateway.command;

import io.continuo.gateway.follow.Partitions;
import io.continuo.gateway.view.EventReader;
import io.continuo.wire.UndecodableException;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears the answers of workflows before their transaction ends, so that a read model that lags does
 * not hold up those who trigger. Sound, because an answer is repeated and never changed when its
 * transaction is undone.
 */
public final class EarlyAnswers implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EarlyAnswers.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Waiting waiting;
  private final EventReader reader;
  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final String topic;
  private final Thread thread =
      Thread.ofPlatform().daemon().name("early-answers").unstarted(this::run);
  private volatile boolean closed;

  /**
   * Listens once started.
   *
   * @param consumers makes consumers that read uncommitted
   */
  public EarlyAnswers(
      Waiting waiting,
      EventReader reader,
      Supplier<Consumer<byte[], byte[]>> consumers,
      String topic) {
    this.waiting = waiting;
    this.reader = reader;
    this.consumers = consumers;
    this.topic = topic;
  }

  public void start() {
    thread.start();
  }

  private void run() {
    while (!closed) {
      try (Consumer<byte[], byte[]> consumer = consumers.get()) {
        List<TopicPartition> partitions = Partitions.await(consumer, List.of(topic), () -> closed);
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        while (!closed) {
          consumer.poll(POLL).forEach(this::hear);
        }
      } catch (WakeupException | InterruptedException e) {
        LOG.debug("no more early answers");
      } catch (RuntimeException e) {
        LOG.warn("early answers are not heard for a moment: {}", e.getMessage());
        pause();
      }
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

  private void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      closed = true;
    }
  }

  @Override
  public void close() {
    closed = true;
    try {
      thread.join(Duration.ofSeconds(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
