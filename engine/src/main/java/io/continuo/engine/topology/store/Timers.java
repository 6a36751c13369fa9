package io.continuo.engine.topology.store;

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
public final class Timers {
  /** The timer of one row of one aggregate. */
  public record Timer(Instant due, String aggregate, String row) {}

  private final TreeSet<Timer> byDue =
      new TreeSet<>(
          Comparator.comparing(Timer::due)
              .thenComparing(Timer::aggregate)
              .thenComparing(Timer::row));
  private final Map<String, Map<String, Timer>> byAggregate = new HashMap<>();

  /** Sets, moves or removes the timer of the row. */
  public void set(String aggregate, String row, Optional<Instant> due) {
    remove(aggregate, row);
    if (due.isPresent()) {
      Timer timer = new Timer(due.get(), aggregate, row);
      byAggregate.computeIfAbsent(aggregate, key -> new HashMap<>(4)).put(row, timer);
      byDue.add(timer);
    }
  }

  private void remove(String aggregate, String row) {
    Map<String, Timer> rows = byAggregate.get(aggregate);
    Timer was = rows == null ? null : rows.remove(row);
    if (was != null) {
      byDue.remove(was);
    }
  }

  /** Removes all timers of the aggregate. */
  public void clear(String aggregate) {
    Map<String, Timer> rows = byAggregate.remove(aggregate);
    if (rows != null) {
      rows.values().forEach(byDue::remove);
    }
  }

  /** Takes the earliest timer, if it is due; it stays away until its row is set again. */
  public Optional<Timer> takeDue(Instant now) {
    if (byDue.isEmpty() || byDue.first().due().isAfter(now)) {
      return Optional.empty();
    }
    Timer timer = byDue.first();
    remove(timer.aggregate(), timer.row());
    return Optional.of(timer);
  }

  /** When the earliest timer is due. */
  public Optional<Instant> next() {
    return byDue.isEmpty() ? Optional.empty() : Optional.of(byDue.first().due());
  }

  public void clear() {
    byDue.clear();
    byAggregate.clear();
  }
}
