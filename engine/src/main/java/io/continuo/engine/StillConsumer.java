package io.continuo.engine;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.internals.AsyncKafkaConsumer;
import org.apache.kafka.clients.consumer.internals.StreamsRebalanceData;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.internals.ConsumerWrapper;

/**
 * The consumer of a stream thread, which polls ten times a second as long as there is work, and
 * once a second while nothing comes. {@code engine/adr/0010} says why.
 */
public final class StillConsumer extends ConsumerWrapper {
  /** The engine's setting for its {@link Stillness}. */
  static final String STILLNESS = StreamsConfig.MAIN_CONSUMER_PREFIX + "continuo.stillness";

  /** So many polls without a record, and without a change of what is assigned, are stillness. */
  private static final int STILL = 3;

  /** The goodbye to the group is sent first; after it nothing is worth waiting for. */
  private static final Duration GOODBYE = Duration.ofMillis(500);

  private Optional<Stillness> stillness = Optional.empty();
  private Set<TopicPartition> assigned = Set.of();
  private int empty;

  @Override
  public void wrapConsumer(
      AsyncKafkaConsumer<byte[], byte[]> consumer,
      Map<String, Object> config,
      Optional<StreamsRebalanceData> rebalancing) {
    super.wrapConsumer(consumer, config, rebalancing);
    String name = STILLNESS.substring(StreamsConfig.MAIN_CONSUMER_PREFIX.length());
    stillness = Optional.ofNullable((Stillness) config.get(name));
  }

  @Override
  public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
    Duration wait =
        stillness.filter(_ -> empty >= STILL).map(it -> it.stretch(timeout)).orElse(timeout);
    ConsumerRecords<byte[], byte[]> records = super.poll(wait);
    note(records.isEmpty());
    return records;
  }

  private void note(boolean nothing) {
    Set<TopicPartition> now = nothing ? assignment() : Set.of();
    empty = nothing && now.equals(assigned) ? empty + 1 : 0;
    assigned = now;
  }

  @Override
  public void close(CloseOptions options) {
    super.close(options.withTimeout(GOODBYE));
  }
}
