package io.continuo.dispatch;

import io.continuo.id.AttemptId;
import java.time.Duration;

/** What the engine tells one runner, by the runner's name, on {@code runner.control}. */
public sealed interface RunnerControl {

  /**
   * The claim stands: whoever waited for it may launch. Sent only for claims that asked for
   * confirmation.
   */
  record ClaimAccepted(AttemptId attempt) implements RunnerControl {}

  /**
   * The claim does not stand: stop what was launched under it and report nothing.
   *
   * @param goesOn whether the attempt itself goes on, under another dispatch or runner: then what
   *     outlives a dispatch, such as a remote job, belongs to that one and is left alone
   */
  record ClaimRefused(AttemptId attempt, String reason, boolean goesOn) implements RunnerControl {}

  /** End the attempt: SIGTERM, and after the grace period SIGKILL; then report it. */
  record StopAttempt(AttemptId attempt, Duration grace, String reason) implements RunnerControl {}

  /** Finish what runs and take no more. */
  record Drain(String reason) implements RunnerControl {}
}
