package io.continuo.engine.domain.execution;

import io.continuo.definition.TaskDefinition;
import io.continuo.definition.WorkflowDefinition;
import io.continuo.definition.plan.ExecutionPlan;
import io.continuo.id.WorkflowId;
import java.util.List;
import java.util.Map;

/** The definition that an execution is pinned to, with its compiled graph. */
public record Pinned(WorkflowDefinition workflow, ExecutionPlan plan) {

  /** For what is said of executions that are not live: a workflow without tasks. */
  public static final Pinned NONE =
      of(WorkflowDefinition.of(new WorkflowId("none", "none")).build());

  public static Pinned of(WorkflowDefinition workflow) {
    return new Pinned(workflow, ExecutionPlan.of(workflow));
  }

  int size() {
    return plan.size();
  }

  TaskDefinition task(int task) {
    return plan.task(task);
  }

  int[] parents(int task) {
    return plan.parents(task);
  }

  int[] children(int task) {
    return plan.children(task);
  }

  int[] roots() {
    return plan.roots();
  }

  /** Names of the task's limits, in the order in which permits are asked for. */
  List<String> limits(int task) {
    Map<String, Integer> limits = plan.task(task).options().limits();
    return limits.isEmpty() ? List.of() : limits.keySet().stream().sorted().toList();
  }

  /** The task's index, or -1 when the workflow has none of this name. */
  int indexOf(String name) {
    return plan.indexOf(name).orElse(-1);
  }
}
