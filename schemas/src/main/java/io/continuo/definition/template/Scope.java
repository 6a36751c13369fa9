package io.continuo.definition.template;

import io.continuo.value.Value;
import java.util.Optional;

/**
 * The values that references find. Empty means that there is no such value, now; null is a value.
 */
public interface Scope {
  Optional<Value> input(String name);

  Optional<Value> output(String task, String output);

  Optional<Value> context(Reference.Context what);

  /** How a value is written, and text between references. */
  default Value plain(Value value) {
    return value;
  }

  /** The element of the {@code map} of this name. */
  default Optional<Value> element(String name) {
    return Optional.empty();
  }
}
