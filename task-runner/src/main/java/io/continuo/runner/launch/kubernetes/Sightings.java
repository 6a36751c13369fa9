package io.continuo.runner.launch.kubernetes;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * For how long things have been seen unchanged, on this runner's own clock alone: the clocks of a
 * cluster's machines are not compared.
 */
final class Sightings {
  private final LongSupplier nanoTime;
  private final Map<String, Sighting> seen = new HashMap<>();

  private record Sighting(String state, long since) {}

  Sightings(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Zero when it is new or has changed since it was seen last. */
  Duration unchanged(String thing, String state) {
    Sighting last = seen.get(thing);
    if (last == null || !last.state().equals(state)) {
      seen.put(thing, new Sighting(state, nanoTime.getAsLong()));
      return Duration.ZERO;
    }
    return Duration.ofNanos(nanoTime.getAsLong() - last.since());
  }

  /** Forgets everything else. */
  void keepOnly(Set<String> things) {
    seen.keySet().retainAll(things);
  }
}
