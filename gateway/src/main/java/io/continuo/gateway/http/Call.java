package io.continuo.gateway.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.Optional;

/** One request, its body already read; everything an endpoint may ask of it. */
public final class Call {
  /** Items on a page when the caller names no limit. */
  public static final int DEFAULT_LIMIT = 50;

  /** Most items on a page. */
  public static final int MAX_LIMIT = 500;

  private final RoutingContext context;
  private final byte[] body;

  Call(RoutingContext context) {
    this.context = context;
    Buffer buffer = context.body().buffer();
    this.body = buffer == null ? new byte[0] : buffer.getBytes();
  }

  /** A path parameter, decoded. */
  public String path(String name) {
    String value = context.pathParam(name);
    if (value == null) {
      throw new IllegalStateException(
          "route " + context.currentRoute() + " has no parameter " + name);
    }
    return value;
  }

  /** A query parameter; an empty one counts as absent. */
  public Optional<String> query(String name) {
    String value = context.queryParams().get(name);
    return value == null || value.isEmpty() ? Optional.empty() : Optional.of(value);
  }

  public boolean flag(String name) {
    return query(name).map(Boolean::parseBoolean).orElse(false);
  }

  /** A whole number from the query, or a 400 that says what was expected. */
  public long number(String name, long absent, long min, long max) {
    Optional<String> text = query(name);
    if (text.isEmpty()) {
      return absent;
    }
    try {
      long value = Long.parseLong(text.get());
      if (value >= min && value <= max) {
        return value;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw Problem.badRequest(
            "invalid-parameter",
            name + " is '" + text.get() + "'; give a whole number from " + min + " to " + max)
        .asException();
  }

  public int limit() {
    return (int) number("limit", DEFAULT_LIMIT, 1, MAX_LIMIT);
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(context.request().getHeader(name));
  }

  public byte[] body() {
    return body;
  }

  /** The body as a JSON object, or a 400. An empty body is an empty object. */
  public ObjectNode json() {
    if (body.length == 0) {
      return Json.object();
    }
    try {
      JsonNode node = Json.parse(body);
      if (node instanceof ObjectNode object) {
        return object;
      }
      throw Problem.badRequest("invalid-body", "the body is not a JSON object").asException();
    } catch (IOException e) {
      throw Problem.badRequest("invalid-body", "the body is not JSON: " + firstLine(e))
          .asException();
    }
  }

  /** Scheme, authority and path as the client wrote them. */
  public String url() {
    HttpServerRequest request = context.request();
    return request.absoluteURI();
  }

  private static String firstLine(IOException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}
