package io.continuo.definition.reader.check;

import io.continuo.definition.TaskDefinition;
import io.continuo.definition.WorkflowDefinition;
import io.continuo.definition.partition.Grain;
import io.continuo.definition.problem.Suggestion;
import io.continuo.definition.template.Reference;
import io.continuo.definition.type.Type;
import io.continuo.definition.type.Type.Scalar;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What references refer to, by type. Each method throws {@link NoSuchWire} with a sentence when it
 * is nothing.
 */
final class Wires {
  private final WorkflowDefinition workflow;

  Wires(WorkflowDefinition workflow) {
    this.workflow = workflow;
  }

  /** A reference that leads nowhere. */
  static final class NoSuchWire extends Exception {
    private static final long serialVersionUID = 1;

    NoSuchWire(String message) {
      super(message);
    }
  }

  /** As seen from a binding of the task: inputs are those of the workflow. */
  Type inBinding(Reference reference, Optional<TaskDefinition> task) throws NoSuchWire {
    Type root =
        switch (reference) {
          case Reference.Input input -> workflowInput(input, Map.of());
          case Reference.Output output -> output(output);
          case Reference.Element element -> element(element, task);
          case Reference.Secret secret -> throw new NoSuchWire(SecretsCheck.notHere(secret));
          case Reference.Context context -> context(context);
        };
    return along(root, reference);
  }

  /** As seen from the spec of the task: its own inputs hide those of the workflow. */
  Type inSpec(Reference reference, TaskDefinition task) throws NoSuchWire {
    if (reference instanceof Reference.Input input) {
      Type root =
          task.inputs().containsKey(input.name())
              ? Inferred.typeOf(
                  task.inputs().get(input.name()), inner -> inBinding(inner, Optional.of(task)))
              : workflowInput(input, task.inputs());
      return along(root, reference);
    }
    if (reference instanceof Reference.Secret secret) {
      Optional<String> problem = SecretsCheck.problem(secret, task);
      if (problem.isPresent()) {
        throw new NoSuchWire(problem.get());
      }
      return Scalar.STRING;
    }
    return inBinding(reference, Optional.of(task));
  }

  private Type workflowInput(Reference.Input input, Map<String, ?> own) throws NoSuchWire {
    if (workflow.inputs().containsKey(input.name())) {
      return workflow.inputs().get(input.name()).type();
    }
    Set<String> known = new LinkedHashSet<>(own.keySet());
    known.addAll(workflow.inputs().keySet());
    throw new NoSuchWire(
        "${"
            + input
            + "} refers to an input that does not exist"
            + Suggestion.cure(input.name(), "inputs", known));
  }

  private Type output(Reference.Output output) throws NoSuchWire {
    TaskDefinition task = workflow.tasks().get(output.task());
    if (task == null) {
      throw new NoSuchWire(
          "${"
              + output
              + "} refers to a task that does not exist"
              + Suggestion.cure(output.task(), "tasks", workflow.tasks().keySet()));
    }
    Type type = task.outputs().get(output.output());
    if (type == null) {
      throw new NoSuchWire(
          "${"
              + output
              + "} refers to an output that task '"
              + output.task()
              + "' does not declare"
              + Suggestion.cure(output.output(), "its outputs", task.outputs().keySet()));
    }
    return type;
  }

  private static Type element(Reference.Element element, Optional<TaskDefinition> task)
      throws NoSuchWire {
    boolean known =
        task.flatMap(of -> of.options().map())
            .filter(map -> map.as().equals(element.name()))
            .isPresent();
    if (!known) {
      throw new NoSuchWire(
          String.valueOf(Reference.Syntax.unknown(element.toString()).getMessage()));
    }
    return Scalar.JSON;
  }

  private Type context(Reference.Context context) throws NoSuchWire {
    if (context == Reference.Context.PARTITION && workflow.partitions().isEmpty()) {
      throw new NoSuchWire(
          "${partition} has no value: the workflow has no partitions; add partitions: { grain: daily }, or an input");
    }
    return switch (context) {
      case PARTITION -> isDaily() ? Scalar.DATE : Scalar.PARTITION;
      case ATTEMPT -> Scalar.INTEGER;
      case EXECUTION, WORKFLOW, NAMESPACE, TRIGGER -> Scalar.STRING;
    };
  }

  private boolean isDaily() {
    return workflow
        .partitions()
        .filter(partitions -> partitions.grain() == Grain.DAILY)
        .isPresent();
  }

  /** Follows the reference's path into the type. */
  static Type along(Type root, Reference reference) throws NoSuchWire {
    Type type = root;
    for (String step : reference.steps()) {
      Optional<Type> part = part(type, step);
      if (part.isEmpty()) {
        throw new NoSuchWire(
            "${"
                + reference
                + "} refers to '"
                + step
                + "' of "
                + type.text()
                + ", which has no such part");
      }
      type = part.get();
    }
    return type;
  }

  private static Optional<Type> part(Type type, String step) {
    return switch (type) {
      case Type.RecordOf(Map<String, Type> fields) -> Optional.ofNullable(fields.get(step));
      case Type.MapOf(Type element) -> Optional.of(element);
      case Type.ListOf(Type element) ->
          step.matches("[0-9]{1,9}") ? Optional.of(element) : Optional.empty();
      case Type.OptionalOf(Type element) ->
          part(element, step).map(part -> part.isOptional() ? part : new Type.OptionalOf(part));
      case Type.EnumOf e -> Optional.empty();
      case Scalar scalar -> scalar == Scalar.JSON ? Optional.of(Scalar.JSON) : Optional.empty();
    };
  }
}
