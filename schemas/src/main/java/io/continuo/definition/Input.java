package io.continuo.definition;

import io.continuo.definition.type.Type;
import io.continuo.value.Value;
import java.util.Optional;

/**
 * A declared input of a workflow or registered task.
 *
 * @param defaultValue taken when none is given, of the declared type; empty: the input is required
 *     unless its type is optional
 */
public record Input(Type type, Optional<Value> defaultValue, Optional<String> description) {
  public static Input of(Type type) {
    return new Input(type, Optional.empty(), Optional.empty());
  }

  public static Input of(Type type, Value defaultValue) {
    return new Input(type, Optional.of(defaultValue), Optional.empty());
  }

  public boolean isRequired() {
    return defaultValue.isEmpty() && !type.isOptional();
  }
}
