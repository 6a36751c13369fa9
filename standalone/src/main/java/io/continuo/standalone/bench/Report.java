package io.continuo.standalone.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/** The figures of one bench run, in the order they were measured; flat names, plain numbers. */
public final class Report {

  private static final ObjectMapper JSON = new ObjectMapper();

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

  /** {@code {machine, version, metrics}}, metrics flat. */
  public String toJson(Machine machine) {
    ObjectNode root = JSON.createObjectNode();
    root.set("machine", JSON.valueToTree(machine));
    root.put("version", version());
    root.set("metrics", JSON.valueToTree(metrics));
    return root.toPrettyString();
  }

  /** For people: one figure a line. */
  public String toTable(Machine machine) {
    StringBuilder table = new StringBuilder();
    table.append(
        "%s, %d cores, %s, load %.1f%n"
            .formatted(machine.cpu(), machine.cores(), machine.jvm(), machine.loadAverage()));
    metrics.forEach((name, value) -> table.append("%-44s %,16.3f%n".formatted(name, value)));
    return table.toString().stripTrailing();
  }

  private static String version() {
    return Optional.ofNullable(Report.class.getPackage().getImplementationVersion())
        .orElse("development");
  }
}
