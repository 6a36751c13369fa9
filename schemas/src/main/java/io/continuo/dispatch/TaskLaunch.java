package io.continuo.dispatch;

import io.continuo.definition.TaskOptions;
import io.continuo.id.AttemptId;
import io.continuo.id.WorkflowId;
import io.continuo.value.Value;
import java.util.List;
import java.util.Optional;

/**
 * The ready-task command: all a runner needs to run one attempt, so that it never asks anybody.
 *
 * @param queue name of the queue that serves it
 * @param workflow the workflow that the execution runs
 * @param version of that workflow
 * @param partition label of the execution's partition
 * @param trigger kind of what started the execution: manual, schedule, ...
 * @param type task type, the key of the launcher: container, process, http, noop
 * @param spec the type's own part of the task definition (image, command, env, request, ...), every
 *     {@code ${...}} already replaced but those that refer to secrets
 * @param inputs the task's inputs by name
 * @param declaresOutputs whether the task must leave an outputs file
 * @param secrets references that the runner resolves; values are never sent
 */
public record TaskLaunch(
    AttemptId attempt,
    String queue,
    WorkflowId workflow,
    int version,
    Optional<String> partition,
    String trigger,
    String type,
    Value.Fields spec,
    Value.Fields inputs,
    boolean declaresOutputs,
    List<TaskOptions.Secret> secrets) {

  public TaskLaunch {
    secrets = List.copyOf(secrets);
  }
}
