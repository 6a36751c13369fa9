package io.continuo.sdk.model;

import java.util.Optional;

/**
 * Slots or partitions from one label to another, both included.
 *
 * @param from for example {@code 2026-11-21}; empty for no bound
 * @param to empty for no bound
 */
public record LabelRange(Optional<String> from, Optional<String> to) {
  public static final LabelRange ALL = new LabelRange(Optional.empty(), Optional.empty());

  public static LabelRange between(String from, String to) {
    return new LabelRange(Optional.of(from), Optional.of(to));
  }
}
