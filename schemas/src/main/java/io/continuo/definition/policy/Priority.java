package io.continuo.definition.policy;

import java.util.Locale;

/** Who goes first where executions wait for the same thing. */
public enum Priority {
  LOW,
  NORMAL,
  HIGH;

  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
