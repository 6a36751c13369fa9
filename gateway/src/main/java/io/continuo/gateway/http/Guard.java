package io.continuo.gateway.http;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;

/**
 * Who may come in. With tokens: whoever shows one. Without: only this machine, and no web page that
 * a browser on it happens to show (a foreign Origin, or a foreign name that was made to point
 * here).
 */
final class Guard {
  private static final Set<String> OPEN =
      Set.of("/", "/page.js", "/page.css", "/healthz", "/readyz");
  private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD);
  private static final String BEARER = "Bearer ";

  private final HttpSettings settings;

  Guard(HttpSettings settings) {
    this.settings = settings;
  }

  void check(RoutingContext context) {
    Optional<Problem> refusal = refusal(context.request());
    if (refusal.isEmpty()) {
      context.next();
      return;
    }
    if (refusal.get().status() == 401) {
      context.response().putHeader("WWW-Authenticate", "Bearer");
    }
    Endpoints.send(context.response(), refusal.get().toReply(Trace.of(context)));
  }

  private Optional<Problem> refusal(HttpServerRequest request) {
    if (!settings.tokens().isEmpty()) {
      boolean open = SAFE.contains(request.method()) && OPEN.contains(request.path());
      return open || hasToken(request)
          ? Optional.empty()
          : Optional.of(
              Problem.of(401, "no-token", "send a valid token: Authorization: Bearer TOKEN"));
    }
    HostAndPort authority = request.authority();
    if (authority == null || !isLocalName(authority.host())) {
      return Optional.of(
          Problem.of(
              403,
              "foreign-host",
              "this server answers to localhost only; set auth.tokens to be reached by name"));
    }
    String origin = request.getHeader("Origin");
    if (origin != null && !SAFE.contains(request.method()) && !isLocalOrigin(origin)) {
      return Optional.of(
          Problem.of(403, "foreign-origin", "a web page of " + origin + " may not do this"));
    }
    return Optional.empty();
  }

  private boolean hasToken(HttpServerRequest request) {
    String header = request.getHeader("Authorization");
    if (header == null || !header.startsWith(BEARER)) {
      return false;
    }
    byte[] shown = header.substring(BEARER.length()).strip().getBytes(StandardCharsets.UTF_8);
    boolean known = false;
    for (String token : settings.tokens()) {
      known |=
          MessageDigest.isEqual(
              shown, token.getBytes(StandardCharsets.UTF_8)); // takes equally long for all
    }
    return known;
  }

  private static boolean isLocalOrigin(String origin) {
    try {
      String host = URI.create(origin).getHost();
      return host != null && isLocalName(host);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean isLocalName(String host) {
    return host.equals("localhost")
        || host.endsWith(".localhost")
        || host.matches("127(\\.\\d{1,3}){3}")
        || host.equals("[::1]")
        || host.equals("::1");
  }
}
