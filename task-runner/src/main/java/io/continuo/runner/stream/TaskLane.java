package io.continuo.runner.stream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ShareConsumer;

/**
 * One lane of a queue. How many records a share consumer may take at once is fixed when it is made,
 * so there are two: a wide one for when many slots are free, and a narrow one for single slots,
 * made when first needed. Used by one thread.
 */
final class TaskLane implements AutoCloseable {
  private final Clients clients;
  private final String topic;
  private final String group;
  private final int width;
  private final ShareConsumer<String, byte[]> wide;
  private Optional<ShareConsumer<String, byte[]>> narrow = Optional.empty();

  TaskLane(Clients clients, String topic, String group, int width) {
    this.clients = clients;
    this.topic = topic;
    this.group = group;
    this.width = width;
    this.wide = open(width);
  }

  private ShareConsumer<String, byte[]> open(int atMost) {
    var consumer = clients.taker(group, topic + "-" + atMost, atMost);
    consumer.subscribe(List.of(topic));
    return consumer;
  }

  /**
   * Records of one poll, and the consumer that must acknowledge every one of them before its next
   * poll.
   */
  record Taken(ShareConsumer<String, byte[]> from, List<ConsumerRecord<String, byte[]>> records) {
    void acknowledge() {
      records.forEach(record -> from.acknowledge(record, AcknowledgeType.ACCEPT));
      from.commitAsync();
    }
  }

  /**
   * @param room the lane's width, or 1
   */
  Taken take(int room, Duration timeout) {
    ShareConsumer<String, byte[]> consumer = room >= width ? wide : narrow();
    List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
    consumer.poll(timeout).forEach(records::add);
    return new Taken(consumer, records);
  }

  private ShareConsumer<String, byte[]> narrow() {
    if (narrow.isEmpty()) {
      narrow = Optional.of(open(1));
    }
    return narrow.get();
  }

  @Override
  public void close() {
    Duration patience = Duration.ofSeconds(1);
    wide.close(patience);
    narrow.ifPresent(consumer -> consumer.close(patience));
  }
}
