package io.continuo.definition.reader.part;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Whether a text is a cron expression: five fields, six with seconds first, or an alias. */
final class CronSyntax {
  private static final Set<String> ALIASES =
      Set.of("hourly", "daily", "weekly", "monthly", "yearly");
  private static final List<String> MONTHS =
      List.of(
          "", "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
  private static final List<String> DAYS = List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");

  private record Field(String name, int min, int max, List<String> names) {
    String says() {
      return name
          + " of a cron expression: it takes "
          + min
          + " to "
          + max
          + ", *, a-b, a,b and /n";
    }
  }

  private static final List<Field> FIELDS =
      List.of(
          new Field("second", 0, 59, List.of()),
          new Field("minute", 0, 59, List.of()),
          new Field("hour", 0, 23, List.of()),
          new Field("day", 1, 31, List.of()),
          new Field("month", 1, 12, MONTHS),
          new Field("weekday", 0, 7, DAYS));

  private CronSyntax() {}

  /** What is wrong with it, as a sentence; empty if nothing. */
  static Optional<String> problem(String text) {
    if (ALIASES.contains(text)) {
      return Optional.empty();
    }
    String[] parts = text.trim().split("\\s+", -1);
    if (parts.length != 5 && parts.length != 6) {
      return Optional.of(
          "'"
              + text
              + "' is not a cron expression: write five fields (minute hour day month weekday), six with seconds first, or hourly, daily, weekly, monthly, yearly");
    }
    for (int i = 0; i < parts.length; i++) {
      Field field = FIELDS.get(i + FIELDS.size() - parts.length);
      if (!isField(parts[i], field)) {
        return Optional.of("'" + parts[i] + "' is not a " + field.says());
      }
    }
    return Optional.empty();
  }

  private static boolean isField(String text, Field field) {
    for (String item : text.split(",", -1)) {
      String[] step = item.split("/", -1);
      boolean stepFits = step.length == 1 || (step.length == 2 && step[1].matches("[1-9][0-9]?"));
      if (!stepFits || !isRange(step[0], field)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isRange(String text, Field field) {
    if (text.equals("*") || (text.equals("?") && field.name().endsWith("day"))) {
      return true;
    }
    String[] ends = text.split("-", -1);
    int first = number(ends[0], field);
    int last = number(ends[ends.length - 1], field);
    return ends.length <= 2 && first >= 0 && first <= last;
  }

  private static int number(String text, Field field) {
    int named = field.names().indexOf(text.toUpperCase(Locale.ROOT));
    if (named >= 0 && !text.isEmpty()) {
      return named;
    }
    if (!text.matches("[0-9]{1,2}")) {
      return -1;
    }
    int number = Integer.parseInt(text);
    return number >= field.min() && number <= field.max() ? number : -1;
  }
}
