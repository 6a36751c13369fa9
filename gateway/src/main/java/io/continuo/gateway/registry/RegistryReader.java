package io.continuo.gateway.registry;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows the schema topic from its beginning on a thread of its own and folds it. */
final class RegistryReader implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RegistryReader.class);
  private static final Duration POLL = Duration.ofSeconds(5);

  /**
   * A record ends a fetch at once; without one it waits at the broker. Each costs a machine that
   * does nothing else about a millisecond, so they are few.
   */
  private static final int IDLE_FETCH_MS = 5_000;

  private final TopicPartition partition;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Thread thread;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition advanced = lock.newCondition();
  private RegistryState state = RegistryState.EMPTY;
  private long position;
  private volatile boolean closed;

  RegistryReader(Map<String, Object> kafka, TopicPartition partition) {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, IDLE_FETCH_MS);
    this.partition = partition;
    this.consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    this.thread = Thread.ofPlatform().daemon().name("registry-reader").start(this::follow);
  }

  RegistryState state() {
    lock.lock();
    try {
      return state;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until everything before this offset is folded. */
  RegistryState readTo(long offset, Duration patience) {
    lock.lock();
    try {
      long left = patience.toNanos();
      while (position < offset) {
        if (left <= 0) {
          throw RegistryFault.STORE_TIMED_OUT.because(
              "the schema topic could not be read to its end in " + patience);
        }
        left = advanced.awaitNanos(left);
      }
      return state;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw RegistryFault.STORE_FAILED.because("interrupted");
    } finally {
      lock.unlock();
    }
  }

  private void follow() {
    try {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      while (!closed) {
        fold(consumer.poll(POLL));
      }
    } catch (WakeupException e) {
      LOG.debug("reading of the schema topic ends");
    } catch (KafkaException e) {
      LOG.error(
          "the schema topic can no longer be read; the registry answers from what it knows", e);
    } finally {
      consumer.close(CloseOptions.timeout(Duration.ZERO)); // nobody misses it
    }
  }

  private void fold(Iterable<ConsumerRecord<byte[], byte[]>> records) {
    long next = consumer.position(partition);
    lock.lock();
    try {
      for (ConsumerRecord<byte[], byte[]> entry : records) {
        state = apply(state, entry);
      }
      position = next;
      advanced.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private static RegistryState apply(RegistryState state, ConsumerRecord<byte[], byte[]> entry) {
    try {
      return entry.key() == null
          ? state
          : state.apply(RegistryRecordCodec.decode(entry.key(), entry.value()));
    } catch (IOException e) {
      LOG.warn(
          "record {} of the schema topic cannot be read and is passed over: {}",
          entry.offset(),
          e.getMessage());
      return state;
    }
  }

  @Override
  public void close() {
    closed = true;
    consumer.wakeup();
    try {
      thread.join(Duration.ofSeconds(2));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
