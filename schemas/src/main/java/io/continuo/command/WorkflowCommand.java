package io.continuo.command;

import io.continuo.definition.WorkflowDefinition;
import io.continuo.event.ExecutionStatus;
import io.continuo.event.PauseScope;
import io.continuo.id.Digest;
import io.continuo.id.ExecutionId;
import io.continuo.id.WorkflowId;
import io.continuo.value.Value;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
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
   * @param kind of trigger: manual, execution, webhook, kafka
   * @param origin what the trigger names as its reason, for example the event's id; may be empty
   */
  record TriggerExecution(
      String key,
      String kind,
      String origin,
      Optional<String> partition,
      Value.Fields inputs,
      Optional<Integer> version)
      implements WorkflowCommand {}

  /** An execution of this workflow came to its end. */
  record NoteExecutionEnded(ExecutionId execution, ExecutionStatus status)
      implements WorkflowCommand {}

  /** Cancels an execution that has not started yet; a started one is asked itself. */
  record CancelQueued(ExecutionId execution, String by, String reason) implements WorkflowCommand {}

  record PauseWorkflow(String by, PauseScope scope) implements WorkflowCommand {}

  record ResumeWorkflow(String by, PauseScope scope) implements WorkflowCommand {}

  /**
   * Runs the slot for a backfill, as soon as the overlap policy has room.
   *
   * @param skipSucceeded whether to leave it when its last run succeeded
   */
  record RunBackfillSlot(String backfill, String slot, Value.Fields inputs, boolean skipSucceeded)
      implements WorkflowCommand {}

  /** Gives up the slot of a backfill: it does not start, or its run is cancelled. */
  record CancelBackfillSlot(String backfill, String slot, String by) implements WorkflowCommand {}

  /**
   * A dataset that this workflow consumes has a partition.
   *
   * @param landing its id
   * @param timezone of the dataset's partitions
   * @param again whether the partition had landed before
   * @param number of the landing among all of the dataset, rising: none counts twice
   */
  record NoteLanding(
      String dataset,
      String landing,
      Optional<String> partition,
      ZoneId timezone,
      boolean again,
      long number)
      implements WorkflowCommand {}

  /** Which of the partitions that a waiting slot needs had landed before it began to wait. */
  record NoteLanded(String dataset, String slot, ZoneId timezone, List<String> partitions)
      implements WorkflowCommand {
    public NoteLanded {
      partitions = List.copyOf(partitions);
    }
  }

  /** Tells another workflow of the ends of this one's executions. */
  record FollowWorkflow(WorkflowId follower, String on) implements WorkflowCommand {}

  record UnfollowWorkflow(WorkflowId follower) implements WorkflowCommand {}

  /** A timer that the workflow set is due. */
  record WakeWorkflow(Instant due) implements WorkflowCommand {}
}
