package io.continuo.definition.type;

import io.continuo.definition.type.Type.Scalar;
import java.util.Map;

/** Whether all values of one type are values of another: the rule of wiring. */
final class TypeFit {
  private TypeFit() {}

  static boolean fits(Type wanted, Type given) {
    if (wanted.equals(given) || wanted == Scalar.JSON) {
      return true;
    }
    return switch (wanted) {
      case Type.OptionalOf(Type element) ->
          given instanceof Type.OptionalOf(Type inner)
              ? fits(element, inner)
              : fits(element, given);
      case Type.ListOf(Type element) ->
          given instanceof Type.ListOf(Type inner) && fits(element, inner);
      case Type.MapOf(Type element) -> mapFits(element, given);
      case Type.RecordOf shape -> given instanceof Type.RecordOf other && recordFits(shape, other);
      case Type.EnumOf names ->
          given instanceof Type.EnumOf other && names.names().containsAll(other.names());
      case Scalar scalar -> scalarFits(scalar, given);
    };
  }

  private static boolean mapFits(Type element, Type given) {
    return switch (given) {
      case Type.MapOf(Type inner) -> fits(element, inner);
      case Type.RecordOf shape ->
          shape.fields().values().stream().allMatch(field -> fits(element, field));
      case Scalar scalar -> false;
      case Type.ListOf list -> false;
      case Type.OptionalOf optional -> false;
      case Type.EnumOf names -> false;
    };
  }

  private static boolean recordFits(Type.RecordOf wanted, Type.RecordOf given) {
    if (!wanted.fields().keySet().containsAll(given.fields().keySet())) {
      return false;
    }
    for (Map.Entry<String, Type> field : wanted.fields().entrySet()) {
      Type other = given.fields().get(field.getKey());
      if (other == null ? !field.getValue().isOptional() : !fits(field.getValue(), other)) {
        return false;
      }
    }
    return true;
  }

  private static boolean scalarFits(Scalar wanted, Type given) {
    return switch (wanted) {
      case NUMBER -> given == Scalar.INTEGER;
      case STRING ->
          given instanceof Type.EnumOf
              || given == Scalar.DATE
              || given == Scalar.DATETIME
              || given == Scalar.DURATION
              || given == Scalar.URI
              || given == Scalar.PARTITION;
      case BOOLEAN, INTEGER, DATE, DATETIME, DURATION, URI, PARTITION, JSON -> false;
    };
  }
}
