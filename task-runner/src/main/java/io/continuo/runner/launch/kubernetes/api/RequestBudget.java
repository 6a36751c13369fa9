package io.continuo.runner.launch.kubernetes.api;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How many requests a launcher sends to the API server: so many in a second over time, twice as
 * many at once. The generic cell rate algorithm, which is a token bucket without tokens.
 */
public final class RequestBudget {
  private final long interval;
  private final long tolerance;
  private final LongSupplier nanoTime;
  private long due;

  public RequestBudget(long perSecond, LongSupplier nanoTime) {
    this.interval = 1_000_000_000L / perSecond;
    this.tolerance = 2 * perSecond * interval;
    this.nanoTime = nanoTime;
    this.due = nanoTime.getAsLong();
  }

  /** Takes the next request's turn, and says how long it is away. */
  public synchronized Duration take() {
    long now = nanoTime.getAsLong();
    due = due - now < 0 ? now : due;
    long wait = due + interval - tolerance - now;
    due += interval;
    return Duration.ofNanos(Math.max(0, wait));
  }

  public void await() throws InterruptedException {
    Duration wait = take();
    if (wait.isPositive()) {
      Thread.sleep(wait);
    }
  }
}
