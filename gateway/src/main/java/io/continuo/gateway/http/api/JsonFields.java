package io.continuo.gateway.http.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.continuo.gateway.http.Call;
import io.continuo.gateway.http.Json;
import io.continuo.gateway.http.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/**
 * Fields of answers that may be empty: those stand as null, so that a document always has all its
 * fields.
 */
public final class JsonFields {
  private JsonFields() {}

  public static ObjectNode put(ObjectNode to, String name, Optional<String> value) {
    return value.map(text -> to.put(name, text)).orElseGet(() -> to.putNull(name));
  }

  public static ObjectNode putTime(ObjectNode to, String name, Optional<Instant> value) {
    return put(to, name, value.map(Instant::toString));
  }

  /** Sets a field to JSON that is stored as text. */
  public static ObjectNode putJson(ObjectNode to, String name, Optional<String> text) {
    to.set(name, text.map(JsonFields::parse).orElseGet(JsonNodeFactory.instance::nullNode));
    return to;
  }

  /** JSON that this service has written itself. */
  public static JsonNode parse(String text) {
    try {
      return Json.parse(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException("stored JSON cannot be read: " + text, e);
    }
  }

  /** The value of a body that is {@code {"paused": true|false}}, or a 422. */
  public static boolean paused(Call call) {
    ObjectNode body = call.json();
    if (body.size() != 1 || !body.path("paused").isBoolean()) {
      throw Problem.of(422, "invalid-patch", "give {\"paused\": true} or {\"paused\": false}")
          .asException();
    }
    return body.path("paused").booleanValue();
  }
}
