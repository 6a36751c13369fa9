package io.continuo.gateway.http.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.continuo.gateway.http.Json;
import io.continuo.gateway.http.api.JsonFields;
import io.continuo.gateway.view.query.DefinitionSummary;

/** Versions of workflows and registered tasks as the API shows them. */
final class DefinitionJson {
  private DefinitionJson() {}

  static ObjectNode workflow(DefinitionSummary definition) {
    ObjectNode json = version(definition).put("paused", definition.pauses().isPaused());
    definition.pauses().names().forEach(json.putArray("pausedBy")::add);
    return json;
  }

  static ObjectNode task(DefinitionSummary definition) {
    return version(definition);
  }

  private static ObjectNode version(DefinitionSummary definition) {
    ObjectNode json = Json.object();
    json.put("namespace", definition.id().namespace());
    json.put("name", definition.id().name());
    json.put("version", definition.version());
    json.put("digest", definition.digest());
    json.put("registeredAt", definition.registeredAt().toString());
    definition
        .canonical()
        .ifPresent(
            text -> {
              JsonNode canonical = JsonFields.parse(text);
              if (canonical.has("owner")) {
                json.set("owner", canonical.path("owner"));
              }
              json.set("definition", canonical);
            });
    return json;
  }
}
