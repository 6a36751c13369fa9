package io.continuo.definition.reader.check;

import io.continuo.definition.RegisteredTask;
import io.continuo.definition.problem.Suggestion;
import io.continuo.definition.reader.check.Wires.NoSuchWire;
import io.continuo.definition.reader.form.Templated;
import io.continuo.definition.template.Reference;
import io.continuo.definition.template.Template;
import java.util.Optional;

/** Whether a registered task refers to nothing but its own inputs and the facts of the run. */
public final class SharedTaskCheck {
  private SharedTaskCheck() {}

  public static void check(RegisteredTask task, Templated templates) {
    for (Templated.Site site : templates.sites()) {
      for (Template.Part part : site.template().parts()) {
        if (part instanceof Template.Part.Hole(Reference reference)) {
          problem(task, reference).ifPresent(site.place()::problem);
        }
      }
    }
  }

  private static Optional<String> problem(RegisteredTask task, Reference reference) {
    return switch (reference) {
      case Reference.Input input -> input(task, input);
      case Reference.Output output ->
          Optional.of(
              "${"
                  + output
                  + "} is of a workflow, and a registered task has none: declare an input for it");
      case Reference.Element element ->
          Optional.ofNullable(Reference.Syntax.unknown(element.toString()).getMessage());
      case Reference.Secret secret -> SecretsCheck.problem(secret, task.task());
      case Reference.Context context -> Optional.empty();
    };
  }

  private static Optional<String> input(RegisteredTask task, Reference.Input input) {
    var declared = task.inputs().get(input.name());
    if (declared == null) {
      return Optional.of(
          "${"
              + input
              + "} refers to an input that does not exist"
              + Suggestion.cure(input.name(), "inputs", task.inputs().keySet()));
    }
    try {
      Wires.along(declared.type(), input);
      return Optional.empty();
    } catch (NoSuchWire nowhere) {
      return Optional.ofNullable(nowhere.getMessage());
    }
  }
}
