package io.continuo.definition.reader.tree;

import io.continuo.value.Value;

/** Reads decimal numbers: whole ones of 64 bits, all others as doubles. */
final class Numbers {
  private static final int MAX_LENGTH = 400;

  private Numbers() {}

  static Value read(String raw, Pointer pointer, int line) throws TextException {
    if (raw.length() <= MAX_LENGTH) {
      try {
        return Value.of(Long.parseLong(raw));
      } catch (NumberFormatException notWhole) {
        double decimal = Double.parseDouble(raw);
        if (Double.isFinite(decimal)) {
          return Value.of(decimal);
        }
      }
    }
    throw new TextException(
        pointer, line, "the number is too large: numbers go up to about 1.8e308");
  }
}
