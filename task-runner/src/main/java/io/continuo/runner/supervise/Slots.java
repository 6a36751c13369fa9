package io.continuo.runner.supervise;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * How many attempts may run at once: reserved before tasks are taken from a queue, given back when
 * they end.
 */
public final class Slots {
  private final Shrinkable free;
  private final int size;

  public Slots(int size) {
    this.size = size;
    this.free = new Shrinkable(size);
  }

  public int size() {
    return size;
  }

  public int free() {
    return Math.max(0, free.availablePermits());
  }

  /** Reserves that many, or none. */
  public boolean reserve(int count) {
    return free.tryAcquire(count);
  }

  /** Waits a little for one slot, for a reader that has nothing else to do. */
  public boolean awaitOne(long millis) throws InterruptedException {
    return free.tryAcquire(millis, TimeUnit.MILLISECONDS);
  }

  /** Takes one even when none is free: what survived a restart runs already. */
  void force() {
    free.reducePermits(1);
  }

  public void giveBack(int count) {
    free.release(count);
  }

  /** One slot that is taken; the first run gives it back, others do nothing. */
  Runnable held() {
    AtomicBoolean taken = new AtomicBoolean(true);
    return () -> {
      if (taken.compareAndSet(true, false)) {
        giveBack(1);
      }
    };
  }

  /** {@link Semaphore} can go below zero, but only a subclass may ask for that. */
  private static final class Shrinkable extends Semaphore {
    private static final long serialVersionUID = 1L;

    Shrinkable(int permits) {
      super(permits);
    }

    @Override
    public void reducePermits(int reduction) {
      super.reducePermits(reduction);
    }
  }
}
