package io.continuo.standalone.bench;

import java.time.Duration;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Durations measured from any thread, up to ten minutes, to three digits. */
public final class Latencies {

  private static final long LONGEST_US = Duration.ofMinutes(10).toNanos() / 1_000;

  private final Histogram micros = new ConcurrentHistogram(LONGEST_US, 3);

  /** Adds one duration. */
  public void record(long nanos) {
    micros.recordValue(Math.clamp(nanos / 1_000, 0, LONGEST_US));
  }

  /** Forgets everything, for the end of a warm-up. */
  public void reset() {
    micros.reset();
  }

  /** How many were recorded. */
  public long count() {
    return micros.getTotalCount();
  }

  /** The duration that {@code percent} of all stayed within, in milliseconds. */
  public double percentileMs(double percent) {
    return micros.getValueAtPercentile(percent) / 1_000.0;
  }
}
