package io.continuo.engine.topology;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * When the processors of an engine are going to look at the clock next: nobody has to wake a stream
 * thread before. Safe for many threads.
 */
public final class Looks {
  private final Map<Object, Instant> planned = new ConcurrentHashMap<>();

  public void plan(Object who, Instant at) {
    planned.put(who, at);
  }

  void forget(Object who) {
    planned.remove(who);
  }

  /** The next look of all that are planned. */
  public Optional<Instant> next() {
    return planned.isEmpty() ? Optional.empty() : Optional.of(Collections.min(planned.values()));
  }
}
