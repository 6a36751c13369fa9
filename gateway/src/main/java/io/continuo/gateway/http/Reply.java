package io.continuo.gateway.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.buffer.Buffer;
import java.util.LinkedHashMap;
import java.util.Map;

/** What an endpoint answers: all at once, or piece by piece. */
public sealed interface Reply {
  int status();

  String contentType();

  Map<String, String> headers();

  record Full(int status, String contentType, Map<String, String> headers, Buffer body)
      implements Reply {}

  /** The body is written by its own virtual thread until it returns or the client goes. */
  record Streamed(int status, String contentType, Map<String, String> headers, Body body)
      implements Reply {}

  /** Writes a streamed body; blocking is welcome. */
  @FunctionalInterface
  interface Body {
    void writeTo(Outlet outlet) throws Exception;
  }

  static Full json(int status, JsonNode body) {
    return json(status, "application/json", body);
  }

  static Full json(int status, String contentType, JsonNode body) {
    return new Full(status, contentType, Map.of(), Buffer.buffer(Json.bytes(body)));
  }

  static Full ok(JsonNode body) {
    return json(200, body);
  }

  static Full text(int status, String contentType, String body) {
    return new Full(status, contentType, Map.of(), Buffer.buffer(body));
  }

  static Full bytes(String contentType, byte[] body) {
    return new Full(200, contentType, Map.of(), Buffer.buffer(body));
  }

  static Streamed stream(String contentType, Body body) {
    return new Streamed(200, contentType, Map.of(), body);
  }

  /** The same reply with one more header. */
  default Reply with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers());
    more.put(name, value);
    return switch (this) {
      case Full(int status, String type, var headers, Buffer body) ->
          new Full(status, type, more, body);
      case Streamed(int status, String type, var headers, Body body) ->
          new Streamed(status, type, more, body);
    };
  }
}
