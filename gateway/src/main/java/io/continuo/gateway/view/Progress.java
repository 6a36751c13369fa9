package io.continuo.gateway.view;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.common.TopicPartition;

/** How far the read model has come, for those who wait for it. */
public final class Progress {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition advanced = lock.newCondition();
  private final Map<TopicPartition, Long> next = new HashMap<>();
  private long change;
  private long events;

  void advance(Map<TopicPartition, Long> positions, long lastChange, int more) {
    lock.lock();
    try {
      next.putAll(positions);
      change = lastChange;
      events += more;
      advanced.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits until the record at this offset is folded; false when that takes longer. */
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
   * Waits until something was folded after {@code seen} events, or the patience is over; the count
   * of events.
   */
  public long awaitBeyond(long seen, Duration patience) throws InterruptedException {
    long left = patience.toNanos();
    lock.lock();
    try {
      while (events <= seen && left > 0) {
        left = advanced.awaitNanos(left);
      }
      return events;
    } finally {
      lock.unlock();
    }
  }

  /** Events folded since the start of this process. */
  public long events() {
    lock.lock();
    try {
      return events;
    } finally {
      lock.unlock();
    }
  }

  /** The number of the last change to an execution. */
  public long change() {
    lock.lock();
    try {
      return change;
    } finally {
      lock.unlock();
    }
  }
}
