package io.continuo.command;

import io.continuo.id.Digest;
import io.continuo.id.RunnerId;
import io.continuo.id.WorkflowId;
import io.continuo.value.Value;
import java.time.Instant;
import java.util.Optional;

/** What may be asked of an execution. */
public sealed interface ExecutionCommand {

  /** A command about one launch of a task. */
  sealed interface OfAttempt extends ExecutionCommand {
    String task();

    int number();

    int epoch();
  }

  record StartExecution(
      WorkflowId workflow,
      int version,
      Digest digest,
      Optional<String> partition,
      int run,
      String trigger,
      Value.Fields inputs)
      implements ExecutionCommand {}

  record CancelExecution(String by, String reason) implements ExecutionCommand {}

  /** A limit gave the attempt its permits. */
  record GrantPermits(String task, int number, int epoch, String limit) implements OfAttempt {}

  /**
   * A runner takes the attempt. The same runner may claim again, with a later incarnation, after a
   * restart.
   *
   * @param confirm whether the runner waits for the answer before it launches
   */
  record ClaimAttempt(String task, int number, int epoch, RunnerId runner, boolean confirm)
      implements OfAttempt {}

  /** How the attempt ended on its runner. */
  record ReportAttempt(String task, int number, int epoch, RunnerId runner, Ending ending)
      implements OfAttempt {}

  /**
   * The runner's aggregate says that this incarnation of the runner no longer has the attempt.
   *
   * @param handedOver whether the runner gave it up on purpose, so that nothing is charged
   */
  record ReportLost(
      String task, int number, int epoch, RunnerId runner, String reason, boolean handedOver)
      implements OfAttempt {}

  /**
   * A timer that the execution set is due.
   *
   * @param task the task that set it, or empty for the execution's deadline
   */
  record WakeExecution(Optional<String> task, Instant due) implements ExecutionCommand {}

  /**
   * The machinery cannot go on with this execution, for example because a record would be too
   * large.
   */
  record FailExecution(String reason) implements ExecutionCommand {}
}
