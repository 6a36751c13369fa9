package io.continuo.definition.partition;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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
    return start
        .filter(first -> isBeforeStart(parsed.get()))
        .map(
            first ->
                "partition " + label + " lies before the first one: partitions start on " + first);
  }

  /**
   * Reads a label of this workflow.
   *
   * @throws IllegalArgumentException with the sentence of {@link #problem} when the text is none
   */
  public PartitionLabel label(String text) {
    problem(text)
        .ifPresent(
            what -> {
              throw new IllegalArgumentException(what);
            });
    return PartitionLabel.parse(text).orElseThrow();
  }

  /** The first slot that {@link #start} allows; empty when it says nothing. */
  public Optional<PartitionLabel> first() {
    return start.map(
        day -> {
          PartitionLabel label = PartitionLabel.containing(grain, day.atStartOfDay());
          return isBeforeStart(label) ? label.next() : label;
        });
  }

  /** The slot in which the wall clock is at that instant. */
  public PartitionLabel at(Instant instant) {
    return PartitionLabel.containing(grain, clock().read(instant));
  }

  /**
   * The instant at which the slot starts. A slot whose start falls into a gap of the zone starts
   * right after the gap; one whose start happens twice starts the first time.
   */
  public Instant startOf(PartitionLabel label) {
    return clock().instantOf(label.start());
  }

  /**
   * As {@link #startOf(PartitionLabel)}.
   *
   * @throws IllegalArgumentException with the sentence of {@link #problem} when the label is none
   *     of this workflow
   */
  public Instant startOf(String label) {
    return startOf(label(label));
  }

  /** The instant at which the next slot starts: that of the start, if the slot lies in a gap. */
  public Instant endOf(PartitionLabel label) {
    return clock().instantOf(label.end());
  }

  /** How many slots there are from one to the other, both included; 0 when they are reversed. */
  public long count(PartitionLabel from, PartitionLabel to) {
    return Math.max(0, from.until(to) + 1);
  }

  /** The slots from one to the other, both included; check {@link #count} first. */
  public List<PartitionLabel> between(PartitionLabel from, PartitionLabel to) {
    return Stream.iterate(from, label -> label.compareTo(to) <= 0, PartitionLabel::next).toList();
  }

  /** Whether the label is one of a slot that this workflow has. */
  boolean has(PartitionLabel label) {
    return label.grain() == grain && label.isWritable() && !isBeforeStart(label);
  }

  private boolean isBeforeStart(PartitionLabel label) {
    return start.filter(first -> label.start().toLocalDate().isBefore(first)).isPresent();
  }

  public WallClock clock() {
    return new WallClock(timezone);
  }
}
