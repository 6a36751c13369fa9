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
import java.util.Set;

/** Reads the part of a task that belongs to its type. */
final class SpecReader {
  /** The types that tasks can have; {@code Availability} says which of them the engine runs. */
  static final Set<String> TYPES =
      new LinkedHashSet<>(
          List.of(
              "container", "process", "http", "noop", "wait", "approval", "signal", "workflow"));

  /**
   * What a task says in fields of its own whatever its type; all others are a third party's spec.
   */
  private static final Set<String> COMMON =
      Set.of(
          "use",
          "type",
          "after",
          "inputs",
          "outputs",
          "retry",
          "timeout",
          "queue",
          "onFailure",
          "when",
          "map",
          "cache",
          "limits",
          "secrets",
          "resources",
          "produces",
          "spawn",
          "skipIfLanded",
          "stopGrace");

  private static final List<String> FIELDS =
      List.of(
          "image",
          "command",
          "args",
          "user",
          "env",
          "workdir",
          "stopGrace",
          "request",
          "poll",
          "results");
  private static final List<String> LATER_FIELDS =
      List.of(
          "duration", "until", "prompt", "approvers", "workflow", "partition", "inline", "value");
  static final String RESERVED_ENV = "CONTINUO_";

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
      case String own when TaskDefinition.isThirdParty(own) -> reader.thirdParty();
      case "container" -> reader.container();
      case "process" -> reader.process();
      case "http" -> reader.spec.putAll(HttpReader.read(form, templates));
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
    spec.putAll(ContainerReader.read(form, templates));
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
    stopGrace();
  }

  private void stopGrace() {
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

  private void thirdParty() {
    form.rest(COMMON).forEach((name, at) -> spec.put(name, templates.value(at)));
    stopGrace();
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
    ContainerReader.FIELDS.forEach(form::take);
  }
}
