package io.continuo.definition.partition;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.Optional;

/**
 * The calendar of a partitioned workflow: slots of one grain in one zone.
 *
 * @param start the first day that has slots; empty when any label is good
 */
public record Partitions(Grain grain, ZoneId timezone, Optional<LocalDate> start) {

  public static Partitions of(Grain grain) {
    return new Partitions(grain, ZoneOffset.UTC, Optional.empty());
  }

  /**
   * What keeps the text from being a partition of this workflow, as a sentence; empty if nothing.
   */
  public Optional<String> problem(String label) {
    Optional<PartitionLabel> parsed = PartitionLabel.parse(label);
    if (parsed.isEmpty() || parsed.get().grain() != grain) {
      return Optional.of(
          "'"
              + label
              + "' is not a "
              + grain.text()
              + " partition: write one like "
              + grain.example());
    }
    if (start.isPresent() && parsed.get().start().toLocalDate().isBefore(start.get())) {
      return Optional.of(
          "partition " + label + " lies before the first one: partitions start on " + start.get());
    }
    return Optional.empty();
  }

  /**
   * The instant at which the slot starts. A slot whose start falls into a gap of the zone starts
   * right after the gap; one whose start happens twice starts the first time.
   *
   * @throws IllegalArgumentException with the sentence of {@link #problem} when the label is none
   *     of this workflow
   */
  public Instant startOf(String label) {
    problem(label)
        .ifPresent(
            what -> {
              throw new IllegalArgumentException(what);
            });
    return startOf(PartitionLabel.parse(label).orElseThrow());
  }

  private Instant startOf(PartitionLabel label) {
    ZoneRules rules = timezone.getRules();
    List<ZoneOffset> offsets = rules.getValidOffsets(label.start());
    if (offsets.isEmpty()) {
      ZoneOffsetTransition gap = rules.getTransition(label.start());
      return gap.getInstant();
    }
    return label.start().toInstant(offsets.getFirst());
  }
}
