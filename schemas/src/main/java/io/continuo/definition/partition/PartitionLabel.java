package io.continuo.definition.partition;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.Optional;

/**
 * A slot of the calendar by the wall clock, without a zone. What is written lies in the years 0001
 * to 9999; arithmetic may lead out of them. Ordered by start; of those that start together the
 * longer is the greater.
 *
 * @param grain its length
 * @param start its first moment on the wall clock
 */
public record PartitionLabel(Grain grain, LocalDateTime start)
    implements Comparable<PartitionLabel> {
  /** Reads a label of any grain; empty when it is none, or names a day that does not exist. */
  public static Optional<PartitionLabel> parse(String text) {
    try {
      return switch (text.length()) {
        case 4 -> slot(Grain.YEARLY, number(text, 0, 4), 1, 1, 0);
        case 7 -> slot(Grain.MONTHLY, number(text, 0, 4), after('-', text, 4), 1, 0);
        case 8 -> week(text);
        case 10 ->
            slot(Grain.DAILY, number(text, 0, 4), after('-', text, 4), after('-', text, 7), 0);
        case 13 ->
            slot(
                Grain.HOURLY,
                number(text, 0, 4),
                after('-', text, 4),
                after('-', text, 7),
                after('T', text, 10));
        default -> Optional.empty();
      };
    } catch (DateTimeException noSuchDay) {
      return Optional.empty();
    }
  }

  public static boolean isLabel(String text) {
    return parse(text).isPresent();
  }

  /** The slot of this grain in which the wall clock shows that moment. */
  public static PartitionLabel containing(Grain grain, LocalDateTime moment) {
    LocalDateTime day = moment.truncatedTo(ChronoUnit.DAYS);
    LocalDateTime start =
        switch (grain) {
          case HOURLY -> moment.truncatedTo(ChronoUnit.HOURS);
          case DAILY -> day;
          case WEEKLY -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
          case MONTHLY -> day.withDayOfMonth(1);
          case YEARLY -> day.withDayOfYear(1);
        };
    return new PartitionLabel(grain, start);
  }

  public PartitionLabel next() {
    return plus(1);
  }

  /** So many slots later, or earlier. */
  public PartitionLabel plus(long n) {
    return new PartitionLabel(grain, start.plus(n, grain.unit()));
  }

  /** The first moment on the wall clock that is no longer in it. */
  public LocalDateTime end() {
    return start.plus(1, grain.unit());
  }

  /** How many slots lie from this one to the other of the same grain: 1 to the next. */
  public long until(PartitionLabel other) {
    return grain.unit().between(start, other.start);
  }

  /** Whether a label can say it: the years have four digits, and begin with 0001. */
  public boolean isWritable() {
    int year = start.getYear();
    return year >= 1 && year <= 9999;
  }

  private static Optional<PartitionLabel> slot(
      Grain grain, int year, int month, int day, int hour) {
    return year < 1
        ? Optional.empty()
        : Optional.of(new PartitionLabel(grain, LocalDateTime.of(year, month, day, hour, 0)));
  }

  private static Optional<PartitionLabel> week(String text) {
    int year = number(text, 0, 4);
    if (year < 1 || text.charAt(4) != '-') {
      return Optional.empty();
    }
    LocalDate monday =
        LocalDate.of(year, 1, 4)
            .with(IsoFields.WEEK_OF_WEEK_BASED_YEAR, after('W', text, 5))
            .with(DayOfWeek.MONDAY);
    return Optional.of(new PartitionLabel(Grain.WEEKLY, monday.atStartOfDay()))
        .filter(label -> label.toString().equals(text)); // not every year has a week 53
  }

  /**
   * The two digits after the sign at that place; a number that nothing has when it is not there.
   */
  private static int after(char sign, String text, int place) {
    return text.charAt(place) == sign ? number(text, place + 1, place + 3) : -1;
  }

  private static int number(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = 10 * number + digit;
    }
    return number;
  }

  @Override
  public int compareTo(PartitionLabel other) {
    int byStart = start.compareTo(other.start);
    return byStart != 0 ? byStart : grain.compareTo(other.grain);
  }

  @Override
  public String toString() {
    return switch (grain) {
      case YEARLY -> without(6, start.toLocalDate().toString());
      case MONTHLY -> without(3, start.toLocalDate().toString());
      case DAILY -> start.toLocalDate().toString();
      case HOURLY -> without(3, start.toString());
      case WEEKLY ->
          "%04d-W%02d"
              .formatted(
                  start.get(IsoFields.WEEK_BASED_YEAR),
                  start.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
    };
  }

  private static String without(int letters, String text) {
    return text.substring(0, text.length() - letters);
  }
}
