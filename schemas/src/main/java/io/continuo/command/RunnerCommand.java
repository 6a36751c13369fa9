package io.continuo.command;

import io.continuo.dispatch.RunnerProfile;
import io.continuo.id.AttemptId;
import java.time.Instant;
import java.util.List;

/** What may be asked of, or told to, the aggregate of one task runner. */
public sealed interface RunnerCommand {

  /**
   * Sent every few seconds by the runner, once for all its attempts.
   *
   * @param incarnation rises with each start of the runner's process
   * @param slots attempts that it runs at once
   * @param running attempts that it runs now
   * @param profile what it says of itself; only the first heartbeat of a process does
   */
  record Heartbeat(
      long incarnation,
      String version,
      List<String> queues,
      int slots,
      int running,
      RunnerProfile profile)
      implements RunnerCommand {}

  /**
   * The runner stops in good order.
   *
   * @param handOver whether others may have at once what it had; else what still runs stays for its
   *     next incarnation
   * @param attempts that it hands over; its aggregate does not know the young ones yet
   */
  record Leave(long incarnation, boolean handOver, List<AttemptId> attempts)
      implements RunnerCommand {}

  record DrainRunner(String by, String reason) implements RunnerCommand {}

  /** Answer for this attempt, claimed by that incarnation: tell its execution if it is lost. */
  record GuardAttempt(AttemptId attempt, long incarnation) implements RunnerCommand {}

  /** The attempt is over. */
  record ReleaseAttempt(AttemptId attempt) implements RunnerCommand {}

  record WakeRunner(Instant due) implements RunnerCommand {}
}
