package io.continuo.command;

import io.continuo.definition.WorkflowDefinition;
import io.continuo.event.ExecutionStatus;
import io.continuo.id.Digest;
import io.continuo.id.ExecutionId;
import io.continuo.value.Value;
import java.util.Optional;

/** What may be asked of a workflow. */
public sealed interface WorkflowCommand {

  /**
   * Registers a version.
   *
   * @param expected the digest that the caller believes to be the newest; empty to not care
   */
  record RegisterWorkflow(WorkflowDefinition definition, Digest digest, Optional<Digest> expected)
      implements WorkflowCommand {}

  /**
   * Registers a version of a task that workflows share by {@code use}; {@code canonical} is its
   * canonical JSON.
   */
  record RegisterTask(String canonical, Digest digest) implements WorkflowCommand {}

  /**
   * Asks for an execution.
   *
   * @param key idempotency key: the same key is the same execution
   * @param kind of trigger: manual, schedule, ...
   */
  record TriggerExecution(
      String key,
      String kind,
      Optional<String> partition,
      Value.Fields inputs,
      Optional<Integer> version)
      implements WorkflowCommand {}

  /** An execution of this workflow came to its end. */
  record NoteExecutionEnded(ExecutionId execution, ExecutionStatus status)
      implements WorkflowCommand {}

  /** Cancels an execution that has not started yet; a started one is asked itself. */
  record CancelQueued(ExecutionId execution, String by, String reason) implements WorkflowCommand {}

  record PauseWorkflow(String by) implements WorkflowCommand {}

  record ResumeWorkflow(String by) implements WorkflowCommand {}
}
