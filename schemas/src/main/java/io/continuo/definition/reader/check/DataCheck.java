package io.continuo.definition.reader.check;

import io.continuo.definition.Consumed;
import io.continuo.definition.Input;
import io.continuo.definition.TaskDefinition;
import io.continuo.definition.WorkflowDefinition;
import io.continuo.definition.partition.PartitionMapping;
import io.continuo.definition.problem.Suggestion;
import io.continuo.definition.reader.check.Wires.NoSuchWire;
import io.continuo.definition.reader.form.Place;
import io.continuo.definition.reader.part.WorkflowDraft;
import io.continuo.definition.template.Reference;
import io.continuo.definition.template.Template;
import io.continuo.value.Value;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whether triggers, datasets and the overlap key fit the rest of the workflow. */
public final class DataCheck {
  private static final String CURE = "add partitions: { grain: daily }, or remove it";

  private final Place place;
  private final WorkflowDefinition workflow;

  private DataCheck(WorkflowDraft draft) {
    this.place = draft.place();
    this.workflow = draft.definition();
  }

  public static void check(WorkflowDraft draft) {
    DataCheck check = new DataCheck(draft);
    check.items("triggers").forEach(check::trigger);
    Set<String> produced = check.produced();
    check.items("consumes").forEach(item -> check.consumed(item, produced));
    check
        .place
        .at("overlap")
        .flatMap(at -> at.at("key"))
        .filter(Place::isText)
        .ifPresent(check::key);
  }

  private List<Place> items(String field) {
    return place.at(field).map(Place::items).orElse(List.of());
  }

  private boolean hasPartitions() {
    return place.at("partitions").isPresent();
  }

  private void trigger(Place trigger) {
    trigger
        .at("landing")
        .filter(at -> items("consumes").isEmpty())
        .ifPresent(
            at ->
                at.problem(
                    "nothing lands for this workflow: name what it consumes, such as consumes: [ raw.payments ]"));
    trigger
        .at("schedule")
        .flatMap(at -> at.at("offset"))
        .filter(at -> !hasPartitions() && !at.value().equals(Value.of(Duration.ZERO.toString())))
        .ifPresent(at -> at.problem("an offset needs partitions: " + CURE));
    inputsHaveDefaults(trigger);
    for (String kind : List.of("webhook", "kafka")) {
      trigger
          .at(kind)
          .flatMap(at -> at.at("inputs"))
          .filter(Place::isMapping)
          .ifPresent(at -> at.named("inputs").forEach(this::input));
    }
  }

  /** What starts by itself has nobody to give it inputs. */
  private void inputsHaveDefaults(Place trigger) {
    for (String kind : List.of("schedule", "landing", "execution")) {
      Optional<Place> at = trigger.at(kind);
      for (Map.Entry<String, Input> input : workflow.inputs().entrySet()) {
        if (at.isPresent() && input.getValue().isRequired()) {
          at.get()
              .problem(
                  "nobody gives input '"
                      + input.getKey()
                      + "' to what a "
                      + kind
                      + " starts: give it a default");
        }
      }
    }
  }

  private void input(String name, Place place) {
    if (!workflow.inputs().containsKey(name)) {
      place.problem(
          "the workflow has no input '"
              + name
              + "'"
              + Suggestion.cure(name, "inputs", workflow.inputs().keySet()));
    }
  }

  private void consumed(Place consumed, Set<String> produced) {
    Optional<Place> partition = consumed.at("partition").filter(Place::isText);
    PartitionMapping mapping =
        partition.flatMap(Place::text).flatMap(PartitionMapping::parse).orElse(Consumed.SAME);
    if (!hasPartitions() && !mapping.equals(Consumed.SAME)) {
      partition.ifPresent(at -> at.problem(mapping.text() + " needs partitions: " + CURE));
    }
    Place dataset = consumed.at("dataset").orElse(consumed);
    boolean waitsForItself =
        dataset.isText()
            && dataset.text().filter(produced::contains).isPresent()
            && !(mapping instanceof PartitionMapping.Lag);
    if (waitsForItself) {
      consumed.problem(
          "the workflow produces "
              + dataset.text().orElseThrow()
              + " itself, so it would wait for itself: consume an earlier partition, such as lag(1)");
    }
  }

  private Set<String> produced() {
    Set<String> produced = new HashSet<>(workflow.produces());
    for (TaskDefinition task : workflow.tasks().values()) {
      produced.addAll(task.options().produces());
    }
    workflow.finallyTask().ifPresent(task -> produced.addAll(task.options().produces()));
    return produced;
  }

  private void key(Place key) {
    try {
      List<Template.Part> parts = Template.parse(key.text().orElse("")).parts();
      for (Template.Part part : parts) {
        if (part instanceof Template.Part.Hole(Reference reference)) {
          keyReference(key, reference);
        }
      }
      if (parts.stream().noneMatch(Template.Part.Hole.class::isInstance)) {
        key.problem(
            "the key is the same for every execution: refer to ${inputs.NAME} or ${partition}, or remove it");
      }
    } catch (IllegalArgumentException noTemplate) {
      key.problem(String.valueOf(noTemplate.getMessage()));
    }
  }

  private void keyReference(Place key, Reference reference) {
    if (!(reference instanceof Reference.Input) && reference != Reference.Context.PARTITION) {
      key.problem(
          "${"
              + reference
              + "} has no value before the execution starts: a key refers to ${inputs.NAME} and ${partition} only");
      return;
    }
    try {
      new Wires(workflow).inBinding(reference, Optional.empty());
    } catch (NoSuchWire nowhere) {
      key.problem(String.valueOf(nowhere.getMessage()));
    }
  }
}
