package io.continuo.it.time;

import io.continuo.event.ExecutionEvent;
import io.continuo.event.Recorded;
import io.continuo.id.WorkflowId;
import io.continuo.it.history.History;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** How many attempts that hold permits had started and not ended, at the worst moment. */
final class AtOnce {
  /** One more or one less. */
  private record Change(Instant at, int by) {}

  private AtOnce() {}

  /**
   * By the times of the events of all executions of these workflows. Where one ends in the
   * millisecond in which another starts, the end came first: it made the start possible.
   */
  static int of(History history, Predicate<WorkflowId> workflows) {
    List<Change> changes = new ArrayList<>();
    for (List<Recorded<ExecutionEvent>> events : history.executions().values()) {
      if (events.getFirst().event() instanceof ExecutionEvent.ExecutionStarted started
          && workflows.test(started.workflow())) {
        add(events, changes);
      }
    }
    changes.sort(Comparator.comparing(Change::at).thenComparingInt(Change::by));
    int now = 0;
    int most = 0;
    for (Change change : changes) {
      now += change.by();
      most = Math.max(most, now);
    }
    return most;
  }

  private static void add(List<Recorded<ExecutionEvent>> events, List<Change> changes) {
    List<String> holding = new ArrayList<>();
    List<String> started = new ArrayList<>();
    for (Recorded<ExecutionEvent> recorded : events) {
      if (!(recorded.event() instanceof ExecutionEvent.OfAttempt of)) {
        continue;
      }
      String attempt = of.task() + "/" + of.number() + "/" + of.epoch();
      switch (of) {
        case ExecutionEvent.PermitsHeld _ -> holding.add(attempt);
        case ExecutionEvent.AttemptStarted _ -> {
          if (holding.contains(attempt) && !started.contains(attempt)) {
            started.add(attempt);
            changes.add(new Change(recorded.at(), 1));
          }
        }
        case ExecutionEvent.AttemptSucceeded _, ExecutionEvent.AttemptFailed _ -> {
          if (started.remove(attempt)) {
            changes.add(new Change(recorded.at(), -1));
          }
        }
        case ExecutionEvent.PermitsRequested _,
            ExecutionEvent.AttemptScheduled _,
            ExecutionEvent.DispatchRepeated _,
            ExecutionEvent.AttemptReattached _,
            ExecutionEvent.AttemptWatched _,
            ExecutionEvent.AttemptStopRequested _,
            ExecutionEvent.AttemptFenced _,
            ExecutionEvent.RetryScheduled _ -> {}
      }
    }
  }
}
