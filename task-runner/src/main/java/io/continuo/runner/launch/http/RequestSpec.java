package io.continuo.runner.launch.http;

import io.continuo.runner.launch.LaunchException;
import io.continuo.runner.launch.Spec;
import io.continuo.value.Value;
import io.continuo.wire.ValueJson;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A request as a task describes it: {@code method}, {@code url}, {@code headers}, {@code body} (a
 * text as it is, anything else as JSON), {@code expect} (a status or a list; any 2xx), {@code
 * timeout} (ISO 8601).
 */
record RequestSpec(Spec spec, String method, Duration timeout, Set<Integer> expect) {
  private static final String KEY = "Idempotency-Key";
  private static final Set<String> SAFE = Set.of("GET", "HEAD");

  /**
   * A request that can be sent.
   *
   * @param target for messages: method and address without secrets
   */
  record Ready(HttpRequest request, String target, Duration timeout) {}

  /**
   * @param usualMethod where the author names none
   * @param usualTimeout for the whole answer, where the author says nothing
   */
  static RequestSpec of(Spec spec, String usualMethod, Duration usualTimeout)
      throws LaunchException {
    return new RequestSpec(
        spec,
        spec.optionalText("method").orElse(usualMethod),
        spec.duration("timeout", usualTimeout),
        expected(spec));
  }

  boolean accepts(int status) {
    return expect.isEmpty() ? status / 100 == 2 : expect.contains(status);
  }

  /**
   * Fills in what only the runner knows.
   *
   * @param key by which a service knows a repetition from a new request; an author's own one counts
   */
  Ready ready(Holes holes, String key) throws LaunchException {
    HttpRequest.Builder request = HttpRequest.newBuilder(url(holes)).timeout(timeout);
    Map<String, String> headers = spec.textMap("headers");
    for (Map.Entry<String, String> header : headers.entrySet()) {
      header(request, header.getKey(), holes.text(header.getValue()));
    }
    if (!has(headers, "Content-Type") && isJson()) {
      request.header("Content-Type", "application/json");
    }
    if (!has(headers, KEY) && !SAFE.contains(method)) {
      request.header(KEY, key);
    }
    try {
      request.method(method, body(holes));
    } catch (IllegalArgumentException e) {
      throw spec.wrong("method", "cannot be sent: " + e.getMessage());
    }
    return new Ready(request.build(), method + " " + holes.shown(spec.text("url")), timeout);
  }

  private static boolean has(Map<String, String> headers, String name) {
    return headers.keySet().stream().anyMatch(name::equalsIgnoreCase);
  }

  /** The exception of a wrong header shows its value, which may be a secret. */
  private void header(HttpRequest.Builder request, String name, String value)
      throws LaunchException {
    try {
      request.header(name, value);
    } catch (IllegalArgumentException _) {
      throw spec.wrong(
          "headers." + name,
          "cannot be sent: the name is reserved or no name, or the value holds a line break");
    }
  }

  private URI url(Holes holes) throws LaunchException {
    String template = spec.text("url");
    try {
      URI uri = URI.create(holes.url(template));
      if (uri.getHost() != null
          && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
        return uri;
      }
    } catch (IllegalArgumentException _) {
      // the same answer as for a URL of another kind
    }
    throw spec.wrong("url", "is not an http or https URL: '" + holes.shown(template) + "'");
  }

  private boolean isJson() {
    return spec.field("body").map(body -> !(body instanceof Value.Text)).orElse(false);
  }

  private HttpRequest.BodyPublisher body(Holes holes) throws LaunchException {
    Optional<Value> body = spec.field("body");
    if (body.isEmpty()) {
      return HttpRequest.BodyPublishers.noBody();
    }
    return HttpRequest.BodyPublishers.ofString(
        body.get() instanceof Value.Text(String text)
            ? holes.text(text)
            : ValueJson.write(holes.value(body.get())));
  }

  private static Set<Integer> expected(Spec spec) throws LaunchException {
    Set<Integer> statuses = new HashSet<>();
    for (String status : spec.texts("expect")) {
      if (!status.matches("[1-5][0-9][0-9]")) {
        throw spec.wrong(
            "expect",
            "must be a status or a list of them, such as [200, 202], not '" + status + "'");
      }
      statuses.add(Integer.valueOf(status));
    }
    return statuses;
  }
}
