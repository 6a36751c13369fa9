package io.continuo.definition.partition;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

/**
 * The calendars of a consumer and of a dataset, laid over each other on one line: of days, or of
 * seconds as soon as one of them is hourly.
 */
record Overlay(Partitions consumer, Partitions dataset) {
  /** No zone was ever set back by more. */
  private static final long LONGEST_OVERLAP = 24 * 60 * 60;

  /** Partitions of the dataset that follow each other; none when the last is before the first. */
  record Span(Partitions dataset, PartitionLabel first, PartitionLabel last, boolean gapsToo) {
    List<PartitionLabel> labels() {
      return dataset.between(first, last).stream()
          .filter(label -> gapsToo || exists(label))
          .toList();
    }

    boolean has(PartitionLabel label) {
      return first.compareTo(label) <= 0
          && label.compareTo(last) <= 0
          && (gapsToo || exists(label));
    }

    private boolean exists(PartitionLabel label) {
      return Overlay.exists(dataset, label);
    }
  }

  Span span(PartitionMapping mapping, PartitionLabel slot) {
    return switch (mapping) {
      case PartitionMapping.Same() -> one(same(slot));
      case PartitionMapping.Lag(int n) -> one(same(slot).plus(-n));
      case PartitionMapping.Last(int n) -> {
        PartitionLabel last = last(slot);
        yield existing(last.plus(1L - n), last);
      }
      case PartitionMapping.All() -> inside(slot);
      case PartitionMapping.Any() -> inside(slot);
    };
  }

  /**
   * Looks at the slots near the partition and keeps those to which it belongs. Near takes in the
   * length of an overlap, in which wall clocks lead astray by as much.
   */
  List<PartitionLabel> affected(PartitionMapping mapping, PartitionLabel landed) {
    PartitionLabel first = mapping instanceof PartitionMapping.Lag(int n) ? landed.plus(n) : landed;
    PartitionLabel last =
        mapping instanceof PartitionMapping.Last(int n) ? landed.plus(n - 1L) : first;
    long margin = byDay() ? 0 : LONGEST_OVERLAP;
    PartitionLabel from = at(consumer, start(dataset, first) - margin).plus(-1);
    PartitionLabel to = at(consumer, end(dataset, last) + margin).next();
    return Stream.iterate(from, slot -> slot.compareTo(to) <= 0, PartitionLabel::next)
        .filter(slot -> consumer.has(slot) && span(mapping, slot).has(landed))
        .toList();
  }

  private PartitionLabel same(PartitionLabel slot) {
    if (isByLabel()) {
      return slot;
    }
    long start = start(consumer, slot);
    if (isFiner()) {
      PartitionLabel first = firstFrom(start);
      return start(dataset, first) < end(consumer, slot) ? first : at(dataset, start);
    }
    return at(dataset, start);
  }

  private Span inside(PartitionLabel slot) {
    if (isByLabel()) {
      return existing(slot, slot);
    }
    return isCoarser()
        ? one(same(slot))
        : existing(firstFrom(start(consumer, slot)), firstFrom(end(consumer, slot)).plus(-1));
  }

  private PartitionLabel last(PartitionLabel slot) {
    if (isByLabel() || isCoarser()) {
      return same(slot);
    }
    PartitionLabel last = firstFrom(end(consumer, slot)).plus(-1);
    while (!exists(dataset, last)) {
      last = last.plus(-1);
    }
    return last;
  }

  private Span one(PartitionLabel label) {
    return new Span(dataset, label, label, true);
  }

  private Span existing(PartitionLabel first, PartitionLabel last) {
    return new Span(dataset, first, last, false);
  }

  /** Only hours can be missing: a day is a day, even one that a zone has skipped. */
  private static boolean exists(Partitions dataset, PartitionLabel label) {
    return dataset.grain() != Grain.HOURLY || dataset.startOf(label).isBefore(dataset.endOf(label));
  }

  /** The first partition that starts there or later, and exists. */
  private PartitionLabel firstFrom(long position) {
    PartitionLabel label = at(dataset, position);
    while (start(dataset, label) < position) {
      label = label.next();
    }
    return label;
  }

  private boolean isFiner() {
    return dataset.grain().compareTo(consumer.grain()) < 0;
  }

  private boolean isCoarser() {
    return dataset.grain().compareTo(consumer.grain()) > 0;
  }

  private boolean isByLabel() {
    return dataset.grain() == consumer.grain()
        && (byDay() || dataset.timezone().equals(consumer.timezone()));
  }

  private boolean byDay() {
    return consumer.grain() != Grain.HOURLY && dataset.grain() != Grain.HOURLY;
  }

  private PartitionLabel at(Partitions calendar, long position) {
    return byDay()
        ? PartitionLabel.containing(calendar.grain(), LocalDate.ofEpochDay(position).atStartOfDay())
        : calendar.at(Instant.ofEpochSecond(position));
  }

  private long start(Partitions calendar, PartitionLabel label) {
    return byDay()
        ? label.start().toLocalDate().toEpochDay()
        : calendar.startOf(label).getEpochSecond();
  }

  private long end(Partitions calendar, PartitionLabel label) {
    return byDay()
        ? label.end().toLocalDate().toEpochDay()
        : calendar.endOf(label).getEpochSecond();
  }
}
