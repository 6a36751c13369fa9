package io.continuo.definition.reader.part;

import io.continuo.definition.reader.form.Form;
import io.continuo.definition.reader.form.Place;
import io.continuo.definition.reader.form.Templated;
import io.continuo.definition.reader.tree.Node;
import io.continuo.value.Value;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the request of an http task, and how the job that it starts is followed. */
final class HttpReader {
  private static final Set<String> METHODS =
      Set.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD");
  private static final Duration MIN_EVERY = Duration.ofSeconds(1);
  private static final int MAX_RETRY = 100_000;

  private final Templated templates;
  private final Templated later;

  private HttpReader(Templated templates) {
    this.templates = templates;
    this.later = templates.keeping("response");
  }

  /** Takes {@code request}, {@code poll} and {@code results} from the form of the task. */
  static Map<String, Value> read(Form form, Templated templates) {
    HttpReader reader = new HttpReader(templates);
    Map<String, Value> spec = new LinkedHashMap<>();
    form.require("request", "request: { method: POST, url: 'https://...' }")
        .ifPresent(at -> spec.put("request", request(at, "the request", templates, "GET")));
    form.take("poll").ifPresent(at -> spec.put("poll", reader.poll(at)));
    form.take("results").ifPresent(at -> spec.put("results", reader.results(at)));
    return spec;
  }

  private Value poll(Place place) {
    Form poll = place.form("the poll");
    Map<String, Value> fields = new LinkedHashMap<>();
    poll.require("request", "request: { url: 'https://.../jobs/${response.id}' }")
        .ifPresent(at -> fields.put("request", request(at, "the poll's request", later, "GET")));
    poll.take("every")
        .flatMap(HttpReader::every)
        .ifPresent(every -> fields.put("every", Value.of(every.toString())));
    poll.require("until", "until: \"$.state == 'DONE'\"")
        .flatMap(this::ofAnswer)
        .ifPresent(condition -> fields.put("until", condition));
    poll.take("failed")
        .flatMap(this::ofAnswer)
        .ifPresent(condition -> fields.put("failed", condition));
    poll.take("message").flatMap(this::path).ifPresent(path -> fields.put("message", path));
    poll.take("retry")
        .flatMap(at -> at.integer(0, MAX_RETRY))
        .ifPresent(retry -> fields.put("retry", Value.of((long) retry)));
    poll.take("cancel")
        .ifPresent(at -> fields.put("cancel", request(at, "the poll's cancel", later, "POST")));
    poll.close();
    return new Value.Fields(fields);
  }

  private static Optional<Duration> every(Place place) {
    Optional<Duration> every = place.duration();
    every
        .filter(duration -> duration.compareTo(MIN_EVERY) < 0)
        .ifPresent(
            duration ->
                place.problem("asking every " + duration + " is too often: write PT1S or more"));
    return every;
  }

  private Value results(Place place) {
    Map<String, Value> results = new LinkedHashMap<>();
    place
        .named("results")
        .forEach((name, at) -> path(at).ifPresent(path -> results.put(name, path)));
    return new Value.Fields(results);
  }

  /** A condition on an answer. The runner reads it in full before it sends anything. */
  private Optional<Value> ofAnswer(Place place) {
    return checked(place, ".*\\$.*", "names nothing in the answer: write \"$.state == 'DONE'\"");
  }

  private Optional<Value> path(Place place) {
    return checked(
        place, "\\$[.\\[].+|\\$", "is not a path into the answer: start it with $, as in $.job.id");
  }

  private Optional<Value> checked(Place place, String form, String complaint) {
    Optional<Value> text = place.text().flatMap(written -> templates.text(place));
    text.map(Value.Text.class::cast)
        .filter(path -> !path.value().matches("(?s)" + form))
        .ifPresent(path -> place.problem("'" + path.value() + "' " + complaint));
    return text;
  }

  /**
   * @param usual the method of a request that names none, which is not written down
   */
  private static Value request(Place place, String what, Templated holes, String usual) {
    Form request = place.form(what);
    Map<String, Value> fields = new LinkedHashMap<>();
    request
        .take("method")
        .flatMap(HttpReader::method)
        .filter(method -> !method.equals(usual))
        .ifPresent(method -> fields.put("method", Value.of(method)));
    request
        .require("url", "url: 'https://...'")
        .flatMap(at -> url(at, holes))
        .ifPresent(url -> fields.put("url", url));
    request.take("headers").ifPresent(at -> fields.put("headers", headers(at, holes)));
    request.take("body").ifPresent(at -> fields.put("body", holes.value(at)));
    request.take("expect").ifPresent(at -> fields.put("expect", expect(at)));
    request
        .take("timeout")
        .flatMap(Place::duration)
        .ifPresent(limit -> fields.put("timeout", Value.of(limit.toString())));
    request.close();
    return new Value.Fields(fields);
  }

  private static Optional<String> method(Place place) {
    Optional<String> method = place.text();
    method
        .filter(text -> !METHODS.contains(text))
        .ifPresent(
            text ->
                place.problem(
                    "'" + text + "' is not a method: use GET, POST, PUT, PATCH, DELETE or HEAD"));
    return method;
  }

  private static Optional<Value> url(Place place, Templated holes) {
    Optional<Value> url = holes.text(place);
    url.map(Value.Text.class::cast)
        .filter(text -> !text.value().matches("(?s)(https?://|\\$?\\$\\{).+"))
        .ifPresent(
            text ->
                place.problem(
                    "'"
                        + text.value()
                        + "' is not the address of a request: start it with http:// or https://"));
    return url;
  }

  private static Value headers(Place place, Templated holes) {
    Map<String, Value> headers = new LinkedHashMap<>();
    place
        .named("headers")
        .forEach((name, at) -> holes.text(at).ifPresent(value -> headers.put(name, value)));
    return new Value.Fields(headers);
  }

  private static Value expect(Place place) {
    List<Place> codes =
        place.node() instanceof Node.Scalar
            ? List.of(place)
            : place.items("status codes, such as [200, 201]");
    return new Value.Items(
        codes.stream()
            .flatMap(at -> at.integer(100, 599).stream())
            .<Value>map(code -> Value.of((long) code))
            .toList());
  }
}
