package io.continuo.event;

import io.continuo.definition.WorkflowDefinition;
import io.continuo.id.Digest;
import io.continuo.id.ExecutionId;
import io.continuo.value.Value;
import java.util.Optional;

/** The life of one workflow. */
public sealed interface WorkflowEvent {

  record WorkflowRegistered(int version, Digest digest, WorkflowDefinition definition)
      implements WorkflowEvent {}

  /** A version of a task that workflows share by {@code use}. */
  record TaskRegistered(int version, Digest digest, String canonical) implements WorkflowEvent {}

  /** A trigger was accepted: the execution exists, and starts now unless {@code held}. */
  record ExecutionTriggered(
      ExecutionId execution,
      String key,
      String kind,
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

  record WorkflowPaused(String by) implements WorkflowEvent {}

  record WorkflowResumed(String by) implements WorkflowEvent {}

  record WorkflowCommandRejected(String command, String code, String message)
      implements WorkflowEvent {}

  /** Why a held or refused execution never ran. */
  enum ExecutionStatusSkipped {
    SKIPPED,
    CANCELLED
  }
}
