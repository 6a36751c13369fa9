package io.continuo.engine.domain.execution;

import io.continuo.event.FailureKind;
import io.continuo.event.TaskOutcome;
import io.continuo.id.RunnerId;
import io.continuo.value.Value;
import java.time.Instant;

/** Where one task of an execution is, carrying only what is true then. */
public sealed interface TaskState {

  /** Waits for its parents. */
  record Pending(int remaining) implements TaskState {}

  /** A task that has been scheduled and is not at its end. */
  sealed interface Open extends TaskState {
    Progress progress();
  }

  /**
   * Waits for permits of a limit.
   *
   * @param since when it was ready
   * @param asked when the limit was last asked
   * @param limit the one whose turn it is; those before it by name are held
   */
  record Awaiting(Progress progress, Instant since, Instant asked, String limit) implements Open {}

  /**
   * Its ready-task command is out.
   *
   * @param since when it was ready, before it waited for permits
   */
  record Queued(Progress progress, Instant since, Instant dispatched) implements Open {}

  /** A task that a runner holds. */
  sealed interface Held extends Open {
    RunnerId runner();

    /** Whether the runner's aggregate answers for the attempt. */
    boolean watched();
  }

  /**
   * A runner runs it.
   *
   * @param leased since when the present lease counts
   */
  record Running(Progress progress, Instant since, RunnerId runner, boolean watched, Instant leased)
      implements Held {}

  /** Its runner was told to end it; {@code kind} is what it will have failed with. */
  record Stopping(
      Progress progress,
      Instant since,
      RunnerId runner,
      boolean watched,
      FailureKind kind,
      String reason)
      implements Held {}

  /** Its attempt failed and the same decision says what follows; never at rest. */
  record Fallen(Progress progress) implements Open {}

  /** Waits for its next attempt, whose number and epoch the progress shows. */
  record Backoff(Progress progress, Instant due) implements Open {}

  /** A task at its end. */
  sealed interface Done extends TaskState {
    TaskOutcome outcome();

    /** What later tasks may read. */
    default Value.Fields outputs() {
      return Value.Fields.EMPTY;
    }
  }

  record Succeeded(int number, int epoch, Value.Fields outputs) implements Done {
    @Override
    public TaskOutcome outcome() {
      return TaskOutcome.SUCCEEDED;
    }
  }

  /** Ended otherwise; outputs only where the definition gave default ones. */
  record Ended(TaskOutcome outcome, Value.Fields outputs) implements Done {}
}
