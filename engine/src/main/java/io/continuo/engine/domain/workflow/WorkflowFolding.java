package io.continuo.engine.domain.workflow;

import io.continuo.engine.domain.workflow.WorkflowState.Held;
import io.continuo.engine.domain.workflow.WorkflowState.Key;
import io.continuo.engine.domain.workflow.WorkflowState.Live;
import io.continuo.event.WorkflowEvent;
import io.continuo.id.ExecutionId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.pcollections.PMap;

/** A workflow's events to its state. */
public final class WorkflowFolding {
  /** An idempotency key is remembered for so long; afterwards it starts a new execution. */
  public static final Duration KEY_MEMORY = Duration.ofHours(24);

  /** Two old keys go for each that comes, so memory follows the traffic without a sweep. */
  private static final int FORGOTTEN_AT_ONCE = 2;

  private WorkflowFolding() {}

  static WorkflowState evolve(WorkflowState state, WorkflowEvent event, Instant at) {
    return switch (event) {
      case WorkflowEvent.WorkflowRegistered e ->
          state.registered(
              e.version(), new WorkflowState.WorkflowVersion(e.digest(), e.definition()));
      case WorkflowEvent.TaskRegistered e ->
          state.registered(e.version(), new WorkflowState.TaskVersion(e.digest(), e.canonical()));
      case WorkflowEvent.ExecutionTriggered e -> triggered(state, e, at);
      case WorkflowEvent.ExecutionReleased e -> {
        Held held =
            Objects.requireNonNull(state.held().get(e.execution()), "released what was not held");
        yield state
            .withHeld(state.held().minus(e.execution()))
            .withLive(state.live().plus(e.execution(), new Live(held.order(), false)));
      }
      case WorkflowEvent.ExecutionSkipped e -> state.withHeld(state.held().minus(e.execution()));
      case WorkflowEvent.ExecutionReplaced e -> {
        Live live =
            Objects.requireNonNull(state.live().get(e.execution()), "replaced what was not live");
        yield state.withLive(state.live().plus(e.execution(), new Live(live.order(), true)));
      }
      case WorkflowEvent.ExecutionFinished e -> state.withLive(state.live().minus(e.execution()));
      case WorkflowEvent.WorkflowPaused e -> state.paused(true);
      case WorkflowEvent.WorkflowResumed e -> state.paused(false);
      case WorkflowEvent.ScheduleSet e -> state;
      case WorkflowEvent.SlotDue e -> state;
      case WorkflowEvent.SlotsPassed e -> state;
      case WorkflowEvent.SlotWaiting e -> state;
      case WorkflowEvent.LandingJoined e -> state;
      case WorkflowEvent.LandingIgnored e -> state;
      case WorkflowEvent.FollowerAdded e -> state;
      case WorkflowEvent.FollowerRemoved e -> state;
      case WorkflowEvent.WorkflowCommandRejected e -> state;
    };
  }

  private static WorkflowState triggered(
      WorkflowState state, WorkflowEvent.ExecutionTriggered e, Instant at) {
    long order = state.triggered() + 1;
    PMap<String, Key> keys = state.keys().minusAll(forgotten(state, at));
    keys = keys.plus(e.key(), new Key(order, e.execution(), at));
    PMap<String, Integer> runs =
        e.partition().isPresent() ? state.runs().plus(e.partition().get(), e.run()) : state.runs();
    WorkflowState after = state.triggered(keys, runs);
    if (e.held()) {
      var held =
          new Held(order, e.version(), e.digest(), e.partition(), e.run(), e.kind(), e.inputs());
      return after.withHeld(after.held().plus(e.execution(), held));
    }
    return after.withLive(after.live().plus(e.execution(), new Live(order, false)));
  }

  /** Idempotency keys that are dropped when a trigger is accepted at this time. */
  public static List<String> forgotten(WorkflowState state, Instant at) {
    List<String> forgotten = new ArrayList<>(FORGOTTEN_AT_ONCE);
    for (Map.Entry<String, Key> entry : state.keys().entrySet()) {
      boolean old = entry.getValue().at().plus(KEY_MEMORY).isBefore(at);
      if (!old || forgotten.size() == FORGOTTEN_AT_ONCE) {
        break;
      }
      forgotten.add(entry.getKey());
    }
    return forgotten;
  }

  /** The live executions, oldest first, that have not been told to make room. */
  static List<ExecutionId> replaceable(WorkflowState state) {
    return state.live().entrySet().stream()
        .filter(live -> !live.getValue().replaced())
        .map(Map.Entry::getKey)
        .toList();
  }
}
