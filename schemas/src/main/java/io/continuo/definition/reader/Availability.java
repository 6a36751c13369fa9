package io.continuo.definition.reader;

import io.continuo.definition.reader.form.Place;
import io.continuo.definition.reader.tree.Node;
import io.continuo.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the language says and the engine cannot do yet: refused, never ignored. The one place to
 * shorten when the engine learns something.
 */
final class Availability {

  /** Fields of a workflow that are refused when they say anything. */
  private static final List<String> WORKFLOW_FIELDS = List.of("alerts", "finally");

  /** Fields of a task, with the steps into it where the field lies deeper. */
  private static final List<List<String>> TASK_FIELDS =
      List.of(
          List.of("when"),
          List.of("map"),
          List.of("cache"),
          List.of("spawn"),
          List.of("skipIfLanded"),
          List.of("retry", "preset"),
          List.of("onFailure", "run"));

  private static final Set<String> TASK_TYPES = Set.of("wait", "approval", "signal", "workflow");

  private Availability() {}

  static void checkWorkflow(Place workflow) {
    for (String field : WORKFLOW_FIELDS) {
      refuse(workflow, List.of(field));
    }
    workflow
        .at("triggers")
        .map(Place::items)
        .orElse(List.of())
        .forEach(trigger -> refuse(trigger, List.of("alert")));
    workflow
        .at("tasks")
        .filter(Place::isMapping)
        .ifPresent(tasks -> tasks.named("tasks").values().forEach(Availability::checkTask));
  }

  static void checkTask(Place task) {
    for (List<String> steps : TASK_FIELDS) {
      refuse(task, steps);
    }
    task.at("type")
        .filter(
            type -> type.value() instanceof Value.Text(String text) && TASK_TYPES.contains(text))
        .ifPresent(
            type ->
                type.notAvailable(
                    "the task type '" + type.text().orElse("") + "' is not available yet"));
  }

  private static void refuse(Place place, List<String> steps) {
    Optional<Place> found = Optional.of(place);
    for (String step : steps) {
      found = found.flatMap(at -> at.at(step));
    }
    found
        .filter(Availability::saysAnything)
        .ifPresent(
            at ->
                at.notAvailable(
                    "'" + String.join(".", steps) + "' is not available yet: remove it"));
  }

  private static boolean saysAnything(Place place) {
    return switch (place.node()) {
      case Node.Scalar scalar -> !(scalar.value() instanceof Value.Null);
      case Node.Sequence(List<Node> items, int line) -> !items.isEmpty();
      case Node.Mapping(Map<String, Node.Entry> entries, int line) -> !entries.isEmpty();
    };
  }
}
