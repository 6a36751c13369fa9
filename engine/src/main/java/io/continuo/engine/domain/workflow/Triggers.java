package io.continuo.engine.domain.workflow;

import io.continuo.command.WorkflowCommand;
import io.continuo.definition.Input;
import io.continuo.definition.WorkflowDefinition;
import io.continuo.definition.policy.OverlapPolicy;
import io.continuo.engine.domain.Decision;
import io.continuo.engine.domain.Unfolding;
import io.continuo.engine.domain.workflow.WorkflowState.Version;
import io.continuo.event.WorkflowEvent;
import io.continuo.event.WorkflowEvent.ExecutionStatusSkipped;
import io.continuo.id.ExecutionId;
import io.continuo.id.WorkflowId;
import io.continuo.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** From a trigger to an execution: checked, numbered, and held against the overlap policy. */
final class Triggers {
  private final WorkflowId id;

  Triggers(WorkflowId id) {
    this.id = id;
  }

  Decision<WorkflowEvent> notRegistered() {
    return Decision.rejected(
        "not-found", "workflow " + id + " is not registered: register it first");
  }

  Decision<WorkflowEvent> trigger(
      Unfolding<WorkflowState, WorkflowCommand, WorkflowEvent> story,
      WorkflowCommand.TriggerExecution trigger) {
    WorkflowState state = story.state();
    if (state.latest() == 0) {
      return notRegistered();
    }
    if (state.remembers(trigger.key())) {
      return Decision.nothing();
    }
    int number = trigger.version().orElse(state.latest());
    Version version = state.versions().get(number);
    if (version == null) {
      return Decision.rejected(
          "unknown-version",
          id + " has no version " + number + ": the newest is " + state.latest());
    }
    if (!(version instanceof WorkflowState.WorkflowVersion(var digest, var definition))) {
      return Decision.rejected(
          "not-a-workflow", id + " is a shared task: trigger a workflow that uses it");
    }
    List<String> problems = new ArrayList<>();
    partitionProblem(definition, trigger.partition()).ifPresent(problems::add);
    Value.Fields inputs = inputs(definition, trigger.inputs(), problems);
    if (!problems.isEmpty()) {
      return Decision.rejected("invalid-trigger", String.join("; ", problems));
    }
    String slot = trigger.partition().orElse(trigger.key());
    int run = trigger.partition().map(label -> state.runs().getOrDefault(label, 0)).orElse(0) + 1;
    WorkflowEvent.ExecutionTriggered event =
        new WorkflowEvent.ExecutionTriggered(
            ExecutionId.of(id, slot, run),
            trigger.key(),
            trigger.kind(),
            trigger.origin(),
            Optional.empty(),
            number,
            digest,
            trigger.partition(),
            run,
            inputs,
            false);
    return start(story, event, definition.overlap());
  }

  private Decision<WorkflowEvent> start(
      Unfolding<WorkflowState, WorkflowCommand, WorkflowEvent> story,
      WorkflowEvent.ExecutionTriggered event,
      OverlapPolicy overlap) {
    WorkflowState state = story.state();
    boolean free = state.held().isEmpty() && state.live().size() < overlap.max();
    if (free && !state.paused()) {
      story.add(event);
      return story.accepted();
    }
    if (state.paused()
        || overlap.kind() == OverlapPolicy.Kind.QUEUE
        || overlap.kind() == OverlapPolicy.Kind.ALLOW) {
      story.add(held(event));
      return story.accepted();
    }
    String full = state.live().size() + " of at most " + overlap.max() + " executions are live";
    return switch (overlap.kind()) {
      case REFUSE -> Decision.rejected("overlap-refused", id + " refuses: " + full);
      case SKIP -> {
        story.add(held(event));
        story.add(
            new WorkflowEvent.ExecutionSkipped(
                event.execution(), ExecutionStatusSkipped.SKIPPED, full));
        yield story.accepted();
      }
      case REPLACE -> {
        replace(story, event);
        yield story.accepted();
      }
      case ALLOW, QUEUE -> throw new IllegalStateException("held above");
    };
  }

  private static void replace(
      Unfolding<WorkflowState, WorkflowCommand, WorkflowEvent> story,
      WorkflowEvent.ExecutionTriggered event) {
    for (ExecutionId waiting : List.copyOf(story.state().held().keySet())) {
      story.add(
          new WorkflowEvent.ExecutionSkipped(
              waiting, ExecutionStatusSkipped.SKIPPED, "replaced by " + event.execution()));
    }
    story.add(held(event));
    List<ExecutionId> oldest = WorkflowFolding.replaceable(story.state());
    if (!oldest.isEmpty()) {
      story.add(new WorkflowEvent.ExecutionReplaced(oldest.getFirst(), event.execution()));
    }
  }

  private static WorkflowEvent.ExecutionTriggered held(WorkflowEvent.ExecutionTriggered e) {
    return new WorkflowEvent.ExecutionTriggered(
        e.execution(),
        e.key(),
        e.kind(),
        e.origin(),
        e.slot(),
        e.version(),
        e.digest(),
        e.partition(),
        e.run(),
        e.inputs(),
        true);
  }

  /** Starts what was held, as far as the newest version's policy has room. */
  Decision<WorkflowEvent> release(Unfolding<WorkflowState, WorkflowCommand, WorkflowEvent> story) {
    WorkflowState state = story.state();
    while (!state.held().isEmpty()
        && !state.paused()
        && state.versions().get(state.latest()) instanceof WorkflowState.WorkflowVersion newest
        && state.live().size() < newest.definition().overlap().max()) {
      story.add(new WorkflowEvent.ExecutionReleased(state.held().keySet().iterator().next()));
      state = story.state();
    }
    return story.accepted();
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
