package io.continuo.gateway.follow;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.common.TopicPartition;

/** How far somebody who follows topics has come, for those who wait for it. */
public final class Progress {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition advanced = lock.newCondition();
  private final Map<TopicPartition, Long> next = new HashMap<>();
  private long records;

  /**
   * Tells that it has come further.
   *
   * @param positions offset of the next record, of some partitions
   * @param more records taken since the last time
   */
  public void advance(Map<TopicPartition, Long> positions, int more) {
    lock.lock();
    try {
      next.putAll(positions);
      records += more;
      advanced.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits until the record at this offset is taken; false when that lasts longer. */
  public boolean awaitOffset(TopicPartition partition, long offset, Duration patience)
      throws InterruptedException {
    long left = patience.toNanos();
    lock.lock();
    try {
      while (next.getOrDefault(partition, 0L) <= offset) {
        if (left <= 0) {
          return false;
        }
        left = advanced.awaitNanos(left);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until something was taken after {@code seen} records, or the patience is over; the count
   * of records.
   */
  public long awaitBeyond(long seen, Duration patience) throws InterruptedException {
    long left = patience.toNanos();
    lock.lock();
    try {
      while (records <= seen && left > 0) {
        left = advanced.awaitNanos(left);
      }
      return records;
    } finally {
      lock.unlock();
    }
  }

  /** Records taken since the start of this process. */
  public long records() {
    lock.lock();
    try {
      return records;
    } finally {
      lock.unlock();
    }
  }

  /** The partitions that are followed, as far as anything is known of them. */
  public Set<TopicPartition> partitions() {
    lock.lock();
    try {
      return Set.copyOf(next.keySet());
    } finally {
      lock.unlock();
    }
  }
}
