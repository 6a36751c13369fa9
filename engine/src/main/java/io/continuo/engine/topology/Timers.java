package io.continuo.engine.topology;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What is due when, by (due, aggregate, row): an index in the heap over due times that the rows in
 * the store say.
 */
final class Timers {
  /** The timer of one row of one aggregate. */
  record Timer(Instant due, String aggregate, String row) {}

  private record Place(String aggregate, String row) {}

  private final TreeSet<Timer> byDue =
      new TreeSet<>(
          Comparator.comparing(Timer::due)
              .thenComparing(Timer::aggregate)
              .thenComparing(Timer::row));
  private final Map<Place, Timer> byPlace = new HashMap<>();

  /** Sets, moves or removes the timer of the row. */
  void set(String aggregate, String row, Optional<Instant> due) {
    Place place = new Place(aggregate, row);
    Timer was = byPlace.remove(place);
    if (was != null) {
      byDue.remove(was);
    }
    if (due.isPresent()) {
      Timer timer = new Timer(due.get(), aggregate, row);
      byPlace.put(place, timer);
      byDue.add(timer);
    }
  }

  /** Takes the earliest timer, if it is due; it stays away until its row is set again. */
  Optional<Timer> takeDue(Instant now) {
    if (byDue.isEmpty() || byDue.first().due().isAfter(now)) {
      return Optional.empty();
    }
    Timer timer = byDue.first();
    byDue.remove(timer);
    byPlace.remove(new Place(timer.aggregate(), timer.row()));
    return Optional.of(timer);
  }

  /** When the earliest timer is due. */
  Optional<Instant> next() {
    return byDue.isEmpty() ? Optional.empty() : Optional.of(byDue.first().due());
  }

  void clear() {
    byDue.clear();
    byPlace.clear();
  }
}
