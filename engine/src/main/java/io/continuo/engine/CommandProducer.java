package io.continuo.engine;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.metrics.KafkaMetric;

/**
 * The producer of a stream thread, which writes commands outside its transaction. One open
 * transaction on a commands topic would hold up everybody's commands behind it until it commits,
 * since Streams reads its inputs committed. {@code engine/adr/0004} says why that is sound.
 *
 * <p>A transaction commits only after {@link #flush}, which waits for the commands too, so none is
 * lost; after a crash some are written twice.
 */
final class CommandProducer implements Producer<byte[], byte[]> {
  private final Producer<byte[], byte[]> transactional;
  private final Producer<byte[], byte[]> plain;
  private final Predicate<String> takesCommands;
  private final AtomicInteger open;
  private boolean begun;
  private final Object callbacks = new Object();

  /**
   * @param takesCommands whether a topic of that name takes commands
   * @param open counts transactions that are open
   */
  CommandProducer(
      Producer<byte[], byte[]> transactional,
      Producer<byte[], byte[]> plain,
      Predicate<String> takesCommands,
      AtomicInteger open) {
    this.transactional = transactional;
    this.plain = plain;
    this.takesCommands = takesCommands;
    this.open = open;
  }

  @Override
  public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> entry, Callback callback) {
    return (takesCommands.test(entry.topic()) ? plain : transactional)
        .send(entry, oneAtATime(callback));
  }

  /**
   * The callbacks of Streams write to maps of theirs without a lock, since one producer calls them
   * from one thread. Here there are two.
   */
  private Callback oneAtATime(Callback callback) {
    return (metadata, failure) -> {
      synchronized (callbacks) {
        callback.onCompletion(metadata, failure);
      }
    };
  }

  @Override
  public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> entry) {
    return (takesCommands.test(entry.topic()) ? plain : transactional).send(entry);
  }

  /**
   * Waits for the commands. What is in the transaction is sent by its commit, in one go; Streams
   * asks for a flush once for each task, and each would be a request.
   */
  @Override
  public void flush() {
    plain.flush();
  }

  @Override
  public void initTransactions() {
    transactional.initTransactions();
  }

  @Override
  public void beginTransaction() {
    transactional.beginTransaction();
    begun(true);
  }

  @Override
  public void sendOffsetsToTransaction(
      Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata group) {
    transactional.sendOffsetsToTransaction(offsets, group);
  }

  @Override
  public void commitTransaction() {
    transactional.commitTransaction();
    begun(false);
  }

  @Override
  public void abortTransaction() {
    transactional.abortTransaction();
    begun(false);
  }

  @Override
  public void registerMetricForSubscription(KafkaMetric metric) {
    transactional.registerMetricForSubscription(metric);
  }

  @Override
  public void unregisterMetricFromSubscription(KafkaMetric metric) {
    transactional.unregisterMetricFromSubscription(metric);
  }

  @Override
  public List<PartitionInfo> partitionsFor(String topic) {
    return transactional.partitionsFor(topic);
  }

  @Override
  public Map<MetricName, ? extends Metric> metrics() {
    return transactional.metrics();
  }

  @Override
  public Uuid clientInstanceId(Duration timeout) {
    return transactional.clientInstanceId(timeout);
  }

  private void begun(boolean now) {
    if (begun != now) {
      open.addAndGet(now ? 1 : -1);
      begun = now;
    }
  }

  @Override
  public void close() {
    begun(false);
    plain.close();
    transactional.close();
  }

  @Override
  public void close(Duration timeout) {
    begun(false);
    plain.close(timeout);
    transactional.close(timeout);
  }
}
