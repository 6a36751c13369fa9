package io.continuo.standalone.bench;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/** The figures of one bench run, in the order they were measured; flat names, plain numbers. */
public final class Report {

  private final Map<String, Double> metrics = new LinkedHashMap<>();
  private final Consumer<String> progress;

  /** A report that tells {@code progress} each figure as it arrives, one line each. */
  public Report(Consumer<String> progress) {
    this.progress = progress;
  }

  /** Adds a figure; the unit is the end of its name ({@code _ms}, {@code _per_s}, {@code _mb}). */
  public void add(String metric, double value) {
    metrics.put(metric, value);
    progress.accept("%-40s %,.3f".formatted(metric, value));
  }

  /** Says what is going on, without a figure. */
  public void say(String line) {
    progress.accept(line);
  }

  /** A figure that an earlier benchmark of the same run has measured. */
  public OptionalDouble figure(String metric) {
    Double value = metrics.get(metric);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  /** All figures so far. */
  public Map<String, Double> metrics() {
    return Collections.unmodifiableMap(metrics);
  }
}
