package io.continuo.sdk.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/**
 * The fields of one JSON object. Identity is required, everything else optional: an older client
 * must read the answers of a newer server.
 */
public record Fields(JsonNode json) {

  /**
   * A field that must be there.
   *
   * @throws IllegalArgumentException when it is missing or null
   */
  public String required(String name) {
    return text(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the server's answer has no field '" + name + "': " + shortened()));
  }

  public Optional<String> text(String name) {
    return value(name).map(JsonNode::asText);
  }

  public Optional<Integer> integer(String name) {
    return value(name).filter(JsonNode::isNumber).map(JsonNode::asInt);
  }

  public long number(String name, long otherwise) {
    return json.path(name).asLong(otherwise);
  }

  /** A fraction. */
  public double decimal(String name, double otherwise) {
    return json.path(name).asDouble(otherwise);
  }

  public boolean flag(String name) {
    return json.path(name).asBoolean(false);
  }

  /** A point in time; empty also when the text is not RFC 3339. */
  public Optional<Instant> time(String name) {
    return text(name).flatMap(Fields::instant);
  }

  /** A nested object; missing fields read as an empty one. */
  public Fields object(String name) {
    return new Fields(json.path(name));
  }

  public JsonNode node(String name) {
    return json.path(name);
  }

  public List<String> texts(String name) {
    return list(name, fields -> fields.json().asText());
  }

  public <T> List<T> list(String name, Function<Fields, T> reader) {
    return StreamSupport.stream(json.path(name).spliterator(), false)
        .map(item -> reader.apply(new Fields(item)))
        .toList();
  }

  /** An object whose values are whole numbers, in the order of the document. */
  public Map<String, Long> numbers(String name) {
    Map<String, Long> numbers = new LinkedHashMap<>();
    json.path(name)
        .properties()
        .forEach(entry -> numbers.put(entry.getKey(), entry.getValue().asLong()));
    return numbers;
  }

  /** An object whose values are texts, in the order of the document. */
  public Map<String, String> textsByName(String name) {
    Map<String, String> texts = new LinkedHashMap<>();
    json.path(name)
        .properties()
        .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
    return texts;
  }

  private Optional<JsonNode> value(String name) {
    JsonNode node = json.path(name);
    return node.isMissingNode() || node.isNull() ? Optional.empty() : Optional.of(node);
  }

  private String shortened() {
    String text = json.toString();
    return text.length() <= 200 ? text : text.substring(0, 200) + "...";
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
