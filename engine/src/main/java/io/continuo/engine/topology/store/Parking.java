package io.continuo.engine.topology.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Commands whose definition is not visible here yet. They wait in the store and go back to the log
 * when it is.
 */
public final class Parking {
  private final KeyValueStore<String, byte[]> store;
  private long last;
  private int parked;

  public Parking(KeyValueStore<String, byte[]> store) {
    this.store = store;
    try (KeyValueIterator<String, byte[]> all = store.all()) {
      while (all.hasNext()) {
        last = Math.max(last, Long.parseLong(all.next().key, 16));
        parked++;
      }
    }
  }

  public void park(String key, byte[] command) {
    byte[] name = key.getBytes(StandardCharsets.UTF_8);
    ByteBuffer row = ByteBuffer.allocate(4 + name.length + command.length);
    row.putInt(name.length).put(name).put(command);
    store.put("%016x".formatted(++last), row.array());
    parked++;
  }

  public boolean isEmpty() {
    return parked == 0;
  }

  /** Sends on, in the order of their arrival, the commands that are ready. */
  public void release(BiPredicate<String, byte[]> ready, BiConsumer<String, byte[]> send) {
    if (parked == 0) {
      return;
    }
    List<String> released = new ArrayList<>();
    try (KeyValueIterator<String, byte[]> all = store.all()) {
      while (all.hasNext()) {
        KeyValue<String, byte[]> row = all.next();
        ByteBuffer bytes = ByteBuffer.wrap(row.value);
        byte[] name = new byte[bytes.getInt()];
        bytes.get(name);
        byte[] command = new byte[bytes.remaining()];
        bytes.get(command);
        String key = new String(name, StandardCharsets.UTF_8);
        if (ready.test(key, command)) {
          send.accept(key, command);
          released.add(row.key);
        }
      }
    }
    released.forEach(store::delete);
    parked -= released.size();
  }
}
