package io.continuo.gateway.view.query;

import java.util.List;
import java.util.Optional;

/**
 * What a definition says about a task, as far as lists show it.
 *
 * @param queue that its attempts go to
 * @param after names of the tasks that it waits for
 */
public record Outline(Optional<String> type, Optional<String> queue, List<String> after) {
  static final Outline UNKNOWN = new Outline(Optional.empty(), Optional.empty(), List.of());

  public Outline {
    after = List.copyOf(after);
  }
}
