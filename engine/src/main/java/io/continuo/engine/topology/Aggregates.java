package io.continuo.engine.topology;

import io.continuo.engine.snapshot.Snapshot;
import io.continuo.engine.topology.family.Family;
import io.continuo.engine.topology.family.Family.Host;
import io.continuo.engine.topology.store.AggregateStore;
import io.continuo.engine.topology.store.AggregateStore.Stored;
import io.continuo.engine.topology.store.Timers;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The live aggregates of one topic partition: rows in the store, decoded ones in a bounded cache,
 * their timers in an index. All of it is rebuilt from the store by {@link #restore}, so an aborted
 * transaction leaves no trace.
 *
 * <p>Rows are written by {@link #flush}, once for each transaction: most rows change several times
 * in one, and a short execution comes and goes without any.
 */
final class Aggregates<S, C, E> {
  private static final int CACHED = 20_000;

  /**
   * An aggregate in the heap.
   *
   * @param stored whether the store has rows of it
   */
  private record Cached<S>(Aggregate<S> aggregate, boolean stored) {}

  /** Rows that are to be written, and how. */
  private record Dirty<S, E>(Snapshot<S, E> snapshot, Set<String> rows) {}

  private final Family<S, C, E> family;
  private final AggregateStore store;
  private final int cached;
  private final Timers timers = new Timers();
  private final Map<String, Dirty<S, E>> dirty = new LinkedHashMap<>();
  private final Map<String, Cached<S>> cache =
      new LinkedHashMap<>(256, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Cached<S>> eldest) {
          if (size() <= cached) {
            return false;
          }
          Dirty<S, E> unwritten = dirty.remove(eldest.getKey());
          if (unwritten != null) {
            write(eldest.getKey(), eldest.getValue(), unwritten);
          }
          return true;
        }
      };

  Aggregates(Family<S, C, E> family, AggregateStore store) {
    this(family, store, CACHED);
  }

  /**
   * @param cached most aggregates in the heap
   */
  Aggregates(Family<S, C, E> family, AggregateStore store, int cached) {
    this.family = family;
    this.store = store;
    this.cached = cached;
  }

  /** Reads every row once, to know what is due. */
  void restore() {
    cache.clear();
    dirty.clear();
    timers.clear();
    store.forEach(
        (key, stored) -> {
          Host<S, C, E> host = family.host(key, stored.rows());
          S state = host.snapshot().decode(stored.rows());
          cache.put(key, new Cached<>(new Aggregate<>(stored.sequence(), state), true));
          stored
              .rows()
              .keySet()
              .forEach(row -> timers.set(key, row, host.snapshot().due(state, row)));
        });
  }

  Aggregate<S> load(String key) {
    Cached<S> cached = cache.get(key);
    if (cached != null) {
      return cached.aggregate();
    }
    Optional<Stored> stored = store.load(key);
    if (stored.isEmpty()) {
      return new Aggregate<>(0, family.initial());
    }
    S state = family.host(key, stored.get().rows()).snapshot().decode(stored.get().rows());
    Aggregate<S> loaded = new Aggregate<>(stored.get().sequence(), state);
    cache.put(key, new Cached<>(loaded, true));
    return loaded;
  }

  /** Notes the rows that changed; an aggregate that is back at its beginning goes as a whole. */
  void save(String key, Aggregate<S> after, Snapshot<S, E> snapshot, Set<String> rows) {
    Cached<S> before = cache.get(key);
    boolean stored = before != null && before.stored();
    if (after.state().equals(family.initial())) {
      cache.remove(key);
      dirty.remove(key);
      timers.clear(key);
      if (stored) {
        store.remove(key);
      }
      return;
    }
    dirty.computeIfAbsent(key, k -> new Dirty<>(snapshot, new HashSet<>())).rows().addAll(rows);
    cache.put(key, new Cached<>(after, stored));
    rows.forEach(row -> timers.set(key, row, snapshot.due(after.state(), row)));
  }

  /** Writes what changed since the last transaction. */
  void flush() {
    dirty.forEach(
        (key, rows) -> {
          Cached<S> cached = Objects.requireNonNull(cache.get(key), "dirty and not cached");
          write(key, cached, rows);
          if (!cached.stored()) {
            cache.put(key, new Cached<>(cached.aggregate(), true));
          }
        });
    dirty.clear();
  }

  private void write(String key, Cached<S> cached, Dirty<S, E> rows) {
    Aggregate<S> now = cached.aggregate();
    store.save(key, now.sequence(), now.state(), rows.snapshot(), rows.rows());
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
