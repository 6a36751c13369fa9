package io.continuo.definition.schedule;

import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Cron by looking at every minute, over plain numbers: slow, and plain enough to be believed. */
final class NaiveCron {
  private final String[] fields;
  private final Set<Integer> minutes;
  private final Set<Integer> hours;
  private final Set<Integer> days;
  private final Set<Integer> months;
  private final Set<Integer> weekdays;

  NaiveCron(String fiveFields) {
    this.fields = fiveFields.split(" ", -1);
    this.minutes = values(fields[0], 0, 59);
    this.hours = values(fields[1], 0, 23);
    this.days = values(fields[2], 1, 31);
    this.months = values(fields[3], 1, 12);
    this.weekdays = values(fields[4], 0, 6);
  }

  LocalDateTime next(LocalDateTime after, LocalDateTime limit) {
    LocalDateTime time = after.withSecond(0).withNano(0).plusMinutes(1);
    while (!fits(time) && time.isBefore(limit)) {
      time = time.plusMinutes(1);
    }
    return time;
  }

  private boolean fits(LocalDateTime time) {
    return minutes.contains(time.getMinute())
        && hours.contains(time.getHour())
        && months.contains(time.getMonthValue())
        && day(time);
  }

  private boolean day(LocalDateTime time) {
    boolean day = days.contains(time.getDayOfMonth());
    boolean weekday = weekdays.contains(time.getDayOfWeek().getValue() % 7);
    boolean either = !fields[2].startsWith("*") && !fields[4].startsWith("*");
    return either ? day || weekday : day && weekday;
  }

  private static Set<Integer> values(String field, int min, int max) {
    Set<Integer> values = new TreeSet<>();
    for (String item : field.split(",", -1)) {
      String[] step = item.split("/", -1);
      int by = step.length == 1 ? 1 : Integer.parseInt(step[1]);
      int[] ends =
          step[0].equals("*")
              ? new int[] {min, max}
              : Arrays.stream(step[0].split("-", -1)).mapToInt(Integer::parseInt).toArray();
      IntStream.rangeClosed(ends[0], ends[ends.length - 1])
          .filter(value -> (value - ends[0]) % by == 0)
          .forEach(values::add);
    }
    return values;
  }
}
