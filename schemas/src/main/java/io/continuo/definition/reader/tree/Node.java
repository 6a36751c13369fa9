package io.continuo.definition.reader.tree;

import io.continuo.value.Value;
import java.util.List;
import java.util.Map;

/** A piece of the text with the line on which it starts, counted from 1. */
public sealed interface Node {
  int line();

  /**
   * @param raw as it was written: 1.10 stays 1.10
   */
  record Scalar(Value value, String raw, int line) implements Node {}

  record Sequence(List<Node> items, int line) implements Node {}

  /** Keys keep their order. */
  record Mapping(Map<String, Entry> entries, int line) implements Node {}

  /**
   * @param line that of the key
   */
  record Entry(int line, Node value) {}

  /** What it is, for messages. */
  default String describe() {
    return switch (this) {
      case Scalar(Value.Null n, String raw, int line) -> "nothing";
      case Scalar(Value.Bool b, String raw, int line) -> "the boolean " + raw;
      case Scalar(Value.Whole w, String raw, int line) -> "the number " + raw;
      case Scalar(Value.Decimal d, String raw, int line) -> "the number " + raw;
      case Scalar(Value v, String raw, int line) ->
          "the text '" + (raw.length() <= 40 ? raw : raw.substring(0, 40) + "...") + "'";
      case Sequence sequence -> "a list";
      case Mapping mapping -> "a mapping";
    };
  }
}
