package io.continuo.definition.reader.check;

import io.continuo.definition.Input;
import io.continuo.definition.RegisteredTask;
import io.continuo.definition.TaskDefinition;
import io.continuo.definition.WorkflowDefinition;
import io.continuo.definition.policy.OnTaskFailure;
import io.continuo.definition.problem.Suggestion;
import io.continuo.definition.reader.check.Wires.NoSuchWire;
import io.continuo.definition.reader.form.Place;
import io.continuo.definition.reader.form.Templated;
import io.continuo.definition.reader.part.TaskDraft;
import io.continuo.definition.reader.part.WorkflowDraft;
import io.continuo.definition.template.Reference;
import io.continuo.definition.template.Template;
import io.continuo.definition.type.Type;
import io.continuo.value.Value;
import java.util.Map;
import java.util.Optional;

/** Whether every reference of a workflow leads to something, and to something of the right type. */
public final class WiringCheck {
  private final WorkflowDefinition workflow;
  private final Wires wires;

  private WiringCheck(WorkflowDefinition workflow) {
    this.workflow = workflow;
    this.wires = new Wires(workflow);
  }

  public static void check(WorkflowDraft draft) {
    WiringCheck check = new WiringCheck(draft.definition());
    draft.tasks().values().forEach(check::task);
    check.references(
        draft.outputTemplates(), reference -> check.wires.inBinding(reference, Optional.empty()));
  }

  private void task(TaskDraft draft) {
    TaskDefinition task = draft.definition();
    for (Place place : draft.after()) {
      place
          .text()
          .filter(name -> !workflow.tasks().containsKey(name))
          .ifPresent(name -> unknownTask(place, name));
    }
    references(draft.inputTemplates(), reference -> wires.inBinding(reference, Optional.of(task)));
    references(draft.specTemplates(), reference -> wires.inSpec(reference, task));
    SecretsCheck.check(draft.place(), task);
    draft.registered().ifPresent(registered -> bindings(draft, registered));
    failure(draft);
  }

  private void unknownTask(Place place, String name) {
    place.problem(
        "there is no task '"
            + name
            + "' to come after"
            + Suggestion.cure(name, "tasks", workflow.tasks().keySet()));
  }

  private void references(Templated templates, Inferred.Resolver resolver) {
    for (Templated.Site site : templates.sites()) {
      for (Template.Part part : site.template().parts()) {
        if (part instanceof Template.Part.Hole(Reference reference)) {
          try {
            resolver.typeOf(reference);
          } catch (NoSuchWire nowhere) {
            site.place().problem(String.valueOf(nowhere.getMessage()));
          }
        }
      }
    }
  }

  private void bindings(TaskDraft draft, RegisteredTask registered) {
    SecretsCheck.checkUsed(draft.place(), draft.definition());
    for (Map.Entry<String, Place> bound : draft.inputs().entrySet()) {
      Input input = registered.inputs().get(bound.getKey());
      if (input == null) {
        String cure = Suggestion.cure(bound.getKey(), "its inputs", registered.inputs().keySet());
        bound.getValue().problem(registered.id() + " has no input '" + bound.getKey() + "'" + cure);
      } else {
        binding(bound.getValue(), draft.definition(), Map.entry(bound.getKey(), input.type()));
      }
    }
    registered
        .inputs()
        .forEach(
            (name, input) -> {
              if (input.isRequired() && !draft.inputs().containsKey(name)) {
                String missing =
                    "input '" + name + "' (" + input.type().text() + ") of " + registered.id();
                draft.place().problem(missing + " is missing: write inputs: { " + name + ": ... }");
              }
            });
  }

  private void binding(Place place, TaskDefinition task, Map.Entry<String, Type> input) {
    Value value = task.inputs().getOrDefault(input.getKey(), Value.NULL);
    try {
      Inferred.misfit(
              input.getValue(), value, reference -> wires.inBinding(reference, Optional.of(task)))
          .ifPresent(what -> place.problem("input '" + input.getKey() + "' does not fit: " + what));
    } catch (NoSuchWire saidBefore) {
      return;
    }
  }

  private static void failure(TaskDraft draft) {
    TaskDefinition task = draft.definition();
    if (task.onFailure() instanceof OnTaskFailure.Default(Value.Fields outputs)) {
      new Type.RecordOf(task.outputs())
          .check(outputs)
          .ifPresent(
              what ->
                  draft
                      .place()
                      .at("onFailure")
                      .orElse(draft.place())
                      .problem("the default outputs do not fit those declared: " + what));
    }
  }
}
