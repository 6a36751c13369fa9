package io.continuo.runner.launch.kubernetes.api;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Pauses that double, each shortened by up to a half at random, so that runners spread out. */
public final class BackOff {
  private final Duration first;
  private final Duration longest;
  private Duration next;

  public BackOff(Duration first, Duration longest) {
    this.first = first;
    this.longest = longest;
    this.next = first;
  }

  /** The next pause. */
  public Duration pause() {
    long millis = next.toMillis();
    next = next.multipliedBy(2).compareTo(longest) < 0 ? next.multipliedBy(2) : longest;
    return Duration.ofMillis(millis - ThreadLocalRandom.current().nextLong(millis / 2 + 1));
  }

  public void sleep() throws InterruptedException {
    Thread.sleep(pause());
  }

  /** It went well again. */
  public void reset() {
    next = first;
  }
}
