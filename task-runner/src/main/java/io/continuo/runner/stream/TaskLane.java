package io.continuo.runner.stream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.TopicIdPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One lane of a queue, taken from without acquiring more than there is room for. How many records a
 * share consumer acquires at once is fixed when it is made, so there are two: a wide one for when
 * many slots are free, and a narrow one for single slots, made when first needed.
 *
 * <p>After a poll that brought nothing, a consumer goes on fetching by itself until records come.
 * If it is not polled again, they wait in it until their lock ends. And each of two members is
 * assigned half of the topic partitions, which nobody reads while only the other is polled. So the
 * one that is out of use is looked after for a moment, and then leaves the group, which hands back
 * what it holds. Used by one thread.
 */
final class TaskLane implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TaskLane.class);
  private static final long OUT_OF_USE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
  private static final long JOINING_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final Duration GLANCE = Duration.ofMillis(5);

  private final Clients clients;
  private final String topic;
  private final String group;
  private final int width;
  private final Member wide;
  private Optional<Member> narrow = Optional.empty();

  TaskLane(Clients clients, String topic, String group, int width) {
    this.clients = clients;
    this.topic = topic;
    this.group = group;
    this.width = width;
    this.wide = new Member(width);
  }

  /**
   * Records of one poll, and the consumer that must hear of every one of them before its next poll.
   */
  record Taken(ShareConsumer<String, byte[]> from, List<ConsumerRecord<String, byte[]>> records) {
    void acknowledge() {
      settle(AcknowledgeType.ACCEPT);
    }

    void release() {
      settle(AcknowledgeType.RELEASE);
    }

    /**
     * In a request of its own: what is left to the next fetch can stay here for as long as that
     * fetch brings nothing, and holds back the tasks behind it (seen on 4.3.1: half a minute).
     */
    private void settle(AcknowledgeType type) {
      records.forEach(record -> from.acknowledge(record, type));
      from.commitAsync();
    }
  }

  /**
   * @param room the lane's width, or 1
   */
  Taken take(int room, Duration timeout) {
    if (room < width) {
      rest();
      narrow().join();
      return narrow().poll(timeout);
    }
    wide.join();
    boolean both = narrow.isPresent() && narrow.get().isMember();
    if (both && narrow.get().isOutOfUse() && !wide.isJoining()) {
      narrow.get().leave();
      both = false;
    }
    Taken taken = wide.poll(both ? GLANCE : timeout);
    return both && taken.records.isEmpty() ? narrow().poll(GLANCE) : taken;
  }

  /** There is no room for the wide consumer: once that lasts, it hands back what it may hold. */
  void rest() {
    if (width > 1 && wide.isOutOfUse()) {
      wide.leave();
    }
  }

  private Member narrow() {
    if (narrow.isEmpty()) {
      narrow = Optional.of(new Member(1));
    }
    return narrow.get();
  }

  /**
   * Tasks whose acknowledgement did not arrive come again when their lock ends. That is harmless,
   * but as many as the broker lets be in flight behind them have to wait for it.
   */
  private static void settled(Map<TopicIdPartition, Set<Long>> offsets, @Nullable Exception why) {
    if (why != null) {
      LOG.warn("not acknowledged, will be delivered again: {}: {}", offsets, why.toString());
    }
  }

  @Override
  public void close() {
    wide.close();
    narrow.ifPresent(Member::close);
  }

  /** A share consumer and what it was last used for. */
  private final class Member {
    private final ShareConsumer<String, byte[]> consumer;
    private boolean member;
    private long joined;
    private long wanted = System.nanoTime();

    Member(int atMost) {
      consumer = clients.taker(group, topic + "-" + atMost, atMost);
      consumer.setAcknowledgementCommitCallback(TaskLane::settled);
      join();
    }

    void join() {
      wanted = System.nanoTime();
      if (!member) {
        consumer.subscribe(List.of(topic));
        member = true;
        joined = System.nanoTime();
      }
    }

    void leave() {
      if (member) {
        consumer.unsubscribe();
        member = false;
      }
    }

    boolean isMember() {
      return member;
    }

    boolean isJoining() {
      return System.nanoTime() - joined < JOINING_NANOS;
    }

    boolean isOutOfUse() {
      return System.nanoTime() - wanted > OUT_OF_USE_NANOS;
    }

    Taken poll(Duration timeout) {
      List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
      consumer.poll(timeout).forEach(records::add);
      return new Taken(consumer, records);
    }

    void close() {
      consumer.close(Duration.ofSeconds(1));
    }
  }
}
