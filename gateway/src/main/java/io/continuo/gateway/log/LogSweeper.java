package io.continuo.gateway.log;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes old logs every few minutes, and sooner when many come. */
public final class LogSweeper implements AutoCloseable {
  private static final long EVERY_NANOS = Duration.ofMinutes(10).toNanos();
  private static final int SHARE = 20;
  private static final Logger LOG = LoggerFactory.getLogger(LogSweeper.class);

  private final LogStore store;
  private final long often;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread =
      Thread.ofPlatform().daemon().name("log-sweeper").unstarted(this::run);

  /** Sweeps once started. */
  public LogSweeper(LogStore store, LogLimits limits) {
    this.store = store;
    this.often = Math.max(1, limits.maxBytes() / SHARE);
  }

  public void start() {
    thread.start();
  }

  private void run() {
    try {
      do {
        long written = store.writtenBytes();
        sweep();
        awaitWork(written);
      } while (closed.getCount() > 0);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void awaitWork(long written) throws InterruptedException {
    long end = System.nanoTime() + EVERY_NANOS;
    while (System.nanoTime() < end
        && store.writtenBytes() - written < often
        && !closed.await(1, TimeUnit.SECONDS)) {
      // looks again
    }
  }

  private void sweep() {
    try {
      store.sweep();
    } catch (IOException | RuntimeException e) {
      LOG.warn("old logs cannot be removed: {}; they stay for now", e.toString());
    }
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
