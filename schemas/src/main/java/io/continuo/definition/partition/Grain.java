package io.continuo.definition.partition;

import java.util.Locale;
import java.util.Optional;

/** How long the slots of a partitioned workflow are. */
public enum Grain {
  HOURLY("2026-11-21T05"),
  DAILY("2026-11-21"),
  /** ISO weeks, starting on Monday. */
  WEEKLY("2026-W47"),
  MONTHLY("2026-11"),
  YEARLY("2026");

  private final String example;

  Grain(String example) {
    this.example = example;
  }

  /** A label of this grain, for messages. */
  public String example() {
    return example;
  }

  /** As the language writes it: daily. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Grain> parse(String text) {
    for (Grain grain : values()) {
      if (grain.text().equals(text)) {
        return Optional.of(grain);
      }
    }
    return Optional.empty();
  }
}
