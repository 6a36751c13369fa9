package io.continuo.definition;

import io.continuo.definition.partition.Partitions;
import io.continuo.definition.policy.OnWorkflowFailure;
import io.continuo.definition.policy.OverlapPolicy;
import io.continuo.definition.policy.Priority;
import io.continuo.id.WorkflowId;
import io.continuo.value.Value;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds a workflow from its defaults. Not validated; the reader does that. */
public final class WorkflowBuilder {
  private final WorkflowId id;
  private Owner owner = Owner.NONE;
  private Optional<String> description = Optional.empty();
  private Map<String, String> labels = Map.of();
  private Optional<Partitions> partitions = Optional.empty();
  private final Map<String, Input> inputs = new LinkedHashMap<>();
  private Map<String, Value> outputs = Map.of();
  private List<Consumed> consumes = List.of();
  private List<String> produces = List.of();
  private List<Trigger> triggers = List.of();
  private OverlapPolicy overlap = OverlapPolicy.ALLOW;
  private Priority priority = Priority.NORMAL;
  private boolean backfillFromUpstream;
  private Optional<Duration> deadline = Optional.empty();
  private OnWorkflowFailure onFailure = OnWorkflowFailure.ABORT;
  private Optional<TaskDefinition> finallyTask = Optional.empty();
  private List<Alert> alerts = List.of();
  private final Map<String, TaskDefinition> tasks = new LinkedHashMap<>();

  WorkflowBuilder(WorkflowId id) {
    this.id = id;
  }

  public WorkflowBuilder owner(Owner owner) {
    this.owner = owner;
    return this;
  }

  public WorkflowBuilder description(String description) {
    this.description = Optional.of(description);
    return this;
  }

  public WorkflowBuilder labels(Map<String, String> labels) {
    this.labels = labels;
    return this;
  }

  public WorkflowBuilder partitions(Partitions partitions) {
    this.partitions = Optional.of(partitions);
    return this;
  }

  public WorkflowBuilder input(String name, Input input) {
    inputs.put(name, input);
    return this;
  }

  public WorkflowBuilder outputs(Map<String, Value> outputs) {
    this.outputs = outputs;
    return this;
  }

  public WorkflowBuilder consumes(List<Consumed> consumes) {
    this.consumes = consumes;
    return this;
  }

  public WorkflowBuilder produces(List<String> produces) {
    this.produces = produces;
    return this;
  }

  public WorkflowBuilder triggers(List<Trigger> triggers) {
    this.triggers = triggers;
    return this;
  }

  public WorkflowBuilder overlap(OverlapPolicy overlap) {
    this.overlap = overlap;
    return this;
  }

  public WorkflowBuilder priority(Priority priority) {
    this.priority = priority;
    return this;
  }

  public WorkflowBuilder backfillFromUpstream(boolean backfillFromUpstream) {
    this.backfillFromUpstream = backfillFromUpstream;
    return this;
  }

  public WorkflowBuilder deadline(Duration deadline) {
    this.deadline = Optional.of(deadline);
    return this;
  }

  public WorkflowBuilder onFailure(OnWorkflowFailure onFailure) {
    this.onFailure = onFailure;
    return this;
  }

  public WorkflowBuilder finallyTask(TaskDefinition task) {
    this.finallyTask = Optional.of(task);
    return this;
  }

  public WorkflowBuilder alerts(List<Alert> alerts) {
    this.alerts = alerts;
    return this;
  }

  public WorkflowBuilder task(TaskDefinition task) {
    tasks.put(task.name(), task);
    return this;
  }

  public WorkflowBuilder task(TaskBuilder task) {
    return task(task.build());
  }

  public WorkflowDefinition build() {
    return new WorkflowDefinition(
        id,
        owner,
        description,
        labels,
        partitions,
        inputs,
        outputs,
        consumes,
        produces,
        triggers,
        overlap,
        priority,
        backfillFromUpstream,
        deadline,
        onFailure,
        finallyTask,
        alerts,
        tasks);
  }
}
