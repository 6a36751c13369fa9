package io.continuo.definition.reader.part;

import io.continuo.definition.RegisteredTasks;
import io.continuo.definition.WorkflowBuilder;
import io.continuo.definition.WorkflowDefinition;
import io.continuo.definition.reader.form.Form;
import io.continuo.definition.reader.form.Place;
import io.continuo.definition.reader.form.Templated;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads a whole workflow, each part from its field. */
public final class WorkflowReader {
  private final TaskReader taskReader;

  /**
   * @param resolved whether tasks carry what they {@code use}, as canonical JSON does
   */
  public WorkflowReader(RegisteredTasks registered, boolean resolved) {
    this.taskReader = new TaskReader(registered, resolved);
  }

  public WorkflowDraft read(Place place) {
    Form form = place.form("a workflow");
    form.take("kind");
    WorkflowBuilder builder = WorkflowDefinition.of(HeadReader.id(form));
    about(form, builder);
    data(form, builder);
    running(form, builder);
    Templated outputTemplates = new Templated();
    form.take("outputs")
        .ifPresent(
            at -> builder.outputs(DataReader.bindings(at.named("outputs"), outputTemplates)));
    Map<String, TaskDraft> tasks =
        form.require("tasks", "tasks: { first: { type: noop } }").map(this::tasks).orElse(Map.of());
    tasks.values().forEach(task -> builder.task(task.definition()));
    form.close();
    return new WorkflowDraft(place, builder.build(), tasks, outputTemplates);
  }

  private static void about(Form form, WorkflowBuilder builder) {
    form.take("owner").map(HeadReader::owner).ifPresent(builder::owner);
    form.take("description").flatMap(Place::text).ifPresent(builder::description);
    form.take("labels").map(DataReader::labels).ifPresent(builder::labels);
  }

  private static void data(Form form, WorkflowBuilder builder) {
    form.take("partitions").flatMap(DataReader::partitions).ifPresent(builder::partitions);
    form.take("inputs").map(DataReader::inputs).orElse(Map.of()).forEach(builder::input);
    form.take("consumes").map(DataReader::consumes).ifPresent(builder::consumes);
    form.take("produces").map(DataReader::produces).ifPresent(builder::produces);
    form.take("backfillFromUpstream").flatMap(Place::bool).ifPresent(builder::backfillFromUpstream);
  }

  private void running(Form form, WorkflowBuilder builder) {
    form.take("triggers").map(TriggerReader::triggers).ifPresent(builder::triggers);
    form.take("overlap").map(PolicyReader::overlap).ifPresent(builder::overlap);
    form.take("priority").flatMap(PolicyReader::priority).ifPresent(builder::priority);
    form.take("deadline").flatMap(Place::duration).ifPresent(builder::deadline);
    form.take("onFailure").flatMap(PolicyReader::onWorkflowFailure).ifPresent(builder::onFailure);
    form.take("alerts").map(TriggerReader::alerts).ifPresent(builder::alerts);
    form.take("finally")
        .map(at -> taskReader.read("last", at).definition())
        .ifPresent(builder::finallyTask);
  }

  private Map<String, TaskDraft> tasks(Place place) {
    Map<String, Place> places = place.named("tasks");
    if (places.isEmpty() && place.isMapping()) {
      place.problem("the workflow has no tasks: write at least one");
    }
    if (places.size() > WorkflowDefinition.MAX_TASKS) {
      place.problem(
          "%,d tasks are too many: a workflow has at most %,d; split it"
              .formatted(places.size(), WorkflowDefinition.MAX_TASKS));
      return Map.of();
    }
    Map<String, TaskDraft> tasks = LinkedHashMap.newLinkedHashMap(places.size());
    places.forEach((name, at) -> tasks.put(name, taskReader.read(name, at)));
    return tasks;
  }

  /** The kind of definition that stands there: {@code workflow} unless it says otherwise. */
  public static Optional<String> kind(Place place) {
    if (!place.isMapping()) {
      place.unexpected("a mapping with namespace, name and tasks");
      return Optional.empty();
    }
    Optional<Place> kind = place.form("a definition").take("kind");
    Map<String, String> kinds = Map.of("workflow", "workflow", "task", "task");
    return kind.isEmpty()
        ? Optional.of("workflow")
        : kind.get().choice("kinds of definition", kinds);
  }
}
