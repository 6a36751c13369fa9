package io.continuo.definition.type;

import io.continuo.value.InOrder;
import io.continuo.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The type of an input or output, as the language writes it: {@code list<record{country: string}>}.
 */
public sealed interface Type {

  /** The types without parts. All but the first three and JSON travel as JSON text. */
  enum Scalar implements Type {
    BOOLEAN("boolean"),
    INTEGER("integer"),
    /** A whole or decimal number. */
    NUMBER("number"),
    STRING("string"),
    /** ISO 8601 calendar day: 2026-11-21. */
    DATE("date"),
    /** RFC 3339 with offset: 2026-11-21T05:00:00Z. */
    DATETIME("datetime"),
    /** ISO 8601: PT30S, P1D. */
    DURATION("duration"),
    URI("uri"),
    /** A label of a data partition of any grain: 2026-11-21. */
    PARTITION("partition"),
    /** Any JSON value at all, including null. */
    JSON("json");

    private final String text;

    Scalar(String text) {
      this.text = text;
    }

    @Override
    public String text() {
      return text;
    }
  }

  record ListOf(Type element) implements Type {
    @Override
    public String text() {
      return "list<" + element.text() + ">";
    }
  }

  /** A map from any text to values of one type. */
  record MapOf(Type element) implements Type {
    @Override
    public String text() {
      return "map<" + element.text() + ">";
    }
  }

  /** Exactly these fields; those of an optional type may be absent. */
  record RecordOf(Map<String, Type> fields) implements Type {
    public RecordOf {
      fields = InOrder.copy(fields);
    }

    @Override
    public String text() {
      return fields.entrySet().stream()
          .map(field -> field.getKey() + ": " + field.getValue().text())
          .collect(Collectors.joining(", ", "record{", "}"));
    }
  }

  /** The type's values or null. */
  record OptionalOf(Type element) implements Type {
    @Override
    public String text() {
      return "optional<" + element.text() + ">";
    }
  }

  /** One of some texts. */
  record EnumOf(List<String> names) implements Type {
    public EnumOf {
      names = List.copyOf(names);
    }

    @Override
    public String text() {
      return "enum(" + String.join(", ", names) + ")";
    }
  }

  /** The type as the language writes it; {@link #parse} reads it back. */
  String text();

  /**
   * Reads a type.
   *
   * @throws IllegalArgumentException with a sentence for the author when the text is not a type
   */
  static Type parse(String text) {
    return new TypeSyntax(text).parse();
  }

  /**
   * What keeps the value from being of this type: a sentence that names the place within it. Empty
   * if nothing.
   */
  default Optional<String> check(Value value) {
    return TypeCheck.check(this, value);
  }

  default boolean accepts(Value value) {
    return check(value).isEmpty();
  }

  /** Whether every value of the other type is of this one, as wiring needs. */
  default boolean acceptsAll(Type other) {
    return TypeFit.fits(this, other);
  }

  /** Whether a value may be absent. */
  default boolean isOptional() {
    return this instanceof OptionalOf || this == Scalar.JSON;
  }
}
