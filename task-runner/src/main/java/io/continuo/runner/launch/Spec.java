package io.continuo.runner.launch;

import io.continuo.value.Value;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a launcher's own part of a task definition; a complaint names the field and what belongs
 * there.
 */
public record Spec(String path, Value.Fields fields) {

  public static Spec of(Value.Fields fields) {
    return new Spec("", fields);
  }

  public Optional<Value> field(String name) {
    Value value = fields.values().get(name);
    return value == null || value instanceof Value.Null ? Optional.empty() : Optional.of(value);
  }

  public String text(String name) throws LaunchException {
    return optionalText(name).orElseThrow(() -> wrong(name, "is missing: give a text"));
  }

  /** A text, number or boolean, as text. */
  public Optional<String> optionalText(String name) throws LaunchException {
    Optional<Value> value = field(name);
    return value.isEmpty() ? Optional.empty() : Optional.of(plain(name, value.get()));
  }

  /** A list of texts, or one text as a list of one; absent is empty. */
  public List<String> texts(String name) throws LaunchException {
    Optional<Value> value = field(name);
    if (value.isEmpty()) {
      return List.of();
    }
    if (!(value.get() instanceof Value.Items(List<Value> items))) {
      return List.of(plain(name, value.get()));
    }
    String[] texts = new String[items.size()];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = plain(name + "[" + i + "]", items.get(i));
    }
    return List.of(texts);
  }

  /** A map of texts; absent is empty. */
  public Map<String, String> textMap(String name) throws LaunchException {
    Map<String, String> texts = new LinkedHashMap<>();
    Spec inner = section(name);
    for (String key : inner.fields.values().keySet()) {
      texts.put(key, inner.optionalText(key).orElse(""));
    }
    return texts;
  }

  /** A duration of more than nothing, in ISO 8601. */
  public Duration duration(String name, Duration otherwise) throws LaunchException {
    Optional<String> text = optionalText(name);
    if (text.isEmpty()) {
      return otherwise;
    }
    try {
      Duration duration = Duration.parse(text.get());
      if (duration.isPositive()) {
        return duration;
      }
    } catch (DateTimeParseException _) {
      // the same answer as for a duration that is not positive
    }
    throw wrong(name, "is not a positive ISO 8601 duration such as PT30S: '" + text.get() + "'");
  }

  /** A nested object; absent is empty. */
  public Spec section(String name) throws LaunchException {
    return switch (field(name).orElse(Value.Fields.EMPTY)) {
      case Value.Fields inner -> new Spec(path + name + ".", inner);
      case Value.Null _,
          Value.Bool _,
          Value.Whole _,
          Value.Decimal _,
          Value.Text _,
          Value.Items _ ->
          throw wrong(name, "must be an object");
    };
  }

  /** A list of objects; absent is empty. */
  public List<Spec> sections(String name) throws LaunchException {
    Value value = field(name).orElse(new Value.Items(List.of()));
    if (!(value instanceof Value.Items(List<Value> items))) {
      throw wrong(name, "must be a list of objects");
    }
    List<Spec> sections = new ArrayList<>();
    for (Value item : items) {
      String place = name + "[" + sections.size() + "]";
      if (!(item instanceof Value.Fields inner)) {
        throw wrong(place, "must be an object");
      }
      sections.add(new Spec(path + place + ".", inner));
    }
    return sections;
  }

  /** True or false, also as text: templates become text; absent is false. */
  public boolean flag(String name) throws LaunchException {
    String text = optionalText(name).orElse("false");
    if (!text.equals("true") && !text.equals("false")) {
      throw wrong(name, "must be true or false, not '" + text + "'");
    }
    return text.equals("true");
  }

  /** A whole number within bounds, also as text. */
  public Optional<Long> optionalWhole(String name, long min, long max) throws LaunchException {
    Optional<String> text = optionalText(name);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      long whole = Long.parseLong(text.get());
      if (whole >= min && whole <= max) {
        return Optional.of(whole);
      }
    } catch (NumberFormatException _) {
      // told below
    }
    throw wrong(name, "must be a whole number of at least " + min + ", not '" + text.get() + "'");
  }

  /** A field that nobody reads is a mistake that is told. */
  public void rejectUnknown(List<String> known) throws LaunchException {
    for (String name : fields.values().keySet()) {
      if (!known.contains(name)) {
        throw wrong(name, "is unknown: use one of " + known);
      }
    }
  }

  public LaunchException wrong(String name, String complaint) {
    return LaunchException.user("the task's '" + path + name + "' " + complaint);
  }

  private String plain(String name, Value value) throws LaunchException {
    return switch (value) {
      case Value.Text(String text) -> text;
      case Value.Whole(long whole) -> Long.toString(whole);
      case Value.Decimal(double decimal) -> Double.toString(decimal);
      case Value.Bool(boolean bool) -> Boolean.toString(bool);
      case Value.Null _, Value.Items _, Value.Fields _ -> throw wrong(name, "must be a text");
    };
  }
}
