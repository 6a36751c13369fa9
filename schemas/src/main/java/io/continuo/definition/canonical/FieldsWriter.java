package io.continuo.definition.canonical;

import io.continuo.value.Value;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Puts fields together, leaving out those that say no more than their default. */
final class FieldsWriter {
  private final Map<String, Value> fields = new LinkedHashMap<>();

  FieldsWriter put(String name, Value value) {
    fields.put(name, value);
    return this;
  }

  FieldsWriter put(String name, String text) {
    return put(name, Value.of(text));
  }

  FieldsWriter text(String name, Optional<String> text) {
    text.ifPresent(said -> put(name, said));
    return this;
  }

  FieldsWriter duration(String name, Optional<Duration> duration) {
    return text(name, duration.map(Duration::toString));
  }

  /** The field, unless it is as usual. */
  <T> FieldsWriter unless(T usual, String name, T actual, Function<T, Value> writer) {
    return actual.equals(usual) ? this : put(name, writer.apply(actual));
  }

  /** A list, unless it is empty. */
  <T> FieldsWriter list(String name, Collection<T> items, Function<T, Value> writer) {
    return items.isEmpty() ? this : put(name, items(items, writer));
  }

  /** A mapping, unless it is empty. */
  <T> FieldsWriter map(String name, Map<String, T> entries, Function<T, Value> writer) {
    if (!entries.isEmpty()) {
      Map<String, Value> written = LinkedHashMap.newLinkedHashMap(entries.size());
      entries.forEach((key, value) -> written.put(key, writer.apply(value)));
      put(name, new Value.Fields(written));
    }
    return this;
  }

  FieldsWriter all(Value.Fields others) {
    fields.putAll(others.values());
    return this;
  }

  Value.Fields written() {
    return new Value.Fields(fields);
  }

  static <T> Value items(Collection<T> items, Function<T, Value> writer) {
    List<Value> written = items.stream().map(writer).toList();
    return new Value.Items(written);
  }
}
