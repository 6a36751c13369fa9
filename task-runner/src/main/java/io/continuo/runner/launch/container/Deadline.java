package io.continuo.runner.launch.container;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Interrupts the thread that made it when the time is over; that ends a call over a socket of any
 * kind, whose time-outs not all clients can set. Once closed it interrupts nobody, and an interrupt
 * that was its own is gone.
 */
final class Deadline implements AutoCloseable {
  private static final ScheduledThreadPoolExecutor CLOCK = clock();

  private final Thread thread = Thread.currentThread();
  private final ScheduledFuture<?> end;
  private boolean passed;
  private boolean closed;

  Deadline(Duration time) {
    end = CLOCK.schedule(this::pass, time.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static ScheduledThreadPoolExecutor clock() {
    var clock =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("docker-deadlines").factory());
    clock.setRemoveOnCancelPolicy(true);
    return clock;
  }

  private synchronized void pass() {
    if (!closed) {
      passed = true;
      thread.interrupt();
    }
  }

  /** Whether the interrupt came. */
  synchronized boolean hasPassed() {
    return passed;
  }

  @Override
  public synchronized void close() {
    closed = true;
    end.cancel(false);
    if (passed) {
      Thread.interrupted();
    }
  }
}
