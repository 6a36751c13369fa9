package io.continuo.value;

import java.util.List;
import java.util.Map;

/** An input or output of a task: the JSON data model as a closed family. Maps keep their order. */
public sealed interface Value {

  /** The absent value of an optional type. */
  record Null() implements Value {}

  record Bool(boolean value) implements Value {}

  /**
   * A whole number of 64 bits; JSON numbers with a fraction or beyond that range are {@link
   * Decimal}.
   */
  record Whole(long value) implements Value {}

  record Decimal(double value) implements Value {}

  record Text(String value) implements Value {}

  record Items(List<Value> values) implements Value {
    public Items {
      values = List.copyOf(values);
    }
  }

  record Fields(Map<String, Value> values) implements Value {
    public static final Fields EMPTY = new Fields(Map.of());

    public Fields {
      values = InOrder.copy(values);
    }

    public boolean isEmpty() {
      return values.isEmpty();
    }
  }

  Null NULL = new Null();

  static Value of(String text) {
    return new Text(text);
  }

  static Value of(long whole) {
    return new Whole(whole);
  }

  static Value of(double decimal) {
    return new Decimal(decimal);
  }

  static Value of(boolean bool) {
    return new Bool(bool);
  }
}
