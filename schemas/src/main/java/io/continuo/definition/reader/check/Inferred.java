package io.continuo.definition.reader.check;

import io.continuo.definition.reader.check.Wires.NoSuchWire;
import io.continuo.definition.template.Reference;
import io.continuo.definition.template.Template;
import io.continuo.definition.type.Type;
import io.continuo.definition.type.Type.Scalar;
import io.continuo.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The types of values that hold references. */
final class Inferred {
  private Inferred() {}

  /** Gives the type of what a reference refers to. */
  interface Resolver {
    Type typeOf(Reference reference) throws NoSuchWire;
  }

  static Type typeOf(Value value, Resolver references) throws NoSuchWire {
    return switch (value) {
      case Value.Text(String text) -> {
        Optional<Reference> whole = whole(text);
        yield whole.isPresent() ? references.typeOf(whole.get()) : Scalar.STRING;
      }
      case Value.Bool b -> Scalar.BOOLEAN;
      case Value.Whole w -> Scalar.INTEGER;
      case Value.Decimal d -> Scalar.NUMBER;
      case Value.Null n -> Scalar.JSON;
      case Value.Items i -> Scalar.JSON;
      case Value.Fields f -> Scalar.JSON;
    };
  }

  /**
   * What keeps the value, once its references are resolved, from being of the type; empty if
   * nothing.
   */
  static Optional<String> misfit(Type wanted, Value value, Resolver references) throws NoSuchWire {
    if (value instanceof Value.Text(String text) && text.contains("${")) {
      return misfit(wanted, text, references);
    }
    return switch (value) {
      case Value.Items(List<Value> items) when bare(wanted) instanceof Type.ListOf(Type element) ->
          firstMisfit(items, element, references);
      case Value.Fields(Map<String, Value> fields)
          when bare(wanted) instanceof Type.MapOf(Type element) ->
          firstMisfit(List.copyOf(fields.values()), element, references);
      case Value.Fields(Map<String, Value> fields)
          when bare(wanted) instanceof Type.RecordOf shape ->
          misfit(shape, fields, references);
      case Value other -> wanted.check(other);
    };
  }

  private static Optional<String> misfit(Type wanted, String text, Resolver references)
      throws NoSuchWire {
    Optional<Reference> whole = whole(text);
    if (whole.isPresent()) {
      Type given = references.typeOf(whole.get());
      boolean fits =
          wanted.acceptsAll(given) || (given == Scalar.DATE && bare(wanted) == Scalar.PARTITION);
      return fits
          ? Optional.empty()
          : Optional.of("'" + text + "' is of type " + given.text() + ", not " + wanted.text());
    }
    return takesText(bare(wanted))
        ? Optional.empty()
        : Optional.of(
            "'" + text + "' gives text, not " + wanted.text() + ": refer to one value alone");
  }

  private static Optional<String> firstMisfit(List<Value> items, Type element, Resolver references)
      throws NoSuchWire {
    for (Value item : items) {
      Optional<String> problem = misfit(element, item, references);
      if (problem.isPresent()) {
        return problem;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> misfit(
      Type.RecordOf shape, Map<String, Value> fields, Resolver references) throws NoSuchWire {
    for (Map.Entry<String, Type> field : shape.fields().entrySet()) {
      Value value = fields.getOrDefault(field.getKey(), Value.NULL);
      if (!fields.containsKey(field.getKey()) && !field.getValue().isOptional()) {
        return Optional.of("the value lacks the field '" + field.getKey() + "' of " + shape.text());
      }
      Optional<String> problem = misfit(field.getValue(), value, references);
      if (problem.isPresent()) {
        return problem;
      }
    }
    return fields.keySet().stream()
        .filter(name -> !shape.fields().containsKey(name))
        .findFirst()
        .map(name -> "the value has a field '" + name + "' that " + shape.text() + " has not");
  }

  private static Optional<Reference> whole(String text) {
    return text.contains("${") ? Template.parse(text).whole() : Optional.empty();
  }

  private static Type bare(Type type) {
    return type instanceof Type.OptionalOf(Type element) ? element : type;
  }

  private static boolean takesText(Type type) {
    return switch (type) {
      case Type.EnumOf e -> true;
      case Type.ListOf l -> false;
      case Type.MapOf m -> false;
      case Type.RecordOf r -> false;
      case Type.OptionalOf o -> takesText(o.element());
      case Scalar scalar ->
          switch (scalar) {
            case STRING, DATE, DATETIME, DURATION, URI, PARTITION, JSON -> true;
            case BOOLEAN, INTEGER, NUMBER -> false;
          };
    };
  }
}
