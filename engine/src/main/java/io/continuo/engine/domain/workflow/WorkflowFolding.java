package io.continuo.engine.domain.workflow;

import io.continuo.definition.WorkflowDefinition;
import io.continuo.definition.template.Reference;
import io.continuo.definition.template.Scope;
import io.continuo.definition.template.Template;
import io.continuo.definition.template.UnresolvedReference;
import io.continuo.engine.domain.workflow.Ledger.Last;
import io.continuo.engine.domain.workflow.WorkflowState.Held;
import io.continuo.engine.domain.workflow.WorkflowState.Key;
import io.continuo.engine.domain.workflow.WorkflowState.Live;
import io.continuo.engine.domain.workflow.WorkflowState.Purpose;
import io.continuo.engine.domain.workflow.WorkflowState.Runs;
import io.continuo.engine.domain.workflow.WorkflowState.Slots;
import io.continuo.event.ExecutionStatus;
import io.continuo.event.WorkflowEvent;
import io.continuo.value.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.pcollections.PMap;

/** A workflow's events to its state. */
public final class WorkflowFolding {
  /**
   * An idempotency key is remembered for so long, and while its execution waits or is live;
   * afterwards it starts a new execution.
   */
  public static final Duration KEY_MEMORY = Duration.ofHours(24);

  /** Two old keys go for each that comes, so memory follows the traffic without a sweep. */
  private static final int FORGOTTEN_AT_ONCE = 2;

  private WorkflowFolding() {}

  static WorkflowState evolve(WorkflowState state, WorkflowEvent event, Instant at) {
    return switch (event) {
      case WorkflowEvent.WorkflowRegistered e ->
          state.registered(
              e.version(), WorkflowState.WorkflowVersion.of(e.digest(), e.definition()));
      case WorkflowEvent.TaskRegistered e ->
          state.registered(e.version(), new WorkflowState.TaskVersion(e.digest(), e.canonical()));
      case WorkflowEvent.ExecutionTriggered e -> triggered(state, e, at);
      case WorkflowEvent.ExecutionReleased e -> state.with(released(state.runs(), e));
      case WorkflowEvent.ExecutionSkipped e -> state.with(skipped(state.runs(), e));
      case WorkflowEvent.ExecutionReplaced e -> state.with(replaced(state.runs(), e));
      case WorkflowEvent.ExecutionFinished e -> state.with(finished(state.runs(), e));
      case WorkflowEvent.WorkflowPaused e -> state.with(state.pauses().plus(e.scope()));
      case WorkflowEvent.WorkflowResumed e ->
          state.with(state.pauses().minus(e.scope())).with(state.slots().resumed(at));
      case WorkflowEvent.ScheduleSet e -> state.with(state.slots().at(e.schedule(), e.order()));
      case WorkflowEvent.SlotDue e -> {
        Slots slots = state.slots().at(e.schedule(), e.order());
        yield state.with(e.late() ? slots.caughtUp(at) : slots);
      }
      case WorkflowEvent.SlotsPassed e -> state.with(state.slots().at(e.schedule(), e.order()));
      case WorkflowEvent.SlotSkipped e -> state.with(state.slots().without(e.slot()));
      case WorkflowEvent.SlotWaiting e -> state.with(state.slots().with(e.slot(), Waiting.FOR_ALL));
      case WorkflowEvent.LandingJoined e -> {
        Waiting waiting = Objects.requireNonNull(state.slots().waiting().get(e.slot()));
        yield state.with(
            state
                .slots()
                .with(e.slot(), waiting.with(e.dataset(), e.timezone(), e.partition()))
                .heard(e.dataset(), e.number()));
      }
      case WorkflowEvent.LandingIgnored e ->
          state.with(state.slots().heard(e.dataset(), e.number()));
      case WorkflowEvent.FollowerAdded e ->
          state.withFollowers(state.followers().plus(e.follower().toString(), e.on()));
      case WorkflowEvent.FollowerRemoved e ->
          state.withFollowers(state.followers().minus(e.follower().toString()));
      case WorkflowEvent.WorkflowCommandRejected e -> state;
    };
  }

