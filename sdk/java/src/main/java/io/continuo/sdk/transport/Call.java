package io.continuo.sdk.transport;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What to ask, before it is sent; immutable. Every call of the gateway may be repeated safely
 * (reads, registration by digest, runs by idempotency key, cancel), so there is no flag for it.
 *
 * @param path encoded segments below the server's URL
 */
public record Call(
    String method,
    List<String> path,
    Map<String, String> query,
    Map<String, String> headers,
    Optional<Body> body) {

  /** A request body, sent as UTF-8. */
  public record Body(String contentType, String text) {}

  public Call {
    path = List.copyOf(path);
    query = unmodifiable(query);
    headers = unmodifiable(headers);
  }

  /** A call of {@code /api/v1/...}; segments are encoded here, so names may hold any character. */
  public static Call of(String method, String... segments) {
    List<String> path = new ArrayList<>(List.of("api", "v1"));
    for (String segment : segments) {
      path.add(encode(segment));
    }
    return new Call(method, path, Map.of(), Map.of(), Optional.empty());
  }

  public Call query(String name, Object value) {
    return new Call(method, path, with(query, name, value.toString()), headers, body);
  }

  public Call query(String name, Optional<?> value) {
    return value.map(present -> query(name, present)).orElse(this);
  }

  public Call header(String name, String value) {
    return new Call(method, path, query, with(headers, name, value), body);
  }

  public Call body(Body present) {
    return new Call(method, path, query, headers, Optional.of(present));
  }

  public Call json(JsonNode document) {
    return body(new Body("application/json", document.toString()));
  }

  /** The full address below a server that may itself live under a path prefix. */
  URI on(URI server) {
    StringBuilder address = new StringBuilder(server.toString().replaceAll("/+$", ""));
    path.forEach(segment -> address.append('/').append(segment));
    char separator = '?';
    for (Map.Entry<String, String> parameter : query.entrySet()) {
      address
          .append(separator)
          .append(parameter.getKey())
          .append('=')
          .append(encode(parameter.getValue()));
      separator = '&';
    }
    return URI.create(address.toString());
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static Map<String, String> with(Map<String, String> map, String name, String value) {
    Map<String, String> copy = new LinkedHashMap<>(map);
    copy.put(name, value);
    return copy;
  }

  private static Map<String, String> unmodifiable(Map<String, String> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }
}
