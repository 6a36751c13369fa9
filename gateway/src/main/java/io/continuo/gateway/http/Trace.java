package io.continuo.gateway.http;

import io.vertx.ext.web.RoutingContext;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The id that ties a reply to the log: the caller's W3C {@code traceparent}, or a new one. */
final class Trace {
  private static final Pattern TRACEPARENT =
      Pattern.compile("00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}");

  private Trace() {}

  static String of(RoutingContext context) {
    String header = context.request().getHeader("traceparent");
    Matcher match = TRACEPARENT.matcher(header == null ? "" : header);
    return match.matches() ? match.group(1) : UUID.randomUUID().toString().replace("-", "");
  }
}
