package io.continuo.gateway.follow;

import io.continuo.wire.DeadLetter;
import io.continuo.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.ObjIntConsumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the dead letters that are kept, whoever wrote them, by the topic that they came from.
 * Reads them anew after every start: there are few, and they are kept for a month.
 */
public final class LetterCount implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LetterCount.class);

  private final Topics topics;
  private final ObjIntConsumer<String> counter;
  private final Following following;

  /** Where to go on after a failure: nothing is counted twice. */
  private final Map<TopicPartition, Long> next = new HashMap<>();

  /**
   * Counts once started.
   *
   * @param consumers makes consumers that read committed
   * @param counter hears how many more came from which topic
   */
  public LetterCount(
      Supplier<Consumer<byte[], byte[]>> consumers, Topics topics, ObjIntConsumer<String> counter) {
    this.topics = topics;
    this.counter = counter;
    this.following =
        new Following(
            "dead-letters",
            consumers,
            this::count,
            e -> LOG.warn("dead letters are not counted for a moment: {}", e.getMessage()));
  }

  public void start() {
    following.start();
  }

  private void count(Consumer<byte[], byte[]> consumer, BooleanSupplier stopped)
      throws InterruptedException {
    List<TopicPartition> partitions =
        Partitions.await(consumer, List.of(topics.deadLetters()), stopped);
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    next.forEach(consumer::seek);
    while (!stopped.getAsBoolean()) {
      for (ConsumerRecord<byte[], byte[]> letter : consumer.poll(Following.POLL)) {
        counter.accept(origin(letter), 1);
        next.put(new TopicPartition(letter.topic(), letter.partition()), letter.offset() + 1);
      }
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
    following.close();
  }
}
