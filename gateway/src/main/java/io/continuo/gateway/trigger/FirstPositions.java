package io.continuo.gateway.trigger;

import io.continuo.gateway.view.query.data.KafkaTriggers;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;

/**
 * Where the group begins in a partition that it has never read: at the time when the first workflow
 * began to listen, and committed at once, so that nothing after it is missed.
 */
final class FirstPositions implements ConsumerRebalanceListener {
  private final Consumer<byte[], byte[]> consumer;
  private final Function<String, Optional<KafkaTriggers.Topic>> topics;

  FirstPositions(
      Consumer<byte[], byte[]> consumer, Function<String, Optional<KafkaTriggers.Topic>> topics) {
    this.consumer = consumer;
    this.topics = topics;
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    // what was polled is committed before the next poll
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    Map<TopicPartition, OffsetAndMetadata> committed =
        consumer.committed(new HashSet<>(partitions));
    Set<TopicPartition> fresh = new HashSet<>(partitions);
    fresh.removeIf(partition -> committed.get(partition) != null);
    if (fresh.isEmpty()) {
      return;
    }
    Map<TopicPartition, Long> since = new HashMap<>();
    for (TopicPartition partition : fresh) {
      topics
          .apply(partition.topic())
          .ifPresent(topic -> since.put(partition, topic.since().toEpochMilli()));
    }
    Map<TopicPartition, Long> ends = consumer.endOffsets(fresh);
    Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(since);
    Map<TopicPartition, OffsetAndMetadata> first = new HashMap<>();
    for (TopicPartition partition : fresh) {
      OffsetAndTimestamp at = found.get(partition);
      long offset = at == null ? ends.getOrDefault(partition, 0L) : at.offset();
      consumer.seek(partition, offset);
      first.put(partition, new OffsetAndMetadata(offset));
    }
    consumer.commitSync(first);
  }
}
