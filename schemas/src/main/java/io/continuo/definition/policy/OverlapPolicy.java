package io.continuo.definition.policy;

import java.util.Locale;
import java.util.Optional;

/**
 * What happens to a trigger while executions of the workflow are live.
 *
 * @param max how many executions may be live at once; {@link #UNBOUNDED} with {@link Kind#ALLOW}
 * @param key expression whose value separates the executions that count together; empty: all of the
 *     workflow
 */
public record OverlapPolicy(Kind kind, int max, Optional<String> key) {
  public static final int UNBOUNDED = Integer.MAX_VALUE;
  public static final OverlapPolicy ALLOW =
      new OverlapPolicy(Kind.ALLOW, UNBOUNDED, Optional.empty());

  /** What becomes of the trigger that would exceed the bound. */
  public enum Kind {
    ALLOW,
    /** It waits, first in first out. */
    QUEUE,
    /** It is recorded as skipped. */
    SKIP,
    /** The oldest live execution is cancelled for it. */
    REPLACE,
    /** It is rejected, and its sender told so. */
    REFUSE;

    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** At most this many executions at once. */
  public static OverlapPolicy of(Kind kind, int max) {
    return new OverlapPolicy(kind, max, Optional.empty());
  }
}
