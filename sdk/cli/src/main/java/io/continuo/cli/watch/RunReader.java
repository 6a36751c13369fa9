package io.continuo.cli.watch;

import io.continuo.sdk.Executions;
import io.continuo.sdk.model.Execution;
import io.continuo.sdk.model.TaskView;
import io.continuo.sdk.problem.ContinuoException;
import io.continuo.sdk.problem.ProblemException;
import io.continuo.sdk.problem.UnreachableException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Reads a run again and again, and forgives a server that is away for a while, for example while it
 * restarts.
 */
final class RunReader {
  static final int TASKS_SHOWN = 60;

  private final Executions executions;
  private final String id;
  private final Patience patience;
  private final long born = System.nanoTime();
  private Optional<Long> awaySince = Optional.empty();

  /**
   * How long to forgive.
   *
   * @param unseen how long a run that was just started may be missing from the read side
   * @param away how long the server may give no answer
   */
  record Patience(Duration unseen, Duration away) {
    static final Patience DEFAULT = new Patience(Duration.ofSeconds(10), Duration.ofSeconds(60));
  }

  RunReader(Executions executions, String id, Patience patience) {
    this.executions = executions;
    this.id = id;
    this.patience = patience;
  }

  /** Empty when the server gave no answer and may yet come back. */
  Optional<RunSnapshot> read() {
    try {
      Execution execution = executions.get(id);
      RunSnapshot snapshot = new RunSnapshot(execution, tasks(execution));
      awaySince = Optional.empty();
      return Optional.of(snapshot);
    } catch (ProblemException | UnreachableException e) {
      if (isForgiven(e)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  boolean isAway() {
    return awaySince.isPresent();
  }

  private List<TaskView> tasks(Execution execution) {
    long known = execution.taskCounts().values().stream().mapToLong(Long::longValue).sum();
    if (known > TASKS_SHOWN) {
      return List.of();
    }
    List<TaskView> tasks = executions.tasks(id).limit(TASKS_SHOWN + 1L).toList();
    return tasks.size() > TASKS_SHOWN ? List.of() : tasks;
  }

  private boolean isForgiven(ContinuoException failure) {
    if (failure instanceof ProblemException refusal && refusal.status() < 500) {
      return refusal.status() == 404 && isWithin(patience.unseen(), born);
    }
    long since = awaySince.orElseGet(System::nanoTime);
    awaySince = Optional.of(since);
    return isWithin(patience.away(), since);
  }

  private static boolean isWithin(Duration time, long since) {
    return System.nanoTime() - since < time.toNanos();
  }
}
