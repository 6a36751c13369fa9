package io.continuo.definition.partition;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
  private static final Comparator<PartitionLabel> ORDER =
      Comparator.comparing(PartitionLabel::start).thenComparing(PartitionLabel::grain);

  private static final Pattern FORM =
      Pattern.compile("(\\d{4})(?:-W(\\d{2})|(?:-(\\d{2})(?:-(\\d{2})(?:T(\\d{2}))?)?)?)");

  /** Reads a label of any grain; empty when it is none, or names a day that does not exist. */
  public static Optional<PartitionLabel> parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    try {
      PartitionLabel label = form.group(2) != null ? week(form) : slot(form);
      return label.isWritable() && label.toString().equals(text)
          ? Optional.of(label)
          : Optional.empty();
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

  private static PartitionLabel week(Matcher form) {
    LocalDate monday =
        LocalDate.of(number(form, 1), 1, 4)
            .with(IsoFields.WEEK_OF_WEEK_BASED_YEAR, number(form, 2))
            .with(DayOfWeek.MONDAY);
    return new PartitionLabel(Grain.WEEKLY, monday.atStartOfDay());
  }

  private static PartitionLabel slot(Matcher form) {
    Grain grain =
        form.group(5) != null
            ? Grain.HOURLY
            : form.group(4) != null
                ? Grain.DAILY
                : form.group(3) != null ? Grain.MONTHLY : Grain.YEARLY;
    int month = form.group(3) == null ? 1 : number(form, 3);
    int day = form.group(4) == null ? 1 : number(form, 4);
    int hour = form.group(5) == null ? 0 : number(form, 5);
    return new PartitionLabel(grain, LocalDateTime.of(number(form, 1), month, day, hour, 0));
  }

  private static int number(Matcher form, int group) {
    return Integer.parseInt(form.group(group));
  }

  @Override
  public int compareTo(PartitionLabel other) {
    return ORDER.compare(this, other);
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
