package io.continuo.gateway.trigger;

import com.google.common.primitives.UnsignedLong;
import dev.cel.common.values.NullValue;
import io.continuo.value.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Our values as CEL has them, and back. */
final class CelValues {
  private CelValues() {}

  static Object toCel(Value value) {
    return switch (value) {
      case Value.Null _ -> NullValue.NULL_VALUE;
      case Value.Bool(boolean bool) -> bool;
      case Value.Whole(long whole) -> whole;
      case Value.Decimal(double decimal) -> decimal;
      case Value.Text(String text) -> text;
      case Value.Items(List<Value> items) -> items.stream().map(CelValues::toCel).toList();
      case Value.Fields(Map<String, Value> fields) -> {
        Map<String, Object> map = new LinkedHashMap<>();
        fields.forEach((name, field) -> map.put(name, toCel(field)));
        yield map;
      }
    };
  }

  /**
   * Instants and durations become text.
   *
   * @throws IllegalArgumentException when it is nothing that JSON can say
   */
  static Value fromCel(Object value) {
    return switch (value) {
      case NullValue _ -> Value.NULL;
      case Boolean bool -> Value.of(bool);
      case Long whole -> Value.of(whole);
      case UnsignedLong whole -> Value.of(whole.longValue());
      case Double decimal -> Value.of(decimal);
      case String text -> Value.of(text);
      case Instant instant -> Value.of(instant.toString());
      case Duration duration -> Value.of(duration.toString());
      case List<?> items -> {
        List<Value> found = new ArrayList<>();
        items.forEach(item -> found.add(fromCel(item)));
        yield new Value.Items(found);
      }
      case Map<?, ?> map -> {
        Map<String, Value> fields = new LinkedHashMap<>();
        map.forEach((name, field) -> fields.put(String.valueOf(name), fromCel(field)));
        yield new Value.Fields(fields);
      }
      default ->
          throw new IllegalArgumentException(
              "it yields a "
                  + value.getClass().getSimpleName()
                  + ", which is no value of an input");
    };
  }
}
