package io.continuo.engine.domain.execution;

import io.continuo.definition.TaskDefinition;
import io.continuo.definition.template.Reference;
import io.continuo.definition.template.Scope;
import io.continuo.definition.template.TaskSpec;
import io.continuo.definition.template.Template;
import io.continuo.definition.type.Type;
import io.continuo.engine.domain.execution.ExecutionState.Live;
import io.continuo.id.ExecutionId;
import io.continuo.value.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a task's {@code ${...}} refer to: inputs, outputs of tasks that have ended, facts about the
 * run.
 */
final class Wiring implements Scope {
  private final ExecutionId id;
  private final Pinned plan;
  private final Live live;
  private final int attempt;

  Wiring(ExecutionId id, Pinned plan, Live live, int attempt) {
    this.id = id;
    this.plan = plan;
    this.live = live;
    this.attempt = attempt;
  }

  /**
   * The task's inputs by name; throws {@code UnresolvedReference} when one refers to what is not
   * there.
   */
  Value.Fields inputs(TaskDefinition task) {
    if (task.inputs().isEmpty()) {
      return Value.Fields.EMPTY;
    }
    Map<String, Value> inputs = new LinkedHashMap<>();
    task.inputs().forEach((name, template) -> inputs.put(name, Template.resolve(template, this)));
    return new Value.Fields(inputs);
  }

  /** The type's own part of the task, for the launcher. */
  Value.Fields spec(TaskDefinition task, Value.Fields inputs) {
    if (task.spec().isEmpty() && task.options().resources().isEmpty()) {
      return Value.Fields.EMPTY;
    }
    return TaskSpec.resolve(task, new WithInputs(inputs));
  }

  /** The outputs of the workflow as a whole. */
  Value.Fields results() {
    Map<String, Value> outputs = new LinkedHashMap<>();
    plan.workflow()
        .outputs()
        .forEach((name, template) -> outputs.put(name, Template.resolve(template, this)));
    return new Value.Fields(outputs);
  }

  /** What is wrong with the outputs that a task left, in words for its author. */
  static Optional<String> outputProblem(TaskDefinition task, Value.Fields outputs) {
    for (Map.Entry<String, Type> declared : task.outputs().entrySet()) {
      Value value = outputs.values().get(declared.getKey());
      if (value == null && !declared.getValue().isOptional()) {
        return Optional.of(
            "output '"
                + declared.getKey()
                + "' is missing: the task must write it to the JSON file that CONTINUO_OUTPUTS names");
      }
      Optional<String> problem =
          value == null ? Optional.empty() : declared.getValue().check(value);
      if (problem.isPresent()) {
        return Optional.of("output '" + declared.getKey() + "': " + problem.get());
      }
    }
    return Optional.empty();
  }

  @Override
  public Optional<Value> input(String name) {
    return Optional.ofNullable(live.origin().inputs().values().get(name));
  }

  @Override
  public Optional<Value> output(String task, String output) {
    int index = plan.indexOf(task);
    if (index < 0 || !(live.tasks().get(index) instanceof TaskState.Done done)) {
      return Optional.empty();
    }
    Value value = done.outputs().values().get(output);
    // A skipped task, or an optional output, leaves null for those who come after.
    return Optional.of(value == null ? Value.NULL : value);
  }

  @Override
  public Optional<Value> context(Reference.Context what) {
    return switch (what) {
      case PARTITION -> live.origin().partition().map(Value::of);
      case EXECUTION -> Optional.of(Value.of(id.toString()));
      case WORKFLOW -> Optional.of(Value.of(live.origin().workflow().name()));
      case NAMESPACE -> Optional.of(Value.of(live.origin().workflow().namespace()));
      case ATTEMPT -> Optional.of(Value.of(attempt));
      case TRIGGER -> Optional.of(Value.of(live.origin().trigger()));
    };
  }

  /** The same, with the task's own inputs before those of the workflow. */
  private final class WithInputs implements Scope {
    private final Value.Fields inputs;

    WithInputs(Value.Fields inputs) {
      this.inputs = inputs;
    }

    @Override
    public Optional<Value> input(String name) {
      Value own = inputs.values().get(name);
      return own == null ? Wiring.this.input(name) : Optional.of(own);
    }

    @Override
    public Optional<Value> output(String task, String output) {
      return Wiring.this.output(task, output);
    }

    @Override
    public Optional<Value> context(Reference.Context what) {
      return Wiring.this.context(what);
    }
  }
}
