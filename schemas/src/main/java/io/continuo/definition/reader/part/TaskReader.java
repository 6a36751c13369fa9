package io.continuo.definition.reader.part;

import io.continuo.definition.Input;
import io.continuo.definition.RegisteredTask;
import io.continuo.definition.RegisteredTasks;
import io.continuo.definition.TaskBuilder;
import io.continuo.definition.TaskDefinition;
import io.continuo.definition.TaskRef;
import io.continuo.definition.problem.Suggestion;
import io.continuo.definition.reader.form.Form;
import io.continuo.definition.reader.form.Place;
import io.continuo.definition.reader.form.Templated;
import io.continuo.definition.type.Type;
import io.continuo.id.Names;
import io.continuo.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads one task of a workflow. */
final class TaskReader {
  private static final TaskDefinition USUAL = TaskDefinition.named("usual").build();

  private final RegisteredTasks registered;
  private final boolean resolved;

  /**
   * @param resolved whether tasks carry what they {@code use}, as canonical JSON does
   */
  TaskReader(RegisteredTasks registered, boolean resolved) {
    this.registered = registered;
    this.resolved = resolved;
  }

  TaskDraft read(String name, Place place) {
    requireName(place, name);
    Form form = place.form("task '" + name + "'");
    Optional<Place> use = form.take("use");
    Optional<TaskRef> ref = use.flatMap(at -> at.parsed(TaskRef::parse));
    Optional<RegisteredTask> base =
        resolved ? Optional.empty() : ref.flatMap(known -> find(use.get(), known));
    boolean inlined = use.isEmpty() || resolved;

    Templated specTemplates = new Templated();
    TaskBuilder builder = TaskDefinition.named(name);
    ref.ifPresent(builder::use);
    if (inlined) {
      type(form)
          .ifPresentOrElse(
              type -> builder.type(type).spec(SpecReader.read(type, form, specTemplates)),
              () -> SpecReader.skip(form));
      form.take("outputs").map(DataReader::outputs).orElse(Map.of()).forEach(builder::output);
    } else {
      base.ifPresent(task -> inherit(builder, task.task()));
    }
    TaskDraft draft = common(form, builder, new Bound(place, specTemplates, base));
    form.close(inlined ? "" : " (what a task does is said by the registered task that it uses)");
    return draft;
  }

  private record Bound(Place place, Templated specTemplates, Optional<RegisteredTask> base) {}

  private TaskDraft common(Form form, TaskBuilder builder, Bound bound) {
    List<Place> after =
        form.take("after").stream()
            .flatMap(at -> at.items("tasks").stream())
            .filter(at -> at.text().isPresent())
            .toList();
    after.forEach(at -> builder.after(at.text().orElseThrow()));
    Map<String, Place> inputs = form.take("inputs").map(at -> at.named("inputs")).orElse(Map.of());
    Templated templates = new Templated();
    bindings(inputs, templates, bound.base()).forEach(builder::input);
    policies(form, builder, templates, bound.base().map(RegisteredTask::task).orElse(USUAL));
    return new TaskDraft(
        bound.place(),
        builder.build(),
        after,
        inputs,
        templates,
        bound.specTemplates(),
        bound.base());
  }

  private static void policies(
      Form form, TaskBuilder builder, Templated templates, TaskDefinition usual) {
    builder
        .retry(form.take("retry").map(PolicyReader::retry).orElse(usual.retry()))
        .timeouts(form.take("timeout").map(PolicyReader::timeouts).orElse(usual.timeouts()))
        .queue(form.take("queue").flatMap(TaskReader::queue).orElse(usual.queue()))
        .onFailure(
            form.take("onFailure").map(PolicyReader::onTaskFailure).orElse(usual.onFailure()))
        .options(OptionsReader.read(form, templates, usual.options()));
  }

  private static Map<String, Value> bindings(
      Map<String, Place> inputs, Templated templates, Optional<RegisteredTask> base) {
    Map<String, Value> bindings = new LinkedHashMap<>(DataReader.bindings(inputs, templates));
    Map<String, Input> declared = base.map(RegisteredTask::inputs).orElse(Map.of());
    declared.forEach(
        (name, input) -> {
          if (!input.isRequired()) {
            bindings.putIfAbsent(name, literal(input.defaultValue().orElse(Value.NULL)));
          }
        });
    return bindings;
  }

  /** A default is a value, not a template: what looks like a reference in it must stay as it is. */
  private static Value literal(Value value) {
    return switch (value) {
      case Value.Text(String text) -> Value.of(text.replace("${", "$${"));
      case Value.Items(List<Value> items) ->
          new Value.Items(items.stream().map(TaskReader::literal).toList());
      case Value.Fields(Map<String, Value> fields) -> {
        Map<String, Value> escaped = new LinkedHashMap<>();
        fields.forEach((name, field) -> escaped.put(name, literal(field)));
        yield new Value.Fields(escaped);
      }
      case Value.Null n -> n;
      case Value.Bool b -> b;
      case Value.Whole w -> w;
      case Value.Decimal d -> d;
    };
  }

  private static void inherit(TaskBuilder builder, TaskDefinition task) {
    builder.type(task.type()).spec(task.spec());
    for (Map.Entry<String, Type> output : task.outputs().entrySet()) {
      builder.output(output.getKey(), output.getValue());
    }
  }

  private Optional<RegisteredTask> find(Place place, TaskRef ref) {
    Optional<RegisteredTask> found = registered.find(ref);
    if (found.isEmpty()) {
      place.problem(
          "there is no registered task "
              + ref
              + ": register it first, or use a version that exists");
    }
    return found;
  }

  static Optional<String> type(Form form) {
    Optional<Place> place = form.require("type", "type: container, process, http or noop");
    Optional<String> type = place.flatMap(Place::text);
    Optional<String> known = type.filter(TaskReader::isType);
    if (type.isPresent() && known.isEmpty()) {
      place.get().problem(noType(type.get()));
    }
    return known;
  }

  private static boolean isType(String type) {
    return TaskDefinition.isThirdParty(type)
        ? Names.isValid(type) && !type.contains("..")
        : SpecReader.TYPES.contains(type);
  }

  private static String noType(String type) {
    return TaskDefinition.isThirdParty(type)
        ? "'"
            + type
            + "' cannot be a task type: write lower-case letters, digits, '-' and '_' in parts with a dot between them, e.g. acme.report"
        : "there is no task type '"
            + type
            + "'"
            + Suggestion.cure(type, "task types", SpecReader.TYPES);
  }

  static Optional<String> queue(Place place) {
    Optional<String> queue = place.text();
    queue
        .filter(text -> !Names.isValid(text))
        .ifPresent(
            text ->
                place.problem(
                    "queue '"
                        + text
                        + "' is not a name: use lower-case letters, digits, '-' and '_'"));
    return queue;
  }

  private static void requireName(Place place, String name) {
    if (!Names.isValid(name) || name.contains(".")) {
      place.problem(
          "'"
              + name
              + "' cannot name a task: use 1 to 63 lower-case letters, digits, '-' and '_', e.g. 'load-rates'");
    } else if (name.equals("finally")) {
      place.problem(
          "a task cannot be named 'finally': the name is reserved for the workflow's last task");
    }
  }
}
