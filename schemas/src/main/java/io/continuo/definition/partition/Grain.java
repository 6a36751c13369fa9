package io.continuo.definition.partition;

import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/** How long the slots of a partitioned workflow are, the shortest first. */
public enum Grain {
  HOURLY("2026-11-21T05", ChronoUnit.HOURS),
  DAILY("2026-11-21", ChronoUnit.DAYS),
  /** ISO weeks, starting on Monday. */
  WEEKLY("2026-W47", ChronoUnit.WEEKS),
  MONTHLY("2026-11", ChronoUnit.MONTHS),
  YEARLY("2026", ChronoUnit.YEARS);

  private final String example;
  private final ChronoUnit unit;

  Grain(String example, ChronoUnit unit) {
    this.example = example;
    this.unit = unit;
  }

  /** A label of this grain, for messages. */
  public String example() {
    return example;
  }

  /** From one slot to the next, on the wall clock. */
  ChronoUnit unit() {
    return unit;
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
