package io.continuo.runner.launch;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The settings of one launcher; one that was never asked for is a mistake that is told. */
public final class LauncherSettings {
  private final String prefix;
  private final Map<String, String> values;
  private final Set<String> asked = new TreeSet<>();

  /**
   * @param prefix for messages, such as {@code launcher.container.}
   * @param values without the prefix
   */
  public LauncherSettings(String prefix, Map<String, String> values) {
    this.prefix = prefix;
    this.values = new TreeMap<>(values);
  }

  public static LauncherSettings none() {
    return new LauncherSettings("", Map.of());
  }

  /** Empty when it is absent or blank. */
  public Optional<String> text(String key) {
    asked.add(key);
    return Optional.ofNullable(values.get(key)).map(String::strip).filter(text -> !text.isEmpty());
  }

  public long whole(String key, long otherwise) {
    return text(key).map(text -> parsedWhole(key, text)).orElse(otherwise);
  }

  private long parsedWhole(String key, String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw wrong(key, "'" + text + "' is not a whole number");
    }
  }

  public Duration duration(String key, Duration otherwise) {
    return text(key).map(text -> parsedDuration(key, text)).orElse(otherwise);
  }

  private Duration parsedDuration(String key, String text) {
    try {
      return Duration.parse(text);
    } catch (DateTimeParseException e) {
      throw wrong(key, "'" + text + "' is not an ISO 8601 duration such as PT3S");
    }
  }

  /** Separated by commas. */
  public List<String> list(String key) {
    return text(key).stream()
        .flatMap(text -> Arrays.stream(text.split(",", -1)))
        .map(String::strip)
        .filter(item -> !item.isEmpty())
        .toList();
  }

  /**
   * What the operator called the members of a group: {@code main} where there is {@code
   * registry.main.host}.
   */
  public Set<String> names(String group) {
    Set<String> names = new TreeSet<>();
    for (String key : values.keySet()) {
      String[] words = key.split("\\.", 3);
      if (words.length == 3 && words[0].equals(group)) {
        names.add(words[1]);
      }
    }
    return names;
  }

  /** The whole name of a setting, for messages. */
  public String name(String key) {
    return prefix + key;
  }

  public IllegalArgumentException wrong(String key, String complaint) {
    return new IllegalArgumentException(name(key) + ": " + complaint);
  }

  /**
   * Called when the launcher is made: by then it has asked for all that it knows.
   *
   * @throws IllegalArgumentException that names those that nobody asked for
   */
  public void rejectUnknown() {
    Set<String> unknown = new TreeSet<>(values.keySet());
    unknown.removeAll(asked);
    if (!unknown.isEmpty()) {
      throw wrong(unknown.iterator().next(), "there is no such setting, only " + asked);
    }
  }
}
