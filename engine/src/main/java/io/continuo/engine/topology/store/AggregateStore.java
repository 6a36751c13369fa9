package io.continuo.engine.topology.store;

import io.continuo.engine.snapshot.Snapshot;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Aggregates as rows of one key-value store: the key is the aggregate's id, a zero byte and the
 * row's name.
 */
public final class AggregateStore {
  private static final char SEPARATOR = '\0';

  /** Row with the number of the aggregate's last event. */
  private static final String SEQUENCE = "#";

  /** An aggregate as it was read. */
  public record Stored(long sequence, Map<String, byte[]> rows) {}

  private final KeyValueStore<String, byte[]> store;

  public AggregateStore(KeyValueStore<String, byte[]> store) {
    this.store = store;
  }

  public Optional<Stored> load(String aggregate) {
    Map<String, byte[]> rows = new LinkedHashMap<>();
    try (KeyValueIterator<String, byte[]> found =
        store.prefixScan(aggregate + SEPARATOR, new StringSerializer())) {
      found.forEachRemaining(row -> rows.put(row.key.substring(aggregate.length() + 1), row.value));
    }
    return stored(rows);
  }

  private static Optional<Stored> stored(Map<String, byte[]> rows) {
    byte[] sequence = rows.remove(SEQUENCE);
    return sequence == null
        ? Optional.empty()
        : Optional.of(new Stored(ByteBuffer.wrap(sequence).getLong(), rows));
  }

  public <S> void save(
      String aggregate, long sequence, S state, Snapshot<S, ?> snapshot, Collection<String> rows) {
    for (String row : rows) {
      Optional<byte[]> bytes = snapshot.encode(state, row);
      if (bytes.isPresent()) {
        store.put(key(aggregate, row), bytes.get());
      } else {
        store.delete(key(aggregate, row));
      }
    }
    store.put(key(aggregate, SEQUENCE), ByteBuffer.allocate(8).putLong(sequence).array());
  }

  /** Removes every row of the aggregate. */
  public void remove(String aggregate) {
    List<String> keys = new ArrayList<>();
    try (KeyValueIterator<String, byte[]> found =
        store.prefixScan(aggregate + SEPARATOR, new StringSerializer())) {
      found.forEachRemaining(row -> keys.add(row.key));
    }
    keys.forEach(store::delete);
  }

  /** Shows every aggregate of this partition, in the order of the keys. */
  public void forEach(BiConsumer<String, Stored> consumer) {
    String aggregate = "";
    Map<String, byte[]> rows = new LinkedHashMap<>();
    try (KeyValueIterator<String, byte[]> all = store.all()) {
      while (all.hasNext()) {
        KeyValue<String, byte[]> row = all.next();
        int end = row.key.indexOf(SEPARATOR);
        String owner = row.key.substring(0, end);
        if (!owner.equals(aggregate)) {
          show(aggregate, rows, consumer);
          aggregate = owner;
          rows = new LinkedHashMap<>();
        }
        rows.put(row.key.substring(end + 1), row.value);
      }
    }
    show(aggregate, rows, consumer);
  }

  private static void show(
      String aggregate, Map<String, byte[]> rows, BiConsumer<String, Stored> consumer) {
    stored(rows).ifPresent(stored -> consumer.accept(aggregate, stored));
  }

  private static String key(String aggregate, String row) {
    return aggregate + SEPARATOR + row;
  }
}
