package io.continuo.it.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.continuo.wire.SchemaStore;
import io.continuo.wire.UndecodableException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The schemas in {@code _schemas}, for reading while no registry runs. */
final class StoredSchemas implements SchemaStore {
  private final Map<Integer, Schema> schemas = new HashMap<>();

  StoredSchemas(String brokers) {
    ObjectMapper json = new ObjectMapper();
    for (ConsumerRecord<String, byte[]> entry : TopicReader.readAll(brokers, "_schemas")) {
      try {
        JsonNode value = json.readTree(new String(entry.value(), StandardCharsets.UTF_8));
        if (value.has("schema")) {
          schemas.put(
              value.path("id").asInt(), new Schema.Parser().parse(value.path("schema").asText()));
        }
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("no registry record: " + entry, e);
      }
    }
  }

  @Override
  public int idOf(Schema schema) {
    throw new UnsupportedOperationException("nothing is written here");
  }

  @Override
  public Schema byId(int id) {
    Schema schema = schemas.get(id);
    if (schema == null) {
      throw new UndecodableException("schema id " + id + " is not in _schemas");
    }
    return schema;
  }
}
