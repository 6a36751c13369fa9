package io.continuo.engine.topology;

import io.continuo.engine.snapshot.Snapshot;
import io.continuo.engine.topology.AggregateStore.Stored;
import io.continuo.engine.topology.Family.Host;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The live aggregates of one topic partition: rows in the store, decoded ones in a bounded cache,
 * their timers in an index. All of it is rebuilt from the store by {@link #restore}, so an aborted
 * transaction leaves no trace.
 */
final class Aggregates<S, C, E> {
  private static final int CACHED = 20_000;

  private final Family<S, C, E> family;
  private final AggregateStore store;
  private final Timers timers = new Timers();
  private final Map<String, Aggregate<S>> cache =
      new LinkedHashMap<>(256, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Aggregate<S>> eldest) {
          return size() > CACHED;
        }
      };

  Aggregates(Family<S, C, E> family, AggregateStore store) {
    this.family = family;
    this.store = store;
  }

  /** Reads every row once, to know what is due. */
  void restore() {
    cache.clear();
    timers.clear();
    store.forEach(
        (key, stored) -> {
          Host<S, C, E> host = family.host(key, stored.rows());
          S state = host.snapshot().decode(stored.rows());
          cache.put(key, new Aggregate<>(stored.sequence(), state));
          stored
              .rows()
              .keySet()
              .forEach(row -> timers.set(key, row, host.snapshot().due(state, row)));
        });
  }

  Aggregate<S> load(String key) {
    Aggregate<S> cached = cache.get(key);
    if (cached != null) {
      return cached;
    }
    Optional<Stored> stored = store.load(key);
    if (stored.isEmpty()) {
      return new Aggregate<>(0, family.initial());
    }
    S state = family.host(key, stored.get().rows()).snapshot().decode(stored.get().rows());
    Aggregate<S> loaded = new Aggregate<>(stored.get().sequence(), state);
    cache.put(key, loaded);
    return loaded;
  }

  /** Writes the rows that changed; an aggregate that is back at its beginning goes as a whole. */
  void save(String key, Aggregate<S> after, Snapshot<S, E> snapshot, Set<String> rows) {
    if (after.state().equals(family.initial())) {
      cache.remove(key);
      store.remove(key).forEach(row -> timers.set(key, row, Optional.empty()));
      return;
    }
    cache.put(key, after);
    store.save(key, after.sequence(), after.state(), snapshot, rows);
    rows.forEach(row -> timers.set(key, row, snapshot.due(after.state(), row)));
  }

  /** Sets the row's timer anew from the state, for a wake-up that changed nothing. */
  void rearm(String key, S state, Snapshot<S, E> snapshot, String row) {
    timers.set(key, row, snapshot.due(state, row));
  }

  Optional<Timers.Timer> takeDue(Instant now) {
    return timers.takeDue(now);
  }

  /** When the earliest timer is due. */
  Optional<Instant> nextDue() {
    return timers.next();
  }
}
