package io.continuo.gateway.follow;

import io.continuo.wire.DeadLetter;
import io.continuo.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.ObjIntConsumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the dead letters that are kept, whoever wrote them, by the topic that they came from.
 * Reads them anew after every start: there are few, and they are kept for a month.
 */
public final class LetterCount implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LetterCount.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final Topics topics;
  private final ObjIntConsumer<String> counter;
  private final Thread thread =
      Thread.ofPlatform().daemon().name("dead-letters").unstarted(this::run);
  private volatile boolean closed;

  /**
   * Counts once started.
   *
   * @param consumers makes consumers that read committed
   * @param counter hears how many more came from which topic
   */
  public LetterCount(
      Supplier<Consumer<byte[], byte[]>> consumers, Topics topics, ObjIntConsumer<String> counter) {
    this.consumers = consumers;
    this.topics = topics;
    this.counter = counter;
  }

  public void start() {
    thread.start();
  }

  private void run() {
    try (Consumer<byte[], byte[]> consumer = consumers.get()) {
      while (!closed && consumer.assignment().isEmpty()) {
        patiently(() -> assign(consumer));
      }
      while (!closed) {
        patiently(() -> count(consumer));
      }
    } catch (WakeupException | InterruptedException e) {
      LOG.debug("dead letters are no longer counted");
    }
  }

  private void assign(Consumer<byte[], byte[]> consumer) throws InterruptedException {
    List<TopicPartition> partitions =
        Partitions.await(consumer, List.of(topics.deadLetters()), () -> closed);
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  private void count(Consumer<byte[], byte[]> consumer) {
    consumer.poll(POLL).forEach(letter -> counter.accept(origin(letter), 1));
  }

  private interface Work {
    void run() throws InterruptedException;
  }

  /** Kafka may be away for a while. */
  private static void patiently(Work work) throws InterruptedException {
    try {
      work.run();
    } catch (WakeupException e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.warn("dead letters are not counted for a moment: {}", e.getMessage());
      Thread.sleep(PAUSE);
    }
  }

  /** A name of ours, or "other", because a header may say anything. */
  private String origin(ConsumerRecord<byte[], byte[]> letter) {
    Header header = letter.headers().lastHeader(DeadLetter.TOPIC);
    String topic = header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    return topics.isOurs(topic) ? topic : "other";
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
