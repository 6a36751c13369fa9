package io.continuo.definition;

import io.continuo.definition.partition.Partitions;
import io.continuo.definition.policy.OnWorkflowFailure;
import io.continuo.definition.policy.OverlapPolicy;
import io.continuo.definition.policy.Priority;
import io.continuo.id.WorkflowId;
import io.continuo.value.InOrder;
import io.continuo.value.Value;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One version of a workflow, as its author wrote it, defaults filled in and registered tasks
 * inlined.
 *
 * @param labels free text by name, to search by
 * @param partitions empty: the workflow has no data partitions
 * @param outputs values of the whole execution, that may hold {@code ${...}}
 * @param backfillFromUpstream whether a backfill of what it consumes runs it again
 * @param deadline from the start of an execution until its end
 * @param finallyTask the task that runs after all others, whatever became of them
 * @param tasks by name, in the author's order; nothing may depend on that order
 */
public record WorkflowDefinition(
    WorkflowId id,
    Owner owner,
    Optional<String> description,
    Map<String, String> labels,
    Optional<Partitions> partitions,
    Map<String, Input> inputs,
    Map<String, Value> outputs,
    List<Consumed> consumes,
    List<String> produces,
    List<Trigger> triggers,
    OverlapPolicy overlap,
    Priority priority,
    boolean backfillFromUpstream,
    Optional<Duration> deadline,
    OnWorkflowFailure onFailure,
    Optional<TaskDefinition> finallyTask,
    List<Alert> alerts,
    Map<String, TaskDefinition> tasks) {
  /** More tasks than this are refused, in a definition and in an execution. */
  public static final int MAX_TASKS = 100_000;

  public WorkflowDefinition {
    labels = InOrder.copy(labels);
    inputs = InOrder.copy(inputs);
    outputs = InOrder.copy(outputs);
    consumes = List.copyOf(consumes);
    produces = List.copyOf(produces);
    triggers = List.copyOf(triggers);
    alerts = List.copyOf(alerts);
    tasks = InOrder.copy(tasks);
  }

  public static WorkflowBuilder of(WorkflowId id) {
    return new WorkflowBuilder(id);
  }
}
