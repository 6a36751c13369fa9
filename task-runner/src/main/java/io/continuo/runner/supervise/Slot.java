package io.continuo.runner.supervise;

import io.continuo.runner.launch.Room;
import io.continuo.runner.supervise.Slots.Shrinkable;
import java.util.concurrent.TimeUnit;

/**
 * One attempt's hold on a slot: taken before its task leaves the queue, entered when it is
 * launched, promised to the next attempt when its program has ended, left when the slot is empty.
 * Between promise and emptiness the next one is claimed, so that nothing but its launch remains.
 */
final class Slot implements Room {
  /** A program has ended there: beyond this, its launcher may take as long as it likes. */
  private static final long EMPTY_WITHIN_MS = 2_000;

  private final Shrinkable free;
  private final Shrinkable empty;
  private boolean promised;
  private boolean entered;

  /**
   * @param free slots that may be taken
   * @param empty slots that may be entered
   */
  Slot(Shrinkable free, Shrinkable empty) {
    this.free = free;
    this.empty = empty;
  }

  /** Waits a moment, if need be, until what ran in it before is cleared away. */
  @Override
  public synchronized void enter() throws InterruptedException {
    if (!entered) {
      if (!empty.tryAcquire(EMPTY_WITHIN_MS, TimeUnit.MILLISECONDS)) {
        empty.reducePermits(1);
      }
      entered = true;
    }
  }

  /** For what runs already. */
  synchronized void enterAnyway() {
    empty.reducePermits(1);
    entered = true;
  }

  /** The next attempt may be got ready; a second time changes nothing. */
  synchronized void promise() {
    if (!promised) {
      promised = true;
      free.release();
    }
  }

  /** The next attempt may be launched; a second time changes nothing. */
  synchronized void leave() {
    if (entered) {
      entered = false;
      empty.release();
    }
    promise();
  }
}
