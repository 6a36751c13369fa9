package io.continuo.definition.policy;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the exit codes of a task mean. A code that is in none of the sets asks for a retry, unless
 * {@code retry} names some: then only those do, and every other code is fatal.
 */
public record ExitCodes(
    Set<Integer> success, Set<Integer> blocked, Set<Integer> fatal, Set<Integer> retry) {
  public static final ExitCodes DEFAULT = new ExitCodes(Set.of(0), Set.of(), Set.of(), Set.of());

  /** What an exit code asks for. */
  public enum Meaning {
    SUCCESS,
    /** Try again after a delay, without charging an attempt. */
    BLOCKED,
    /** Do not try again. */
    FATAL,
    RETRY
  }

  public ExitCodes {
    success = sorted(success);
    blocked = sorted(blocked);
    fatal = sorted(fatal);
    retry = sorted(retry);
  }

  private static Set<Integer> sorted(Set<Integer> codes) {
    return Collections.unmodifiableSet(new TreeSet<>(codes));
  }

  public Meaning of(int code) {
    if (success.contains(code)) {
      return Meaning.SUCCESS;
    }
    if (blocked.contains(code)) {
      return Meaning.BLOCKED;
    }
    if (fatal.contains(code)) {
      return Meaning.FATAL;
    }
    return retry.isEmpty() || retry.contains(code) ? Meaning.RETRY : Meaning.FATAL;
  }
}
