package io.continuo.cli.command.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.continuo.sdk.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Typed text to input values: what is declared as text stays text, the rest is JSON if it reads as
 * JSON.
 */
final class Inputs {
  private static final Set<String> TEXTUAL =
      Set.of("string", "date", "datetime", "duration", "uri", "partition", "enum");

  private Inputs() {}

  /** The declarations are only asked for when there are inputs. */
  static Map<String, JsonNode> of(Map<String, String> typed, Supplier<JsonNode> declarations) {
    if (typed.isEmpty()) {
      return Map.of();
    }
    JsonNode declared = declarations.get();
    Map<String, JsonNode> values = new LinkedHashMap<>();
    typed.forEach((name, text) -> values.put(name, value(text, declared.path(name))));
    return values;
  }

  private static JsonNode value(String text, JsonNode declaration) {
    JsonNode type = declaration.isTextual() ? declaration : declaration.path("type");
    String word = type.asText().replaceAll("[<({ ].*", "");
    return TEXTUAL.contains(word) ? new TextNode(text) : jsonOrText(text);
  }

  private static JsonNode jsonOrText(String text) {
    try {
      JsonNode json = Json.parse(text);
      return json.isMissingNode() ? new TextNode(text) : json;
    } catch (IllegalArgumentException e) {
      return new TextNode(text);
    }
  }
}
