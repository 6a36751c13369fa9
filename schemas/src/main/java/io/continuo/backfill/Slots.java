package io.continuo.backfill;

import io.continuo.definition.partition.PartitionLabel;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Slots of one workflow, at least one, oldest first. */
public sealed interface Slots {

  /** All from one to the other, both included. */
  record Range(PartitionLabel from, PartitionLabel to) implements Slots {
    public Range {
      if (from.grain() != to.grain() || from.compareTo(to) > 0) {
        throw new IllegalArgumentException(from + " to " + to + " is not a range of slots");
      }
    }

    @Override
    public long count() {
      return from.until(to) + 1;
    }

    @Override
    public PartitionLabel at(long index) {
      return from.plus(index);
    }

    @Override
    public boolean has(PartitionLabel label) {
      return label.grain() == from.grain()
          && from.compareTo(label) <= 0
          && label.compareTo(to) <= 0;
    }
  }

  record Listed(List<PartitionLabel> labels) implements Slots {
    public Listed {
      labels = List.copyOf(labels);
      if (labels.isEmpty()) {
        throw new IllegalArgumentException("a list of slots has at least one");
      }
      for (int i = 1; i < labels.size(); i++) {
        PartitionLabel label = labels.get(i);
        if (label.grain() != labels.getFirst().grain() || label.compareTo(labels.get(i - 1)) <= 0) {
          throw new IllegalArgumentException(label + " is out of order in the list of slots");
        }
      }
    }

    @Override
    public long count() {
      return labels.size();
    }

    @Override
    public PartitionLabel at(long index) {
      return labels.get(Math.toIntExact(index));
    }

    @Override
    public boolean has(PartitionLabel label) {
      return Collections.binarySearch(labels, label) >= 0;
    }
  }

  long count();

  /** Counted from 0, the oldest. */
  PartitionLabel at(long index);

  boolean has(PartitionLabel label);

  default PartitionLabel first() {
    return at(0);
  }

  default PartitionLabel last() {
    return at(count() - 1);
  }

  default Stream<PartitionLabel> stream() {
    return LongStream.range(0, count()).mapToObj(this::at);
  }

  /**
   * These slots, as a range if none is missing between them.
   *
   * @param ascending at least one, none twice
   */
  static Slots of(List<PartitionLabel> ascending) {
    PartitionLabel first = ascending.getFirst();
    PartitionLabel last = ascending.getLast();
    return first.until(last) + 1 == ascending.size()
        ? new Range(first, last)
        : new Listed(ascending);
  }
}
