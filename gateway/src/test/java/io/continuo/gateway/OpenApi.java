package io.continuo.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** The served OpenAPI document, as a yardstick. */
record OpenApi(JsonNode document) {
  private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete");

  /** {@code GET /path} of everything that is documented. */
  Set<String> operations() {
    Set<String> found = new TreeSet<>();
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(
                        method -> {
                          if (METHODS.contains(method)) {
                            found.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey());
                          }
                        }));
    return found;
  }

  /** What is wrong with an answer by the schema of this name; nothing, if it is as documented. */
  Collection<ValidationMessage> faults(String schema, JsonNode answer) {
    ObjectNode root = new ObjectMapper().createObjectNode();
    root.put("$ref", "#/components/schemas/" + schema);
    root.set("components", document.path("components"));
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(root)
        .validate(answer);
  }
}
