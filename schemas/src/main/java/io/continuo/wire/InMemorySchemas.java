package io.continuo.wire;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.Schema;

/** A registry in the heap, for tests that need no other process to read what they write. */
public final class InMemorySchemas implements SchemaStore {
  private final Map<Schema, Integer> ids = new ConcurrentHashMap<>();
  private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();
  private final AtomicInteger last = new AtomicInteger();

  @Override
  public int idOf(Schema schema) {
    return ids.computeIfAbsent(
        schema,
        s -> {
          int id = last.incrementAndGet();
          schemas.put(id, s);
          return id;
        });
  }

  @Override
  public Schema byId(int id) {
    Schema schema = schemas.get(id);
    if (schema == null) {
      throw new UndecodableException("schema id " + id + " is not in the registry");
    }
    return schema;
  }
}
