package io.continuo.definition.reader.part;

import io.continuo.definition.TaskDefinition;
import io.continuo.definition.reader.form.Form;
import io.continuo.definition.reader.form.Place;
import io.continuo.definition.reader.form.Templated;
import io.continuo.definition.reader.tree.Node;
import io.continuo.value.Value;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the part of a task that belongs to its type. */
final class SpecReader {
  /** The types that tasks can have; {@code Availability} says which of them the engine runs. */
  static final Set<String> TYPES =
      new LinkedHashSet<>(
          List.of(
              "container", "process", "http", "noop", "wait", "approval", "signal", "workflow"));

  private static final List<String> FIELDS =
      List.of("image", "command", "args", "user", "env", "workdir", "stopGrace", "request", "poll");
  private static final List<String> LATER_FIELDS =
      List.of(
          "duration", "until", "prompt", "approvers", "workflow", "partition", "inline", "value");
  private static final Set<String> METHODS =
      Set.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD");
  private static final String RESERVED_ENV = "CONTINUO_";

  private final Form form;
  private final Templated templates;
  private final Map<String, Value> spec = new LinkedHashMap<>();

  private SpecReader(Form form, Templated templates) {
    this.form = form;
    this.templates = templates;
  }

  /** Takes the type's fields from the form of the task. */
  static Value.Fields read(String type, Form form, Templated templates) {
    SpecReader reader = new SpecReader(form, templates);
    switch (type) {
      case "container" -> reader.container();
      case "process" -> reader.process();
      case "http" -> reader.http();
      case "noop" -> {}
      default -> reader.notYet();
    }
    return new Value.Fields(reader.spec);
  }

  private void container() {
    // What is in it is the cluster's language, and checked by who speaks it.
    form.take("kubernetes").ifPresent(at -> spec.put("kubernetes", templates.value(at)));
    form.require("image", "image: registry.example.com/team/image:tag")
        .flatMap(templates::text)
        .ifPresent(image -> spec.put("image", image));
    form.take("command").ifPresent(at -> spec.put("command", command(at)));
    form.take("args").ifPresent(at -> spec.put("args", command(at)));
    form.take("user").flatMap(templates::text).ifPresent(user -> spec.put("user", user));
    environment();
  }

  private void process() {
    form.require("command", "command: [sh, -c, 'echo hello']")
        .ifPresent(at -> spec.put("command", command(at)));
    environment();
  }

  private Value command(Place place) {
    if (place.isText()) {
      place.problem(
          "a command is a list of words, without a shell: write [sh, -c, '...'] for a shell line");
      return new Value.Items(List.of());
    }
    List<Value> words =
        place.items("words, such as [sh, -c, 'echo hello']").stream()
            .flatMap(at -> templates.text(at).stream())
            .toList();
    if (place.node() instanceof Node.Sequence(var items, int line) && items.isEmpty()) {
      place.problem("the command is empty: name a program");
    }
    return new Value.Items(words);
  }

  private void environment() {
    form.take("env").ifPresent(this::env);
    form.take("workdir").flatMap(templates::text).ifPresent(folder -> spec.put("workdir", folder));
    form.take("stopGrace")
        .flatMap(at -> at.duration(true))
        .filter(grace -> !grace.equals(TaskDefinition.DEFAULT_STOP_GRACE))
        .map(Duration::toString)
        .ifPresent(grace -> spec.put("stopGrace", Value.of(grace)));
  }

  private void env(Place place) {
    Map<String, Value> env = new LinkedHashMap<>();
    place
        .named("environment variables")
        .forEach(
            (name, at) -> {
              if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
                at.problem(
                    "'"
                        + name
                        + "' is not a name of an environment variable: use letters, digits and '_'");
              } else if (name.startsWith(RESERVED_ENV)) {
                at.problem(
                    "'"
                        + name
                        + "' is reserved: the names that start with "
                        + RESERVED_ENV
                        + " are set for every task");
              }
              templates.text(at).ifPresent(value -> env.put(name, value));
            });
    spec.put("env", new Value.Fields(env));
  }

  private void http() {
    form.require("request", "request: { method: POST, url: 'https://...' }")
        .ifPresent(this::request);
    form.take("poll");
  }

  private void request(Place place) {
    Form request = place.form("the request");
    Map<String, Value> fields = new LinkedHashMap<>();
    request.take("method").flatMap(this::method).ifPresent(method -> fields.put("method", method));
    request
        .require("url", "url: 'https://...'")
        .flatMap(this::url)
        .ifPresent(url -> fields.put("url", url));
    request.take("headers").ifPresent(at -> fields.put("headers", headers(at)));
    request.take("body").ifPresent(at -> fields.put("body", templates.value(at)));
    request.take("expect").ifPresent(at -> fields.put("expect", expect(at)));
    request
        .take("timeout")
        .flatMap(Place::duration)
        .ifPresent(limit -> fields.put("timeout", Value.of(limit.toString())));
    request.close();
    spec.put("request", new Value.Fields(fields));
  }

  private Optional<Value> method(Place place) {
    Optional<String> method = place.text();
    method
        .filter(text -> !METHODS.contains(text))
        .ifPresent(
            text ->
                place.problem(
                    "'" + text + "' is not a method: use GET, POST, PUT, PATCH, DELETE or HEAD"));
    return method.filter(text -> !text.equals("GET")).map(Value::of);
  }

  private Optional<Value> url(Place place) {
    Optional<Value> url = templates.text(place);
    url.map(Value.Text.class::cast)
        .filter(text -> !text.value().matches("(?s)(https?://|\\$\\{).+"))
        .ifPresent(
            text ->
                place.problem(
                    "'"
                        + text.value()
                        + "' is not the address of a request: start it with http:// or https://"));
    return url;
  }

  private Value headers(Place place) {
    Map<String, Value> headers = new LinkedHashMap<>();
    place
        .named("headers")
        .forEach((name, at) -> templates.text(at).ifPresent(value -> headers.put(name, value)));
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

  /**
   * Fields of types that cannot run yet: known by name only, so that the problem is the type alone.
   */
  private void notYet() {
    LATER_FIELDS.forEach(form::take);
  }

  /** Takes the fields of all types: when the type is not known, that is problem enough. */
  static void skip(Form form) {
    form.take("kubernetes");
    LATER_FIELDS.forEach(form::take);
    FIELDS.forEach(form::take);
  }
}
