package io.continuo.gateway.http.execution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.continuo.gateway.http.Json;
import io.continuo.gateway.http.api.JsonFields;
import io.continuo.gateway.view.query.Events;
import io.continuo.wire.WireFormat;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/**
 * Recorded events as the API shows them, field by field from their schema: a new event needs
 * nothing here.
 */
public final class EventJson {
  /** Fields that every event has; the others are its own. */
  private static final Set<String> SHARED = Set.of("execution", "sequence", "cause", "at");

  /** Fields that hold a JSON document as text. */
  private static final Set<String> DOCUMENTS = Set.of("inputs", "outputs");

  private final WireFormat format;

  public EventJson(WireFormat format) {
    this.format = format;
  }

  ObjectNode event(Events.Raw raw) {
    IndexedRecord entry = format.read(raw.bytes());
    ObjectNode json = Json.object();
    json.put("sequence", raw.sequence());
    json.put("type", entry.getSchema().getName());
    ObjectNode data = Json.object();
    for (Schema.Field field : entry.getSchema().getFields()) {
      JsonNode value = value(field.name(), entry.get(field.pos()));
      switch (field.name()) {
        case "at" -> json.set("time", value);
        case "cause" -> json.set("cause", value);
        case "task" -> json.set("task", value);
        default -> {}
      }
      if (!SHARED.contains(field.name())) {
        data.set(field.name(), value);
      }
    }
    json.set("data", data);
    return json;
  }

  private static JsonNode value(String name, @Nullable Object value) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    return switch (value) {
      case null -> nodes.nullNode();
      case Integer number -> nodes.numberNode(number);
      case Long number -> nodes.numberNode(number);
      case Boolean bool -> nodes.booleanNode(bool);
      case Enum<?> word -> nodes.textNode(word.name().toLowerCase(Locale.ROOT).replace('_', '-'));
      case Collection<?> items -> {
        ArrayNode array = nodes.arrayNode();
        items.forEach(item -> array.add(value(name, item)));
        yield array;
      }
      default ->
          DOCUMENTS.contains(name)
              ? JsonFields.parse(value.toString())
              : nodes.textNode(value.toString());
    };
  }
}
