package io.continuo.wire.codec;

import io.continuo.event.ExecutionStatus;
import io.continuo.event.FailureKind;
import io.continuo.event.TaskOutcome;

/** The enums that language and wire share, by name; a symbol of a later version is undecodable. */
final class WireEnums {
  private WireEnums() {}

  static io.continuo.avro.execution.FailureKind encode(FailureKind kind) {
    return io.continuo.avro.execution.FailureKind.valueOf(kind.name());
  }

  static FailureKind decode(io.continuo.avro.execution.FailureKind kind) {
    return FailureKind.valueOf(kind.name());
  }

  static io.continuo.avro.execution.TaskOutcome encode(TaskOutcome outcome) {
    return io.continuo.avro.execution.TaskOutcome.valueOf(outcome.name());
  }

  static TaskOutcome decode(io.continuo.avro.execution.TaskOutcome outcome) {
    return TaskOutcome.valueOf(outcome.name());
  }

  static io.continuo.avro.execution.ExecutionStatus encode(ExecutionStatus status) {
    return io.continuo.avro.execution.ExecutionStatus.valueOf(status.name());
  }

  static ExecutionStatus decode(io.continuo.avro.execution.ExecutionStatus status) {
    return ExecutionStatus.valueOf(status.name());
  }
}
