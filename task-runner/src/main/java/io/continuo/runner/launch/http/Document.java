package io.continuo.runner.launch.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.JsonPathException;
import com.jayway.jsonpath.PathNotFoundException;
import com.jayway.jsonpath.spi.json.JacksonJsonProvider;
import com.jayway.jsonpath.spi.mapper.JacksonMappingProvider;
import io.continuo.runner.launch.LaunchException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An answer that is JSON. */
final class Document {
  private static final int SHOWN = 200;
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  private static final Configuration PATHS =
      Configuration.builder()
          .jsonProvider(new JacksonJsonProvider(JSON))
          .mappingProvider(new JacksonMappingProvider(JSON))
          .build();

  private final Object root;

  private Document(Object root) {
    this.root = root;
  }

  /** Something that was found, which may be null. */
  record Found(@Nullable Object value) {
    /** Neither null nor false nor empty. */
    boolean isSomething() {
      return switch (value) {
        case null -> false;
        case Boolean bool -> bool;
        case Collection<?> items -> !items.isEmpty();
        case Map<?, ?> fields -> !fields.isEmpty();
        case Object _ -> true;
      };
    }

    String json() {
      return write(value);
    }

    /** Text as it is, all else as JSON. */
    String plain() {
      return value instanceof String text ? text : json();
    }
  }

  /**
   * Reads it.
   *
   * @param from for the complaint: whose answer it is
   * @throws LaunchException when it is not JSON: the user's fault
   */
  static Document read(byte[] body, String from) throws LaunchException {
    try {
      Object root = JSON.readValue(body, new TypeReference<@Nullable Object>() {});
      return new Document(root == null ? Map.of() : root); // null holds nothing either
    } catch (IOException e) {
      throw LaunchException.user(
          "%s answered with something that is not JSON: '%s'"
              .formatted(from, shortened(new String(body, StandardCharsets.UTF_8))));
    }
  }

  /** What a path leads to; an indefinite one leads to a list, which may be empty. */
  Optional<Found> find(JsonPath path) throws LaunchException {
    try {
      return Optional.of(new Found(path.read(root, PATHS)));
    } catch (PathNotFoundException _) {
      return Optional.empty();
    } catch (JsonPathException | ClassCastException e) {
      throw LaunchException.user(
          "'%s' cannot be worked out on the answer %s: %s"
              .formatted(path.getPath(), shown(), e.getMessage()));
    }
  }

  boolean says(JsonPath path) throws LaunchException {
    return find(path).map(Found::isSomething).orElse(false);
  }

  /** The beginning of it, for messages. */
  String shown() {
    return shortened(write(root));
  }

  static String shortened(String text) {
    String line = text.strip().replaceAll("\\s+", " ");
    return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "...";
  }

  static String write(@Nullable Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what was read as JSON can be written", e);
    }
  }
}
