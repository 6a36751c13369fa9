package io.continuo.engine.domain.workflow;

import io.continuo.definition.WorkflowDefinition;
import io.continuo.event.PauseScope;
import io.continuo.id.Digest;
import io.continuo.id.ExecutionId;
import io.continuo.value.Value;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Optional;
import org.pcollections.OrderedPMap;
import org.pcollections.PMap;
import org.pcollections.PSortedMap;
import org.pcollections.PSortedSet;
import org.pcollections.TreePMap;
import org.pcollections.TreePSet;

/**
 * A workflow (or shared task) as its events leave it.
 *
 * @param pauses what has paused it; it runs when there is none
 * @param latest version, 0 before the first registration
 * @param followers workflows that are told of the ends of executions, and of which
 */
public record WorkflowState(
    PSortedSet<PauseScope> pauses,
    int latest,
    PMap<Integer, Version> versions,
    PSortedMap<String, String> followers,
    Runs runs,
    Slots slots) {
  public static final WorkflowState UNREGISTERED =
      new WorkflowState(
          TreePSet.empty(), 0, TreePMap.empty(), TreePMap.empty(), Runs.NONE, Slots.NONE);

  /** What a version consists of. */
  public sealed interface Version {
    Digest digest();
  }

  /**
   * A workflow.
   *
   * @param calendars of its schedules, in their order
   */
  public record WorkflowVersion(Digest digest, WorkflowDefinition definition, Calendars calendars)
      implements Version {
    public static WorkflowVersion of(Digest digest, WorkflowDefinition definition) {
      return new WorkflowVersion(digest, definition, Calendars.of(definition));
    }
  }

  /** A shared task: {@code canonical} JSON, which only the gateway reads. */
  public record TaskVersion(Digest digest, String canonical) implements Version {}

  /**
   * Its executions.
   *
   * @param triggered executions ever triggered; orders those that wait, and the keys
   * @param started executions ever started; orders those that are live
   * @param live executions that have started and not ended, oldest first
   * @param held executions that wait to start, first in first out
   * @param keys idempotency keys of the last day, oldest first
   * @param ledger what has run of each partition
   */
  public record Runs(
      long triggered,
      long started,
      PMap<ExecutionId, Live> live,
      PMap<ExecutionId, Held> held,
      PMap<String, Key> keys,
      Ledger ledger) {
    static final Runs NONE =
        new Runs(0, 0, OrderedPMap.empty(), OrderedPMap.empty(), OrderedPMap.empty(), Ledger.EMPTY);

    // An ordered map finds a value at once, but looks for a key from the first to the last.

    boolean isLive(ExecutionId execution) {
      return live.get(execution) != null;
    }

    boolean isHeld(ExecutionId execution) {
      return held.get(execution) != null;
    }

    boolean remembers(String key) {
      return keys.get(key) != null;
    }

    Runs withStarted(ExecutionId execution, Purpose purpose) {
      Live last = new Live(started + 1, false, purpose);
      return new Runs(triggered, last.order(), live.plus(execution, last), held, keys, ledger);
    }

    Runs withLive(PMap<ExecutionId, Live> now) {
      return new Runs(triggered, started, now, held, keys, ledger);
    }

    Runs withHeld(PMap<ExecutionId, Held> now) {
      return new Runs(triggered, started, live, now, keys, ledger);
    }

    Runs withLedger(Ledger now) {
      return new Runs(triggered, started, live, held, keys, now);
    }

    Runs withKeys(PMap<String, Key> now) {
      return new Runs(triggered + 1, started, live, held, now, ledger);
    }
  }

  /**
   * What an execution is for.
   *
   * @param group value of the overlap policy's key: those of a group count together
   */
  public record Purpose(
      String kind, String origin, Optional<String> partition, int run, String group) {}

  /**
   * An execution that has started.
   *
   * @param order of its start among all of this workflow
   * @param replaced whether it was told to make room
   */
  public record Live(long order, boolean replaced, Purpose purpose) {}

  /**
   * An execution that waits, with all that its start needs.
   *
   * @param order of its trigger among all of this workflow
   */
  public record Held(
      long order, int version, Digest digest, Value.Fields inputs, Purpose purpose) {}

  /** A trigger that must not start anything again. */
  public record Key(long order, ExecutionId execution, Instant at) {}

  /**
   * Its expected slots.
   *
   * @param cursors by schedule: slots up to this place in the calendar are accounted for
   * @param waiting slots that wait for landings
   * @param heard number of the last landing that was noted, by dataset
   * @param caughtUp when a slot was last started late
   * @param resumed when the last pause ended: slots of before are late
   */
  public record Slots(
      PSortedMap<Integer, LocalDateTime> cursors,
      PSortedMap<String, Waiting> waiting,
      PSortedMap<String, Long> heard,
      Optional<Instant> caughtUp,
      Optional<Instant> resumed) {
    static final Slots NONE =
        new Slots(
            TreePMap.empty(),
            TreePMap.empty(),
            TreePMap.empty(),
            Optional.empty(),
            Optional.empty());

    Slots at(int schedule, LocalDateTime order) {
      return new Slots(cursors.plus(schedule, order), waiting, heard, caughtUp, resumed);
    }

    Slots caughtUp(Instant at) {
      return new Slots(cursors, waiting, heard, Optional.of(at), resumed);
    }

    Slots resumed(Instant at) {
      return new Slots(cursors, waiting, heard, caughtUp, Optional.of(at));
    }

    Slots with(String slot, Waiting now) {
      return new Slots(cursors, waiting.plus(slot, now), heard, caughtUp, resumed);
    }

    long heard(String dataset) {
      Long number = heard.get(dataset);
      return number == null ? 0 : number;
    }

    Slots heard(String dataset, long number) {
      return number > heard(dataset)
          ? new Slots(cursors, waiting, heard.plus(dataset, number), caughtUp, resumed)
          : this;
    }

    Slots without(String slot) {
      return waiting.containsKey(slot)
          ? new Slots(cursors, waiting.minus(slot), heard, caughtUp, resumed)
          : this;
    }
  }

  /** Whether nothing may start. */
  boolean paused() {
    return !pauses.isEmpty();
  }

  /** The calendars of the newest version. */
  Calendars calendars() {
    return versions.get(latest) instanceof WorkflowVersion newest
        ? newest.calendars()
        : Calendars.NONE;
  }

  /** What the newest version says; empty before the first, and of a shared task. */
  Optional<WorkflowDefinition> definition() {
    return versions.get(latest) instanceof WorkflowVersion newest
        ? Optional.of(newest.definition())
        : Optional.empty();
  }

  WorkflowState with(PSortedSet<PauseScope> now) {
    return new WorkflowState(now, latest, versions, followers, runs, slots);
  }

  WorkflowState registered(int version, Version content) {
    return new WorkflowState(
        pauses, version, versions.plus(version, content), followers, runs, slots);
  }

  WorkflowState withFollowers(PSortedMap<String, String> now) {
    return new WorkflowState(pauses, latest, versions, now, runs, slots);
  }

  WorkflowState with(Runs now) {
    return new WorkflowState(pauses, latest, versions, followers, now, slots);
  }

  WorkflowState with(Slots now) {
    return new WorkflowState(pauses, latest, versions, followers, runs, now);
  }
}
