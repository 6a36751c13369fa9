package io.continuo.event;

import io.continuo.id.Digest;
import io.continuo.id.RunnerId;
import io.continuo.id.WorkflowId;
import io.continuo.value.Value;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/** The life of one execution. */
public sealed interface ExecutionEvent {

  /** An event about one task. */
  sealed interface OfTask extends ExecutionEvent {
    String task();
  }

  /** An event about one launch of a task. */
  sealed interface OfAttempt extends OfTask {
    int number();

    int epoch();
  }

  /**
   * The execution exists; its definition is pinned by digest.
   *
   * @param run 1 for the first run of its slot
   * @param trigger kind of what started it: manual, schedule, ...
   */
  record ExecutionStarted(
      WorkflowId workflow,
      int version,
      Digest digest,
      Optional<String> partition,
      int run,
      String trigger,
      Value.Fields inputs)
      implements ExecutionEvent {}

  /** The attempt waits for permits of a limit; it asks for one limit after the other, by name. */
  record PermitsRequested(String task, int number, int epoch, String limit) implements OfAttempt {}

  /** The limit gave the attempt its permits, which it holds until it ends. */
  record PermitsHeld(String task, int number, int epoch, String limit) implements OfAttempt {}

  /** The attempt may run: a ready-task command goes to its queue. */
  record AttemptScheduled(String task, int number, int epoch, Value.Fields inputs)
      implements OfAttempt {}

  /** Nobody claimed the attempt for long, so its ready-task command was sent once more. */
  record DispatchRepeated(String task, int number, int epoch) implements OfAttempt {}

  /** A runner holds the attempt. */
  record AttemptStarted(String task, int number, int epoch, RunnerId runner) implements OfAttempt {}

  /** The runner came back after a restart and still has the attempt. */
  record AttemptReattached(String task, int number, int epoch, RunnerId runner)
      implements OfAttempt {}

  /** The attempt outlived its first lease; from here on its runner's aggregate watches it. */
  record AttemptWatched(String task, int number, int epoch) implements OfAttempt {}

  /**
   * The runner was told to end the attempt; {@code kind} is what the attempt will have failed with.
   */
  record AttemptStopRequested(String task, int number, int epoch, FailureKind kind, String reason)
      implements OfAttempt {}

  /** The attempt won: the task has succeeded. */
  record AttemptSucceeded(
      String task, int number, int epoch, OptionalInt exitCode, Value.Fields outputs)
      implements OfAttempt {}

  record AttemptFailed(
      String task, int number, int epoch, FailureKind kind, OptionalInt exitCode, String message)
      implements OfAttempt {}

  /** A report or claim of an attempt that no longer counts; recorded, and nothing changed. */
  record AttemptFenced(String task, int number, int epoch, String runner, String reason)
      implements OfAttempt {}

  /** The task will be tried again: {@code number} and {@code epoch} of the coming attempt. */
  record RetryScheduled(String task, int number, int epoch, Instant due) implements OfAttempt {}

  /** The task failed, and its definition says to go on with these outputs. */
  record TaskDefaulted(String task, Value.Fields outputs, String message) implements OfTask {}

  /** The task did not run, or failed where its definition says to go on without it. */
  record TaskSkipped(String task, String message) implements OfTask {}

  /** The task ended without success. */
  record TaskFailed(String task, TaskOutcome outcome, String message) implements OfTask {}

  /** From here on nothing new starts; {@code status} is how the execution will end. */
  record ExecutionStopping(ExecutionStatus status, String message) implements ExecutionEvent {}

  record ExecutionEnded(ExecutionStatus status, Value.Fields outputs, String message)
      implements ExecutionEvent {}

  /** A command that was not accepted: who asked hears why, and the record stays. */
  record ExecutionCommandRejected(String command, String code, String message)
      implements ExecutionEvent {}
}
