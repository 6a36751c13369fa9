package io.continuo.definition.schedule;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A cron expression: five fields (minute, hour, day, month, weekday), six with seconds first, or an
 * alias, also with a leading {@code @}. As in Vixie cron, a day fits either of day and weekday when
 * both are restricted; a field that starts with {@code *} or {@code ?} restricts nothing, so that
 * both must fit. Its times are those of a wall clock without a zone.
 */
public final class Cron {
  private static final Pattern SPACES = Pattern.compile("\\s+");
  private static final Map<String, String> ALIASES = new LinkedHashMap<>();

  static {
    ALIASES.put("hourly", "0 * * * *");
    ALIASES.put("daily", "0 0 * * *");
    ALIASES.put("weekly", "0 0 * * 1");
    ALIASES.put("monthly", "0 0 1 * *");
    ALIASES.put("yearly", "0 0 1 1 *");
  }

  private final String text;
  private final long seconds;
  private final long minutes;
  private final long hours;
  private final long days;
  private final long months;
  private final long weekdays;
  private final boolean eitherDay;

  private Cron(String text, List<String> fields) {
    this.text = text;
    this.seconds = CronField.SECOND.bits(fields.get(0));
    this.minutes = CronField.MINUTE.bits(fields.get(1));
    this.hours = CronField.HOUR.bits(fields.get(2));
    this.days = CronField.DAY.bits(fields.get(3));
    this.months = CronField.MONTH.bits(fields.get(4));
    this.weekdays = CronField.WEEKDAY.bits(fields.get(5));
    this.eitherDay = isRestricted(fields.get(3)) && isRestricted(fields.get(5));
  }

  private static boolean isRestricted(String field) {
    return !field.startsWith("*") && !field.startsWith("?");
  }

  /**
   * Reads an expression.
   *
   * @throws IllegalArgumentException with a sentence for the author
   */
  public static Cron parse(String text) {
    String expression = alias(text).map(ALIASES::get).orElse(text);
    List<String> fields = Arrays.asList(SPACES.split(expression.trim(), -1));
    Cron cron =
        switch (fields.size()) {
          case 5 -> new Cron(text, Stream.concat(Stream.of("0"), fields.stream()).toList());
          case 6 -> new Cron(text, fields);
          default ->
              throw new IllegalArgumentException(
                  "'"
                      + text
                      + "' is not a cron expression: write five fields (minute hour day month weekday), six with seconds first, or "
                      + String.join(", ", ALIASES.keySet()));
        };
    if (!cron.fires()) {
      throw new IllegalArgumentException(
          "'" + text + "' never fires: no month that it names has a day that it names");
    }
    return cron;
  }

  /** What is wrong with the text, as a sentence; empty if nothing. */
  public static Optional<String> problem(String text) {
    try {
      parse(text);
      return Optional.empty();
    } catch (IllegalArgumentException refused) {
      return Optional.of(String.valueOf(refused.getMessage()));
    }
  }

  private static Optional<String> alias(String text) {
    return Optional.of(text.startsWith("@") ? text.substring(1) : text)
        .filter(ALIASES::containsKey);
  }

  /** Whether it is hourly, daily, ... rather than fields. */
  public boolean isAlias() {
    return alias(text).isPresent();
  }

  /** The first time after that one, to the second. */
  public LocalDateTime next(LocalDateTime after) {
    LocalDateTime from = after.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
    LocalDate day = from.toLocalDate();
    if ((daysOf(day.getYear(), day.getMonthValue()) >> day.getDayOfMonth() & 1) == 1) {
      Optional<LocalTime> time = timeFrom(from.toLocalTime());
      if (time.isPresent()) {
        return day.atTime(time.get());
      }
    }
    return dayAfter(day).atTime(first(hours), first(minutes), first(seconds));
  }

  private Optional<LocalTime> timeFrom(LocalTime from) {
    int hour = next(hours, from.getHour());
    if (hour == from.getHour()) {
      int minute = next(minutes, from.getMinute());
      if (minute == from.getMinute()) {
        int second = next(seconds, from.getSecond());
        if (second < Long.SIZE) {
          return Optional.of(LocalTime.of(hour, minute, second));
        }
        minute = next(minutes, minute + 1);
      }
      if (minute < Long.SIZE) {
        return Optional.of(LocalTime.of(hour, minute, first(seconds)));
      }
      hour = next(hours, hour + 1);
    }
    return hour < Long.SIZE
        ? Optional.of(LocalTime.of(hour, first(minutes), first(seconds)))
        : Optional.empty();
  }

  /** Ends: every expression has a day within the 40 years between some leap days. */
  private LocalDate dayAfter(LocalDate day) {
    int year = day.getYear();
    int month = day.getMonthValue();
    long left = daysOf(year, month) & (-1L << (day.getDayOfMonth() + 1));
    while (left == 0) {
      month = next(months, month + 1);
      if (month > 12) {
        year++;
        month = first(months);
      }
      left = daysOf(year, month);
    }
    return LocalDate.of(year, month, first(left));
  }

  /** The days of the month on which it fires, as bits from 1. */
  private long daysOf(int year, int month) {
    if ((months >> month & 1) == 0) {
      return 0;
    }
    LocalDate start = LocalDate.of(year, month, 1);
    int weekday = start.getDayOfWeek().getValue() % 7;
    long week = (weekdays >> weekday | weekdays << (7 - weekday)) & 0x7F;
    long byWeekday = (week | week << 7 | week << 14 | week << 21 | week << 28) << 1;
    return (eitherDay ? days | byWeekday : days & byWeekday) & upTo(start.lengthOfMonth());
  }

  /** A leap day is every day of the week at some time, so only the lengths of months matter. */
  private boolean fires() {
    int longest = 0;
    for (Month month : Month.values()) {
      if ((months >> month.getValue() & 1) == 1) {
        longest = Math.max(longest, month.maxLength());
      }
    }
    return eitherDay || (days & upTo(longest)) != 0;
  }

  private static long upTo(int day) {
    return (1L << (day + 1)) - 2;
  }

  private static int first(long bits) {
    return Long.numberOfTrailingZeros(bits);
  }

  /** The first bit from there on; {@link Long#SIZE} when there is none. */
  private static int next(long bits, int from) {
    return Long.numberOfTrailingZeros(bits & (-1L << from));
  }

  @Override
  public String toString() {
    return text;
  }
}
