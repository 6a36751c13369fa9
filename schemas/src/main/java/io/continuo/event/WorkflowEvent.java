package io.continuo.event;

import io.continuo.definition.WorkflowDefinition;
import io.continuo.id.Digest;
import io.continuo.id.ExecutionId;
import io.continuo.id.WorkflowId;
import io.continuo.value.Value;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;

/** The life of one workflow. */
public sealed interface WorkflowEvent {

  record WorkflowRegistered(int version, Digest digest, WorkflowDefinition definition)
      implements WorkflowEvent {}

  /** A version of a task that workflows share by {@code use}. */
  record TaskRegistered(int version, Digest digest, String canonical) implements WorkflowEvent {}

  /**
   * A trigger was accepted: the execution exists, and starts now unless {@code held}.
   *
   * @param kind of trigger: manual, schedule, landing, execution, webhook, kafka, backfill
   * @param origin what the trigger named as its reason: a landing, an upstream execution, a
   *     backfill; may be empty
   * @param slot the expected slot that it runs: a partition, or a fire time; empty when it runs
   *     none
   */
  record ExecutionTriggered(
      ExecutionId execution,
      String key,
      String kind,
      String origin,
      Optional<String> slot,
      int version,
      Digest digest,
      Optional<String> partition,
      int run,
      Value.Fields inputs,
      boolean held)
      implements WorkflowEvent {}

  /** A held execution may start. */
  record ExecutionReleased(ExecutionId execution) implements WorkflowEvent {}

  /** An execution that will not run; its record says why. */
  record ExecutionSkipped(ExecutionId execution, ExecutionStatusSkipped status, String reason)
      implements WorkflowEvent {}

  /** A running execution must make room for a newer one. */
  record ExecutionReplaced(ExecutionId execution, ExecutionId by) implements WorkflowEvent {}

  record ExecutionFinished(ExecutionId execution, ExecutionStatus status)
      implements WorkflowEvent {}

  record WorkflowPaused(String by, PauseScope scope) implements WorkflowEvent {}

  record WorkflowResumed(String by, PauseScope scope) implements WorkflowEvent {}

  /**
   * From here on the slots of a schedule are expected.
   *
   * @param schedule its place among the workflow's schedules, from 0
   * @param order slots after this place in the calendar
   */
  record ScheduleSet(int schedule, LocalDateTime order) implements WorkflowEvent {}

  /**
   * The time of an expected slot has come; what becomes of it follows.
   *
   * @param slot a partition, or a fire time
   * @param order its place in the calendar
   * @param nominal when it should run, without jitter
   * @param late whether it is caught up
   */
  record SlotDue(
      int schedule,
      String slot,
      Optional<String> partition,
      LocalDateTime order,
      Instant nominal,
      boolean late)
      implements WorkflowEvent {}

  /**
   * Expected slots that will not run, in a row.
   *
   * @param order place of the last in the calendar
   */
  record SlotsPassed(
      int schedule,
      String first,
      String last,
      long count,
      LocalDateTime order,
      PassedStatus status,
      String reason)
      implements WorkflowEvent {}

  /** The slot waits for partitions to land. */
  record SlotWaiting(String slot) implements WorkflowEvent {}

  /** A slot that was expected or waited, and will not run. */
  record SlotSkipped(String slot, String reason) implements WorkflowEvent {}

  /**
   * A partition counts towards a waiting slot.
   *
   * @param timezone of the dataset's partitions
   * @param landing its id; empty when it had landed before the slot began to wait
   * @param number of the landing among all of the dataset; 0 as above
   */
  record LandingJoined(
      String slot,
      String dataset,
      Optional<String> partition,
      ZoneId timezone,
      String landing,
      long number)
      implements WorkflowEvent {}

  /** A landing that starts nothing. */
  record LandingIgnored(
      String slot,
      String dataset,
      Optional<String> partition,
      String landing,
      String reason,
      long number)
      implements WorkflowEvent {}

  /** Another workflow is told of the ends of this one's executions: succeeded, failed, finished. */
  record FollowerAdded(WorkflowId follower, String on) implements WorkflowEvent {}

  record FollowerRemoved(WorkflowId follower) implements WorkflowEvent {}

  /** Why slots passed. */
  enum PassedStatus {
    /** On purpose. */
    SKIPPED,
    /** Their time came while nothing could run, and the catch-up policy leaves them. */
    MISSED
  }

  record WorkflowCommandRejected(String command, String code, String message)
      implements WorkflowEvent {}

  /** Why a held or refused execution never ran. */
  enum ExecutionStatusSkipped {
    SKIPPED,
    CANCELLED
  }
}
