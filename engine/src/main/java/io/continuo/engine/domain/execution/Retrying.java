package io.continuo.engine.domain.execution;

import io.continuo.definition.policy.Backoff;
import io.continuo.definition.policy.RetryPolicy;
import io.continuo.engine.domain.execution.ExecutionDecider.Life;
import io.continuo.engine.domain.execution.TaskState.Open;
import io.continuo.event.ExecutionEvent;
import io.continuo.event.FailureKind;
import io.continuo.event.TaskOutcome;
import io.continuo.id.ExecutionId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Which budget pays for a failed attempt, and when the next one comes. */
final class Retrying {
  /** Waits between attempts at the platform's cost: 1 s, doubling, at most a minute. */
  private static final Backoff PLATFORM =
      new Backoff(Duration.ofSeconds(1), 2, Duration.ofMinutes(1), 0);

  private final ExecutionId id;
  private final Pinned plan;

  Retrying(ExecutionId id, Pinned plan) {
    this.id = id;
    this.plan = plan;
  }

  /** Schedules what comes after a failed attempt, or says how the task ends. */
  Optional<TaskOutcome> retryOrEnd(Life life, int task, FailureKind kind) {
    Progress progress = ((Open) life.task(task)).progress();
    RetryPolicy policy = plan.task(task).retry();
    TaskOutcome end = outcome(kind);
    if (life.isStopping()) {
      return Optional.of(kind == FailureKind.PLATFORM ? TaskOutcome.CANCELLED : end);
    }
    return switch (kind) {
      case BLOCKED ->
          retry(
              life,
              task,
              progress.at(progress.number(), progress.epoch() + 1),
              policy.blockedDelay());
      case PLATFORM ->
          progress.platformFailures() > policy.platformAttempts()
              ? Optional.of(end)
              : retry(
                  life,
                  task,
                  progress.at(progress.number(), progress.epoch() + 1),
                  PLATFORM.base(progress.platformFailures()));
      case HANDED_OVER ->
          retry(life, task, progress.at(progress.number(), progress.epoch() + 1), Duration.ZERO);
      case ERROR, TIMED_OUT ->
          progress.number() >= policy.attempts()
              ? Optional.of(end)
              : retry(
                  life,
                  task,
                  progress.at(progress.number() + 1, 1),
                  delay(policy.backoff(), plan.task(task).name(), progress.number()));
      case FATAL, CANCELLED -> Optional.of(end);
    };
  }

  private Optional<TaskOutcome> retry(Life life, int task, Progress next, Duration delay) {
    Instant due = life.at().plus(delay);
    Optional<Duration> total = plan.task(task).timeouts().total();
    if (total.isPresent() && !due.isBefore(next.first().plus(total.get()))) {
      return Optional.of(TaskOutcome.TIMED_OUT);
    }
    life.add(
        new ExecutionEvent.RetryScheduled(
            plan.task(task).name(), next.number(), next.epoch(), due));
    return Optional.empty();
  }

  /**
   * The wait before the retry: the policy's, spread by its jitter with a number drawn from ids
   * alone.
   */
  private Duration delay(Backoff backoff, String task, int retry) {
    Duration base = backoff.base(retry);
    double spread = 1 + backoff.jitter() * (2 * draw(id + "/" + task + "/" + retry) - 1);
    return Duration.ofMillis(Math.round(base.toMillis() * spread));
  }

  /**
   * A number in [0, 1) from a seed: FNV-1a, then the finalizer of SplitMix64 (Steele et al., 2014).
   */
  static double draw(String seed) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < seed.length(); i++) {
      hash = (hash ^ seed.charAt(i)) * 0x100000001b3L;
    }
    hash = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
    hash = (hash ^ (hash >>> 27)) * 0x94d049bb133111ebL;
    hash ^= hash >>> 31;
    return (hash >>> 11) * 0x1.0p-53;
  }

  private static TaskOutcome outcome(FailureKind kind) {
    return switch (kind) {
      case ERROR, FATAL, BLOCKED -> TaskOutcome.FAILED_USER;
      case PLATFORM -> TaskOutcome.FAILED_PLATFORM;
      case TIMED_OUT -> TaskOutcome.TIMED_OUT;
      case HANDED_OVER, CANCELLED -> TaskOutcome.CANCELLED;
    };
  }
}
