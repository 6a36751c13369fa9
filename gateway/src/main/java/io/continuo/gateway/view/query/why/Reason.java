package io.continuo.gateway.view.query.why;

import io.continuo.value.Value;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One thing that something waits for.
 *
 * @param task of the execution; empty when it concerns all of it
 * @param message in words, complete without the details
 * @param details by the names that the API documents for the kind
 */
public record Reason(Kind kind, Optional<String> task, String message, Value.Fields details) {

  /** What kinds there are; the API promises their names. The first are shown first. */
  public enum Kind {
    /** It has ended; the message says how. */
    ENDED,
    /** The expected slot was passed over. */
    SKIPPED,
    CANCELLING,
    PAUSED,
    /** Other executions of the workflow run. */
    OVERLAP,
    /** A partition of a dataset has not landed. */
    PARTITION,
    NO_RUNNER,
    NO_LAUNCHER,
    NO_ROOM,
    LIMIT,
    BACKOFF,
    /** In its queue; a runner with room is there. */
    DISPATCHED,
    RUNNING,
    /** The engine has not come to it yet. */
    READY,
    /** Other tasks of the execution come first. */
    PARENTS;

    public String text() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  static Reason of(Kind kind, String message) {
    return new Reason(kind, Optional.empty(), message, Value.Fields.EMPTY);
  }

  Reason of(String name) {
    return new Reason(kind, Optional.of(name), message, details);
  }

  Reason with(String name, String value) {
    return with(name, Value.of(value));
  }

  Reason with(String name, Optional<String> value) {
    return value.map(text -> with(name, text)).orElse(this);
  }

  Reason with(String name, long value) {
    return with(name, Value.of(value));
  }

  Reason with(String name, Instant value) {
    return with(name, Value.of(value.toString()));
  }

  Reason with(String name, Value value) {
    Map<String, Value> more = new LinkedHashMap<>(details.values());
    more.put(name, value);
    return new Reason(kind, task, message, new Value.Fields(more));
  }
}