  private static WorkflowState triggered(
      WorkflowState state, WorkflowEvent.ExecutionTriggered e, Instant at) {
    long order = state.runs().triggered() + 1;
    PMap<String, Key> keys = state.runs().keys().minusAll(forgotten(state, at));
    Runs runs = state.runs().withKeys(keys.plus(e.key(), new Key(order, e.execution(), at)));
    if (e.partition().isPresent()) {
      runs = runs.withLedger(runs.ledger().noted(e.partition().get(), e.run(), Last.OPEN));
    }
    Purpose purpose =
        new Purpose(
            e.kind(),
            e.origin(),
            e.partition(),
            e.run(),
            group(state.definition(), e.inputs(), e.partition()));
    runs =
        e.held()
            ? runs.withHeld(
                runs.held()
                    .plus(
                        e.execution(),
                        new Held(order, e.version(), e.digest(), e.inputs(), purpose)))
            : runs.withStarted(e.execution(), purpose);
    // Whatever runs a waiting slot, the slot waits no more.
    Slots slots = state.slots();
    slots = e.partition().map(slots::without).orElse(slots);
    slots = e.slot().map(slots::without).orElse(slots);
    return state.with(runs).with(slots);
  }

  private static Runs released(Runs runs, WorkflowEvent.ExecutionReleased e) {
    Held held = Objects.requireNonNull(runs.held().get(e.execution()), "released and not held");
    return runs.withHeld(runs.held().minus(e.execution()))
        .withStarted(e.execution(), held.purpose());
  }

  private static Runs skipped(Runs runs, WorkflowEvent.ExecutionSkipped e) {
    Held held = Objects.requireNonNull(runs.held().get(e.execution()), "skipped and not held");
    return ended(runs.withHeld(runs.held().minus(e.execution())), held.purpose(), Last.FAILED);
  }

  private static Runs replaced(Runs runs, WorkflowEvent.ExecutionReplaced e) {
    Live live = Objects.requireNonNull(runs.live().get(e.execution()), "replaced and not live");
    return runs.withLive(
        runs.live().plus(e.execution(), new Live(live.order(), true, live.purpose())));
  }

  private static Runs finished(Runs runs, WorkflowEvent.ExecutionFinished e) {
    Live live = Objects.requireNonNull(runs.live().get(e.execution()), "finished and not live");
    Last last = e.status() == ExecutionStatus.SUCCEEDED ? Last.SUCCEEDED : Last.FAILED;
    return ended(runs.withLive(runs.live().minus(e.execution())), live.purpose(), last);
  }

  /** Of several runs of a partition the latest is the one that counts. */
  private static Runs ended(Runs runs, Purpose purpose, Last last) {
    return purpose
        .partition()
        .filter(label -> runs.ledger().runs(label) == purpose.run())
        .map(label -> runs.withLedger(runs.ledger().noted(label, purpose.run(), last)))
        .orElse(runs);
  }

  /** The value of the overlap policy's key; empty without one, or when it refers to nothing. */
  static String group(
      Optional<WorkflowDefinition> definition, Value.Fields inputs, Optional<String> partition) {
    Optional<String> key = definition.flatMap(workflow -> workflow.overlap().key());
    if (key.isEmpty()) {
      return "";
    }
    try {
      return Template.text(Template.resolve(Value.of(key.get()), new RunScope(inputs, partition)));
    } catch (UnresolvedReference e) {
      return "";
    }
  }

  private record RunScope(Value.Fields inputs, Optional<String> partition) implements Scope {
    @Override
    public Optional<Value> input(String name) {
      return Optional.ofNullable(inputs.values().get(name));
    }

    @Override
    public Optional<Value> output(String task, String output) {
      return Optional.empty();
    }

    @Override
    public Optional<Value> context(Reference.Context what) {
      return what == Reference.Context.PARTITION ? partition.map(Value::of) : Optional.empty();
    }
  }

  /** Idempotency keys that are dropped when a trigger is accepted at this time. */
  public static List<String> forgotten(WorkflowState state, Instant at) {
    List<String> forgotten = new ArrayList<>(FORGOTTEN_AT_ONCE);
    for (Map.Entry<String, Key> entry : state.runs().keys().entrySet()) {
      boolean old = entry.getValue().at().plus(KEY_MEMORY).isBefore(at);
      if (!old || forgotten.size() == FORGOTTEN_AT_ONCE) {
        break;
      }
      forgotten.add(entry.getKey());
    }
    return forgotten;
  }
}
