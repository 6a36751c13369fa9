package io.continuo.definition;

import java.util.Optional;

/** Who answers for a workflow. */
public record Owner(Optional<String> team, Optional<String> contact) {
  public static final Owner NONE = new Owner(Optional.empty(), Optional.empty());
}
