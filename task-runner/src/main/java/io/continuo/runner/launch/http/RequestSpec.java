package io.continuo.runner.launch.http;

import io.continuo.dispatch.TaskLaunch;
import io.continuo.runner.launch.LaunchException;
import io.continuo.runner.launch.Spec;
import io.continuo.value.Value;
import io.continuo.wire.ValueJson;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The {@code request} of a task: {@code method} (GET), {@code url}, {@code headers}, {@code body}
 * (a text as it is, anything else as JSON), {@code expect} (a status or a list; any 2xx), {@code
 * timeout} (ISO 8601, five minutes).
 */
record RequestSpec(HttpRequest request, Duration timeout, Set<Integer> expect) {
  private static final Duration TIMEOUT = Duration.ofMinutes(5);

  static RequestSpec of(TaskLaunch task) throws LaunchException {
    Spec spec = Spec.of(task.spec()).section("request");
    HttpRequest.Builder request = HttpRequest.newBuilder(url(spec));
    Duration timeout = timeout(spec);
    request.timeout(timeout);
    Map<String, String> headers = spec.textMap("headers");
    try {
      headers.forEach(request::header);
      if (headers.keySet().stream().noneMatch("content-type"::equalsIgnoreCase) && isJson(spec)) {
        request.header("Content-Type", "application/json");
      }
      request.method(spec.optionalText("method").orElse("GET"), body(spec));
    } catch (IllegalArgumentException e) {
      throw LaunchException.user("the task's request cannot be sent: " + e.getMessage());
    }
    return new RequestSpec(request.build(), timeout, expected(spec));
  }

  boolean accepts(int status) {
    return expect.isEmpty() ? status / 100 == 2 : expect.contains(status);
  }

  private static URI url(Spec spec) throws LaunchException {
    String url = spec.text("url");
    try {
      URI uri = URI.create(url);
      if (uri.getHost() != null
          && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
        return uri;
      }
    } catch (IllegalArgumentException _) {
      // the same answer as for a URL of another kind
    }
    throw spec.wrong("url", "is not an http or https URL: '" + url + "'");
  }

  private static Duration timeout(Spec spec) throws LaunchException {
    String text = spec.optionalText("timeout").orElse(TIMEOUT.toString());
    try {
      Duration timeout = Duration.parse(text);
      if (timeout.isPositive()) {
        return timeout;
      }
    } catch (DateTimeParseException _) {
      // the same answer as for a duration that is not positive
    }
    throw spec.wrong(
        "timeout", "is not a positive ISO 8601 duration such as PT30S: '" + text + "'");
  }

  private static boolean isJson(Spec spec) {
    return spec.field("body").map(body -> !(body instanceof Value.Text)).orElse(false);
  }

  private static HttpRequest.BodyPublisher body(Spec spec) {
    Optional<Value> body = spec.field("body");
    if (body.isEmpty()) {
      return HttpRequest.BodyPublishers.noBody();
    }
    return HttpRequest.BodyPublishers.ofString(
        body.get() instanceof Value.Text(String text) ? text : ValueJson.write(body.get()));
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
