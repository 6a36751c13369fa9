package io.continuo.gateway.registry;

import io.continuo.wire.SchemaStore;
import io.continuo.wire.SchemaStoreUnavailableException;
import io.continuo.wire.UndecodableException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;

/** The embedded registry for this process itself, without the way over HTTP. */
public final class RegistrySchemas implements SchemaStore {
  private final RegistryLog log;
  private final Map<Integer, Schema> parsed = new ConcurrentHashMap<>();

  public RegistrySchemas(RegistryLog log) {
    this.log = log;
  }

  @Override
  public int idOf(Schema schema) {
    try {
      return log.write(state -> RegistryRules.register(state, schema.getFullName(), schema));
    } catch (RegistryException e) {
      throw new SchemaStoreUnavailableException(
          "the registry refuses " + schema.getFullName() + ": " + e.message(), e);
    }
  }

  @Override
  public Schema byId(int id) {
    return parsed.computeIfAbsent(id, this::find);
  }

  private Schema find(int id) {
    try {
      var found = log.current().byId().get(id);
      if (found == null) {
        found = log.refreshed().byId().get(id);
      }
      if (found == null) {
        throw new UndecodableException("schema id " + id + " is not in the registry");
      }
      return SchemaText.parse(found.schema());
    } catch (RegistryException e) {
      throw new SchemaStoreUnavailableException(
          "the schema topic cannot be read: " + e.message(), e);
    }
  }
}
