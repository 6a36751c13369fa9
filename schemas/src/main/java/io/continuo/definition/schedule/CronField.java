package io.continuo.definition.schedule;

import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * One field of a cron expression, read as a set of bits.
 *
 * @param name with its article, for messages
 * @param last the last value that {@code *} means
 * @param max the greatest that may be written: Sunday is 0 and 7
 * @param names of the values from 0 on
 */
record CronField(String name, int min, int last, int max, List<String> names) {
  private static final List<String> MONTHS =
      List.of(
          "", "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
  private static final List<String> DAYS = List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");

  static final CronField SECOND = new CronField("a second", 0, 59, 59, List.of());
  static final CronField MINUTE = new CronField("a minute", 0, 59, 59, List.of());
  static final CronField HOUR = new CronField("an hour", 0, 23, 23, List.of());
  static final CronField DAY = new CronField("a day", 1, 31, 31, List.of());
  static final CronField MONTH = new CronField("a month", 1, 12, 12, MONTHS);
  static final CronField WEEKDAY = new CronField("a weekday", 0, 6, 7, DAYS);

  /**
   * The values, as bits.
   *
   * @throws IllegalArgumentException with a sentence for the author
   */
  long bits(String text) {
    long bits = 0;
    for (String item : text.split(",", -1)) {
      bits |= item(item).orElseThrow(() -> refused(text));
    }
    return bits;
  }

  private IllegalArgumentException refused(String text) {
    return new IllegalArgumentException(
        "'%s' is not %s of a cron expression: it takes %d to %d, *, a-b, a,b and /n"
            .formatted(text, name, min, max));
  }

  private OptionalLong item(String text) {
    String[] step = text.split("/", -1);
    if (step.length > 2 || (step.length == 2 && !step[1].matches("[1-9][0-9]?"))) {
      return OptionalLong.empty();
    }
    boolean open = step.length == 2;
    int by = open ? Integer.parseInt(step[1]) : 1;
    if (step[0].equals("*") || (step[0].equals("?") && mayBeAnything())) {
      return OptionalLong.of(range(min, last, by));
    }
    String[] ends = step[0].split("-", -1);
    OptionalInt from = number(ends[0]);
    OptionalInt to = ends.length == 1 && open ? from : number(ends[ends.length - 1]);
    if (ends.length > 2 || from.isEmpty() || to.isEmpty()) {
      return OptionalLong.empty();
    }
    int end = ends.length == 1 && open ? last : to.getAsInt();
    if (end == 0 && max > last) {
      end = from.getAsInt() == 0 ? 0 : max;
    }
    return from.getAsInt() <= end
        ? OptionalLong.of(range(from.getAsInt(), end, by))
        : OptionalLong.empty();
  }

  /** Both fields of a day may say that the other decides. */
  private boolean mayBeAnything() {
    return name.endsWith("day");
  }

  private long range(int from, int to, int step) {
    long bits = 0;
    for (int value = from; value <= to; value += step) {
      bits |= 1L << (value > last ? min : value);
    }
    return bits;
  }

  private OptionalInt number(String text) {
    int named = text.isEmpty() ? -1 : names.indexOf(text.toUpperCase(Locale.ROOT));
    if (named >= 0) {
      return OptionalInt.of(named);
    }
    if (!text.matches("[0-9]{1,2}")) {
      return OptionalInt.empty();
    }
    int number = Integer.parseInt(text);
    return number >= min && number <= max ? OptionalInt.of(number) : OptionalInt.empty();
  }
}
