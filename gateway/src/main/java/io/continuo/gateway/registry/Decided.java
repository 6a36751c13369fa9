package io.continuo.gateway.registry;

import java.util.List;

/** An answer, and the records that make it true. */
public record Decided<T>(T answer, List<RegistryRecord> records) {
  public Decided {
    records = List.copyOf(records);
  }

  static <T> Decided<T> already(T answer) {
    return new Decided<>(answer, List.of());
  }

  static <T> Decided<T> by(T answer, RegistryRecord entry) {
    return new Decided<>(answer, List.of(entry));
  }
}
