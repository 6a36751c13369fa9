package io.continuo.definition.partition;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.IsoFields;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A slot of the calendar by the wall clock, without a zone.
 *
 * @param grain its length
 * @param start its first moment on the wall clock
 */
public record PartitionLabel(Grain grain, LocalDateTime start) {
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
      return label.toString().equals(text) ? Optional.of(label) : Optional.empty();
    } catch (DateTimeException noSuchDay) {
      return Optional.empty();
    }
  }

  public static boolean isLabel(String text) {
    return parse(text).isPresent();
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
  public String toString() {
    return switch (grain) {
      case YEARLY -> "%04d".formatted(start.getYear());
      case MONTHLY -> "%04d-%02d".formatted(start.getYear(), start.getMonthValue());
      case DAILY -> start.toLocalDate().toString();
      case HOURLY -> "%sT%02d".formatted(start.toLocalDate(), start.getHour());
      case WEEKLY ->
          "%04d-W%02d"
              .formatted(
                  start.get(IsoFields.WEEK_BASED_YEAR),
                  start.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
    };
  }
}
