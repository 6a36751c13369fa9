package io.continuo.engine.domain.workflow;

import io.continuo.command.WorkflowCommand;
import io.continuo.definition.Input;
import io.continuo.definition.WorkflowDefinition;
import io.continuo.engine.domain.Decision;
import io.continuo.engine.domain.workflow.WorkflowState.Version;
import io.continuo.event.WorkflowEvent;
import io.continuo.id.ExecutionId;
import io.continuo.id.WorkflowId;
import io.continuo.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** From a trigger to an execution: checked and numbered, then held against the overlap policy. */
final class Triggers {
  private final WorkflowId id;
  private final Overlap overlap;

  Triggers(WorkflowId id, Overlap overlap) {
    this.id = id;
    this.overlap = overlap;
  }

  /**
   * Something asks for an execution.
   *
   * @param slot the expected slot that it would run
   */
  record Request(
      String key,
      String kind,
      String origin,
      Optional<String> slot,
      Optional<String> partition,
      Value.Fields inputs,
      Optional<Integer> version) {

    /** For an expected slot of the newest version, with the inputs' defaults. */
    static Request ofSlot(String kind, String origin, String slot, Optional<String> partition) {
      return new Request(
          kind + "/" + slot,
          kind,
          origin,
          Optional.of(slot),
          partition,
          Value.Fields.EMPTY,
          Optional.empty());
    }
  }

  /** Why there is no execution. */
  record Refusal(String code, String message) {
    Decision<WorkflowEvent> decision() {
      return Decision.rejected(code, message);
    }
  }

  Refusal notRegistered() {
    return new Refusal("not-found", "workflow " + id + " is not registered: register it first");
  }

  Decision<WorkflowEvent> trigger(Story story, WorkflowCommand.TriggerExecution trigger) {
    Request request =
        new Request(
            trigger.key(),
            trigger.kind(),
            trigger.origin(),
            Optional.empty(),
            trigger.partition(),
            trigger.inputs(),
            trigger.version());
    return start(story, request).map(Refusal::decision).orElseGet(story::accepted);
  }

  /** Adds what follows from the request; or says why nothing does. */
  Optional<Refusal> start(Story story, Request request) {
    WorkflowState state = story.state();
    if (state.latest() == 0) {
      return Optional.of(notRegistered());
    }
    if (state.runs().remembers(request.key())) {
      return Optional.empty();
    }
    int number = request.version().orElse(state.latest());
    Version version = state.versions().get(number);
    if (version == null) {
      return Optional.of(
          new Refusal(
              "unknown-version",
              id + " has no version " + number + ": the newest is " + state.latest()));
    }
    if (!(version
        instanceof WorkflowState.WorkflowVersion(var digest, var definition, var calendars))) {
      return Optional.of(
          new Refusal("not-a-workflow", id + " is a shared task: trigger a workflow that uses it"));
    }
    List<String> problems = new ArrayList<>();
    partitionProblem(definition, request.partition()).ifPresent(problems::add);
    Value.Fields inputs = inputs(definition, request.inputs(), problems);
    if (!problems.isEmpty()) {
      return Optional.of(new Refusal("invalid-trigger", String.join("; ", problems)));
    }
    int run = request.partition().map(label -> state.runs().ledger().runs(label)).orElse(0) + 1;
    ExecutionId execution = ExecutionId.of(id, request.partition().orElse(request.key()), run);
    if (state.runs().isLive(execution) || state.runs().isHeld(execution)) {
      return Optional.empty(); // its key is forgotten, but it is still the same one
    }
    return overlap.admit(
        story,
        new WorkflowEvent.ExecutionTriggered(
            execution,
            request.key(),
            request.kind(),
            request.origin(),
            request.slot(),
            number,
            digest,
            request.partition(),
            run,
            inputs,
            false));
  }

  private Optional<String> partitionProblem(WorkflowDefinition definition, Optional<String> label) {
    if (definition.partitions().isEmpty()) {
      return label.map(text -> id + " has no partitions: leave out the partition '" + text + "'");
    }
    if (label.isEmpty()) {
      return Optional.of(
          id
              + " has "
              + definition.partitions().get().grain().text()
              + " partitions: name one, for example "
              + definition.partitions().get().grain().example());
    }
    return definition.partitions().get().problem(label.get());
  }

  private Value.Fields inputs(
      WorkflowDefinition definition, Value.Fields given, List<String> problems) {
    Map<String, Value> inputs = new LinkedHashMap<>();
    for (String name : given.values().keySet()) {
      if (!definition.inputs().containsKey(name)) {
        problems.add(
            "there is no input '" + name + "': " + id + " has " + definition.inputs().keySet());
      }
    }
    for (Map.Entry<String, Input> declared : definition.inputs().entrySet()) {
      Input input = declared.getValue();
      Value value = given.values().get(declared.getKey());
      if (value != null) {
        input
            .type()
            .check(value)
            .ifPresent(why -> problems.add("input '" + declared.getKey() + "': " + why));
        inputs.put(declared.getKey(), value);
      } else if (input.isRequired()) {
        problems.add("input '" + declared.getKey() + "' is missing: it is " + input.type().text());
      } else {
        inputs.put(declared.getKey(), input.defaultValue().orElse(Value.NULL));
      }
    }
    return new Value.Fields(inputs);
  }
}
