package io.continuo.definition.template;

import io.continuo.definition.canonical.CanonicalJson;
import io.continuo.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Text with references in it. A text that is exactly one reference stands for the value that it
 * refers to, of whatever type; in longer text the values are written out. Two dollar signs before a
 * brace stand for one, and no reference.
 */
public record Template(List<Part> parts) {

  /** A piece of the text. */
  public sealed interface Part {
    record Literal(String text) implements Part {}

    record Hole(Reference reference) implements Part {}
  }

  public Template {
    parts = List.copyOf(parts);
  }

  /**
   * Reads the text.
   *
   * @throws IllegalArgumentException with a sentence for the author
   */
  public static Template parse(String text) {
    List<Part> parts = new ArrayList<>();
    StringBuilder literal = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      if (text.startsWith("$${", at)) {
        literal.append("${");
        at += 3;
      } else if (text.startsWith("${", at)) {
        int end = text.indexOf('}', at);
        if (end < 0) {
          throw new IllegalArgumentException(
              "'"
                  + text.substring(at)
                  + "' is not closed: end the reference with '}', or write $${ for a plain ${");
        }
        flush(literal, parts);
        parts.add(new Part.Hole(Reference.parse(text.substring(at + 2, end))));
        at = end + 1;
      } else {
        literal.append(text.charAt(at++));
      }
    }
    flush(literal, parts);
    return new Template(parts);
  }

  private static void flush(StringBuilder literal, List<Part> parts) {
    if (!literal.isEmpty()) {
      parts.add(new Part.Literal(literal.toString()));
      literal.setLength(0);
    }
  }

  /** The reference that the whole text is, if it is one. */
  public Optional<Reference> whole() {
    return parts.size() == 1 && parts.getFirst() instanceof Part.Hole(Reference reference)
        ? Optional.of(reference)
        : Optional.empty();
  }

  /** Shows every reference in the value to the consumer, in order. */
  public static void forEachReference(Value value, Consumer<Reference> consumer) {
    switch (value) {
      case Value.Text(String text) -> {
        if (text.contains("${")) {
          for (Part part : parse(text).parts()) {
            if (part instanceof Part.Hole(Reference reference)) {
              consumer.accept(reference);
            }
          }
        }
      }
      case Value.Items items -> items.values().forEach(item -> forEachReference(item, consumer));
      case Value.Fields fields ->
          fields.values().values().forEach(field -> forEachReference(field, consumer));
      case Value.Null n -> {}
      case Value.Bool b -> {}
      case Value.Whole w -> {}
      case Value.Decimal d -> {}
    }
  }

  /**
   * The value with every reference replaced.
   *
   * @throws UnresolvedReference when the scope has no value for one
   */
  public static Value resolve(Value template, Scope scope) {
    return switch (template) {
      case Value.Text(String text) -> text.contains("${") ? parse(text).fill(scope) : template;
      case Value.Items(List<Value> items) ->
          new Value.Items(items.stream().map(item -> resolve(item, scope)).toList());
      case Value.Fields fields -> resolve(fields, scope);
      case Value.Null n -> n;
      case Value.Bool b -> b;
      case Value.Whole w -> w;
      case Value.Decimal d -> d;
    };
  }

  /** The fields with every reference in their values replaced; names are never templates. */
  public static Value.Fields resolve(Value.Fields template, Scope scope) {
    Map<String, Value> resolved = new LinkedHashMap<>();
    template.values().forEach((name, value) -> resolved.put(name, resolve(value, scope)));
    return new Value.Fields(resolved);
  }

  private Value fill(Scope scope) {
    Optional<Reference> whole = whole();
    if (whole.isPresent()) {
      Value found = Lookup.find(whole.get(), scope);
      return whole.get() instanceof Reference.Secret ? found : scope.plain(found);
    }
    StringBuilder text = new StringBuilder();
    StringBuilder plain = new StringBuilder();
    for (Part part : parts) {
      switch (part) {
        case Part.Literal(String literal) -> plain.append(literal);
        case Part.Hole(Reference.Secret secret) -> {
          flush(plain, text, scope);
          text.append(text(Lookup.find(secret, scope)));
        }
        case Part.Hole(Reference reference) -> plain.append(text(Lookup.find(reference, scope)));
      }
    }
    flush(plain, text, scope);
    return Value.of(text.toString());
  }

  /** What stands between two secrets as a whole, lest two harmless values make a reference. */
  private static void flush(StringBuilder plain, StringBuilder text, Scope scope) {
    text.append(text(scope.plain(Value.of(plain.toString()))));
    plain.setLength(0);
  }

  /** How a value reads inside text: null is empty, lists and records are JSON. */
  public static String text(Value value) {
    return switch (value) {
      case Value.Null() -> "";
      case Value.Text(String text) -> text;
      case Value.Bool b -> CanonicalJson.text(b);
      case Value.Whole w -> CanonicalJson.text(w);
      case Value.Decimal d -> CanonicalJson.text(d);
      case Value.Items items -> CanonicalJson.text(items);
      case Value.Fields fields -> CanonicalJson.text(fields);
    };
  }
}
