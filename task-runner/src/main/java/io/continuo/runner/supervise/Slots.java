package io.continuo.runner.supervise;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * How many attempts may run at once: reserved before tasks are taken from a queue, given back when
 * they end. A slot is {@linkplain Slot promised} to the next attempt a little before it is empty.
 */
public final class Slots {
  private final Shrinkable free;

  /** Of these, so many are empty as programs may start. */
  private final Shrinkable empty;

  private final int size;

  public Slots(int size) {
    this.size = size;
    this.free = new Shrinkable(size);
    this.empty = new Shrinkable(size);
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

  /** One slot that is taken. */
  Slot held() {
    return new Slot(free, empty);
  }

  /** {@link Semaphore} can go below zero, but only a subclass may ask for that. */
  static final class Shrinkable extends Semaphore {
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
