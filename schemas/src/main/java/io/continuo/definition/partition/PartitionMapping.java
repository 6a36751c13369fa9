package io.continuo.definition.partition;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which partitions of a dataset belong to a slot of the workflow that consumes it. Days and longer
 * grains are matched by date, whatever the zones: a day is a day. As soon as one side is hourly,
 * they are matched by instants.
 */
public sealed interface PartitionMapping {
  /**
   * The equal label; of hours in another zone the one that starts at the same instant, else the one
   * that contains it. Of a coarser dataset the partition that contains the start of the slot, of a
   * finer one the first that starts in the slot.
   */
  record Same() implements PartitionMapping {}

  /** So many partitions of the dataset before {@link Same}. */
  record Lag(int n) implements PartitionMapping {}

  /**
   * So many partitions of the dataset that end with the last one that starts in the slot; with the
   * one that contains its start, if the dataset is coarser.
   */
  record Last(int n) implements PartitionMapping {}

  /** All that start in the slot; the one that contains its start, if the dataset is coarser. */
  record All() implements PartitionMapping {}

  /** One is enough of those of {@link All}. */
  record Any() implements PartitionMapping {}

  /** Reads same, all, any, lag(n) or last(n); empty when the text is none of them. */
  static Optional<PartitionMapping> parse(String text) {
    Matcher counted = Syntax.COUNTED.matcher(text);
    if (counted.matches()) {
      int n = Integer.parseInt(counted.group(2));
      return Optional.of(counted.group(1).equals("lag") ? new Lag(n) : new Last(n));
    }
    return Stream.<PartitionMapping>of(new Same(), new All(), new Any())
        .filter(mapping -> mapping.text().equals(text))
        .findFirst();
  }

  /** As the language writes it: lag(1). */
  default String text() {
    return switch (this) {
      case Same() -> "same";
      case Lag(int n) -> "lag(" + n + ")";
      case Last(int n) -> "last(" + n + ")";
      case All() -> "all";
      case Any() -> "any";
    };
  }

  /**
   * The partitions that belong to the slot, ascending. Hours that do not exist, because the clocks
   * skip them, are left out except by {@link Same} and {@link Lag}, which name one label.
   *
   * @param consumer the slots of the workflow
   * @param dataset the partitions of the dataset, without a start
   */
  default List<PartitionLabel> upstream(
      Partitions consumer, PartitionLabel slot, Partitions dataset) {
    return new Overlay(consumer, dataset).span(this, slot).labels();
  }

  /**
   * The slots to which the partition belongs, ascending: the inverse of {@link #upstream}. Only
   * those that the consumer has, from its start on.
   */
  default List<PartitionLabel> affected(
      Partitions consumer, Partitions dataset, PartitionLabel landed) {
    return landed.grain() == dataset.grain()
        ? new Overlay(consumer, dataset).affected(this, landed)
        : List.of();
  }

  /** How many of so many upstream partitions must have landed. */
  default int needed(int upstream) {
    return switch (this) {
      case Any() -> Math.min(1, upstream);
      case Same() -> upstream;
      case Lag l -> upstream;
      case Last l -> upstream;
      case All() -> upstream;
    };
  }

  /** The written form. */
  final class Syntax {
    private static final Pattern COUNTED = Pattern.compile("(lag|last)\\(([1-9][0-9]{0,4})\\)");

    private Syntax() {}
  }
}
