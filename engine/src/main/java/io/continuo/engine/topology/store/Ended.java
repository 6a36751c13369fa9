package io.continuo.engine.topology.store;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Aggregates that have ended lately, so that a start command that is written twice does not start
 * one a second time. A repetition comes when an engine is killed before its transaction commits,
 * and as soon as another one, or its next process, takes the topic partition over.
 *
 * <p>Each is remembered for ten minutes, counted again from every take-over of the topic partition:
 * while nobody works, nobody forgets. One row each, in a store of their own.
 */
public final class Ended {
  public static final Duration REMEMBERED = Duration.ofMinutes(10);

  private record Entry(String aggregate, Instant forget) {}

  private final KeyValueStore<String, byte[]> store;

  /** In the order in which they will be forgotten. */
  private final Queue<Entry> entries = new ArrayDeque<>();

  /** Takes up what is stored, at the time of now. */
  public Ended(KeyValueStore<String, byte[]> store, Instant now) {
    this.store = store;
    try (KeyValueIterator<String, byte[]> all = store.all()) {
      while (all.hasNext()) {
        KeyValue<String, byte[]> row = all.next();
        entries.add(new Entry(row.key, now.plus(REMEMBERED)));
      }
    }
  }

  public boolean contains(String aggregate) {
    return store.get(aggregate) != null;
  }

  /**
   * Remembers one.
   *
   * @param at when it ended, for whoever looks at the store
   * @param now on this engine's clock
   */
  public void add(String aggregate, Instant at, Instant now) {
    store.put(aggregate, ByteBuffer.allocate(8).putLong(at.toEpochMilli()).array());
    entries.add(new Entry(aggregate, now.plus(REMEMBERED)));
  }

  /** When the oldest may be forgotten. */
  public Optional<Instant> next() {
    return Optional.ofNullable(entries.peek()).map(Entry::forget);
  }

  /** Forgets the oldest if its time has come; false when there is none such. */
  public boolean forgetOne(Instant now) {
    Entry oldest = entries.peek();
    if (oldest == null || oldest.forget().isAfter(now)) {
      return false;
    }
    entries.remove();
    store.delete(oldest.aggregate());
    return true;
  }
}
