package io.continuo.cli.watch;

import io.continuo.cli.failure.CommandException;
import io.continuo.cli.follow.PatientReader;
import io.continuo.cli.follow.PatientReader.Patience;
import io.continuo.sdk.Executions;
import io.continuo.sdk.model.Execution;
import io.continuo.sdk.model.TaskView;
import io.continuo.sdk.problem.InterruptedCallException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Follows a run to its end. The event stream says when to look; without a stream it looks every
 * second. Either way it looks every 5 s, since a silent connection may be a dead one.
 */
public final class Watcher {
  private static final Duration TICK = Duration.ofMillis(500);
  private static final Duration CALM = Duration.ofMillis(100);
  private static final int TICKS_WITH_STREAM = 10;
  private static final int TICKS_WITHOUT = 2;

  private final Executions executions;
  private final Display display;
  private final Optional<Duration> timeout;

  /** Gives up after {@code timeout}, which leaves the run alone. */
  public Watcher(Executions executions, Display display, Optional<Duration> timeout) {
    this.executions = executions;
    this.display = display;
    this.timeout = timeout;
  }

  /**
   * Returns the run when it has ended.
   *
   * @throws CommandException with exit code 6 when the timeout came first
   */
  public Execution follow(String id) {
    long start = System.nanoTime();
    PatientReader<RunSnapshot> reader =
        new PatientReader<>(new RunReader(executions, id)::read, Patience.DEFAULT);
    boolean wasAway = false;
    try (Changes changes = new Changes(executions.stream(id, ""))) {
      while (true) {
        Optional<RunSnapshot> snapshot = reader.read();
        snapshot.ifPresent(display::show);
        if (reader.isAway() && !wasAway) {
          display.away();
        }
        wasAway = reader.isAway();
        if (snapshot.isPresent() && snapshot.get().isFinished()) {
          display.end(snapshot.get(), failed(snapshot.get()));
          return snapshot.get().execution();
        }
        awaitChange(changes, reader.isAway());
        requireInTime(id, start);
      }
    }
  }

  private void awaitChange(Changes changes, boolean away) {
    int ticks = changes.isLive() && !away ? TICKS_WITH_STREAM : TICKS_WITHOUT;
    for (int tick = 0; tick < ticks; tick++) {
      if (changes.await(TICK)) {
        calm();
        return;
      }
      if (!away) {
        display.tick();
      }
    }
  }

  /** Events come in bursts: one look for all of a burst. */
  private static void calm() {
    try {
      Thread.sleep(CALM);
    } catch (InterruptedException e) {
      throw new InterruptedCallException(e);
    }
  }

  private void requireInTime(String id, long start) {
    if (timeout.isPresent() && System.nanoTime() - start > timeout.get().toNanos()) {
      throw CommandException.timedOut(
          "execution "
              + id
              + " has not ended within "
              + timeout.get()
              + "; it goes on: continuo watch "
              + id);
    }
  }

  private List<TaskView> failed(RunSnapshot snapshot) {
    if (snapshot.execution().status().isSuccess()) {
      return List.of();
    }
    return executions
        .tasks(snapshot.execution().id())
        .filter(task -> task.status().isFinished() && !task.status().isSuccess())
        .filter(task -> !task.attempts().isEmpty())
        .toList();
  }
}
