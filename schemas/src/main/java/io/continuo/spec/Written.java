package io.continuo.spec;

import com.networknt.schema.JsonNodePath;
import io.continuo.definition.reader.tree.Pointer;
import io.continuo.definition.template.Template;
import io.continuo.value.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A spec as its author wrote it.
 *
 * @param literal with doubled dollar signs as they will read; texts with references stay
 * @param open pointers to the texts with references, whose values nobody knows yet
 */
record Written(Value.Fields literal, Set<String> open) {
  /** Keywords whose verdict hangs on that of others, which may hang on an open value. */
  private static final List<String> CHOICES =
      List.of("anyOf", "oneOf", "not", "if", "then", "else", "contains", "dependentSchemas");

  /** Keywords that look at a list or an object and not at the values in it. */
  private static final Set<String> SHAPES =
      Set.of(
          "type",
          "required",
          "dependentRequired",
          "additionalProperties",
          "propertyNames",
          "minProperties",
          "maxProperties",
          "minItems",
          "maxItems");

  static Written of(Value.Fields spec) {
    Set<String> open = new HashSet<>();
    return new Written(fields(spec, Pointer.ROOT, open), open);
  }

  private static Value.Fields fields(Value.Fields fields, Pointer at, Set<String> open) {
    Map<String, Value> literal = new LinkedHashMap<>();
    fields
        .values()
        .forEach((name, value) -> literal.put(name, literal(value, at.child(name), open)));
    return new Value.Fields(literal);
  }

  private static Value literal(Value value, Pointer at, Set<String> open) {
    return switch (value) {
      case Value.Text text -> text(text, at, open);
      case Value.Items(List<Value> items) -> {
        List<Value> literal = new ArrayList<>(items.size());
        for (Value item : items) {
          literal.add(literal(item, at.child(literal.size()), open));
        }
        yield new Value.Items(literal);
      }
      case Value.Fields inner -> fields(inner, at, open);
      case Value.Null n -> n;
      case Value.Bool b -> b;
      case Value.Whole w -> w;
      case Value.Decimal d -> d;
    };
  }

  private static Value text(Value.Text text, Pointer at, Set<String> open) {
    StringBuilder literal = new StringBuilder();
    for (Template.Part part : Template.parse(text.value()).parts()) {
      switch (part) {
        case Template.Part.Literal(String plain) -> literal.append(plain);
        case Template.Part.Hole hole -> {
          open.add(at.toString());
          return text;
        }
      }
    }
    return Value.of(literal.toString());
  }

  /**
   * Whether a verdict stands whatever the open values become.
   *
   * @param at pointer to what is judged
   * @param keywords those that lead to the verdict
   */
  boolean decides(String at, JsonNodePath keywords) {
    if (open.isEmpty()) {
      return true;
    }
    if (CHOICES.stream().anyMatch(keywords::contains)) {
      return false;
    }
    boolean shape = SHAPES.contains(keywords.getName(-1));
    return open.stream()
        .noneMatch(
            text -> (at + "/").startsWith(text + "/") || (!shape && text.startsWith(at + "/")));
  }
}
