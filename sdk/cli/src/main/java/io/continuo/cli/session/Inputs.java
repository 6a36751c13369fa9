package io.continuo.cli.session;

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
public final class Inputs {
  private static final Set<String> TEXTUAL =
      Set.of("string", "date", "datetime", "duration", "uri", "partition", "enum");

  private Inputs() {}

  /** The declarations are only asked for when there are inputs. */
  public static Map<String, JsonNode> of(
      Map<String, String> typed, Supplier<JsonNode> declarations) {
    if (typed.isEmpty()) {
      return Map.of();
    }
    JsonNode declared = declarations.get();
    Map<String, JsonNode> values = new LinkedHashMap<>();
    typed.forEach((name, text) -> values.put(name, value(text, declared.path(name))));
    return values;
  }

  private static JsonNode value(String text, JsonNode declaration) {
    JsonNode type = declaration.isObject() ? declaration.path("type") : declaration;
    // A list of words is the short way to declare an enum.
    return type.isArray() || TEXTUAL.contains(word(type.asText()))
        ? new TextNode(text)
        : jsonOrText(text);
  }

  /** {@code string} of {@code optional<string>}, {@code enum} of {@code enum(a, b)}. */
  private static String word(String type) {
    String bare = type.startsWith("optional<") ? type.substring("optional<".length()) : type;
    return bare.replaceAll("[^a-z].*", "");
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
