package io.continuo.definition.type;

import io.continuo.definition.partition.PartitionLabel;
import io.continuo.definition.type.Type.Scalar;
import io.continuo.value.Value;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whether a value is of a type; if not, where and why. */
final class TypeCheck {
  /** The characters of RFC 3986, and those of other scripts; a relative reference is good too. */
  private static final Pattern URI = Pattern.compile("[^\\s<>\"{}|\\\\^`\\p{Cntrl}]+");

  private TypeCheck() {}

  static Optional<String> check(Type type, Value value) {
    return check(type, value, "");
  }

  private static Optional<String> check(Type type, Value value, String at) {
    return switch (type) {
      case Scalar scalar -> scalar(scalar, value, at);
      case Type.OptionalOf(Type element) ->
          value instanceof Value.Null ? Optional.empty() : check(element, value, at);
      case Type.EnumOf names ->
          value instanceof Value.Text(String text) && names.names().contains(text)
              ? Optional.empty()
              : mismatch(names, value, at);
      case Type.ListOf list ->
          value instanceof Value.Items items
              ? items(list.element(), items, at)
              : mismatch(list, value, at);
      case Type.MapOf map ->
          value instanceof Value.Fields fields
              ? entries(map.element(), fields, at)
              : mismatch(map, value, at);
      case Type.RecordOf shape ->
          value instanceof Value.Fields fields
              ? fields(shape, fields, at)
              : mismatch(shape, value, at);
    };
  }

  private static Optional<String> items(Type element, Value.Items items, String at) {
    for (int i = 0; i < items.values().size(); i++) {
      Optional<String> problem = check(element, items.values().get(i), at + "[" + i + "]");
      if (problem.isPresent()) {
        return problem;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> entries(Type element, Value.Fields fields, String at) {
    for (Map.Entry<String, Value> entry : fields.values().entrySet()) {
      Optional<String> problem = check(element, entry.getValue(), at + "." + entry.getKey());
      if (problem.isPresent()) {
        return problem;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> fields(Type.RecordOf shape, Value.Fields fields, String at) {
    for (String name : fields.values().keySet()) {
      if (!shape.fields().containsKey(name)) {
        String known = shape.text() + " has " + shape.fields().keySet();
        return Optional.of(place(at) + "has no field '" + name + "': " + known);
      }
    }
    for (Map.Entry<String, Type> field : shape.fields().entrySet()) {
      Optional<String> problem = field(shape, field, fields, at);
      if (problem.isPresent()) {
        return problem;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> field(
      Type.RecordOf shape, Map.Entry<String, Type> field, Value.Fields fields, String at) {
    Value value = fields.values().get(field.getKey());
    if (value != null) {
      return check(field.getValue(), value, at + "." + field.getKey());
    }
    return field.getValue().isOptional()
        ? Optional.empty()
        : Optional.of(place(at) + "lacks the field '" + field.getKey() + "' of " + shape.text());
  }

  private static Optional<String> scalar(Scalar type, Value value, String at) {
    boolean fits =
        switch (type) {
          case BOOLEAN -> value instanceof Value.Bool;
          case INTEGER -> value instanceof Value.Whole;
          case NUMBER -> value instanceof Value.Whole || value instanceof Value.Decimal;
          case JSON -> true;
          case STRING, DATE, DATETIME, DURATION, URI, PARTITION ->
              value instanceof Value.Text(String text) && isText(type, text);
        };
    return fits ? Optional.empty() : mismatch(type, value, at);
  }

  private static boolean isText(Scalar type, String text) {
    try {
      return switch (type) {
        case DATE -> LocalDate.parse(text) != null;
        case DATETIME -> OffsetDateTime.parse(text) != null;
        case DURATION -> Duration.parse(text) != null;
        case URI -> URI.matcher(text).matches();
        case PARTITION -> PartitionLabel.isLabel(text);
        case STRING, JSON, BOOLEAN, INTEGER, NUMBER -> true;
      };
    } catch (DateTimeException notOfTheType) {
      return false;
    }
  }

  private static Optional<String> mismatch(Type type, Value value, String at) {
    return Optional.of(place(at) + "is " + describe(value) + ", not " + article(type.text()));
  }

  private static String place(String at) {
    return at.isEmpty() ? "the value " : "the value at " + at + " ";
  }

  private static String article(String type) {
    return ("aeiou".indexOf(type.charAt(0)) >= 0 && !type.startsWith("uri") ? "an " : "a ") + type;
  }

  private static String describe(Value value) {
    return switch (value) {
      case Value.Null() -> "null";
      case Value.Bool(boolean bool) -> "the boolean " + bool;
      case Value.Whole(long whole) -> "the integer " + whole;
      case Value.Decimal(double decimal) -> "the number " + decimal;
      case Value.Text(String text) ->
          "the text '" + (text.length() <= 40 ? text : text.substring(0, 40) + "...") + "'";
      case Value.Items items -> "a list";
      case Value.Fields fields -> "a record";
    };
  }
}
