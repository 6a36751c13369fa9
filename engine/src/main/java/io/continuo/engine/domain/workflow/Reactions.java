package io.continuo.engine.domain.workflow;

import io.continuo.backfill.SlotEnd;
import io.continuo.command.DatasetCommand;
import io.continuo.command.ExecutionCommand;
import io.continuo.command.NamespaceCommand;
import io.continuo.command.WorkflowCommand;
import io.continuo.definition.Trigger;
import io.continuo.definition.WorkflowDefinition;
import io.continuo.engine.domain.Effect;
import io.continuo.engine.domain.workflow.WorkflowState.Held;
import io.continuo.engine.domain.workflow.WorkflowState.Live;
import io.continuo.event.ExecutionStatus;
import io.continuo.event.WorkflowEvent;
import io.continuo.id.WorkflowId;
import io.continuo.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What the world hears of a workflow's facts. */
final class Reactions {
  private final WorkflowId id;
  private final BackfillSlots backfills;

  Reactions(WorkflowId id, BackfillSlots backfills) {
    this.id = id;
    this.backfills = backfills;
  }

  List<Effect> react(WorkflowState before, WorkflowEvent event, WorkflowState after) {
    return switch (event) {
      case WorkflowEvent.WorkflowRegistered e -> registered(before, e);
      case WorkflowEvent.ExecutionTriggered e when !e.held() ->
          List.of(
              new Effect.AskExecution(
                  e.execution(),
                  new ExecutionCommand.StartExecution(
                      id, e.version(), e.digest(), e.partition(), e.run(), e.kind(), e.inputs())));
      case WorkflowEvent.ExecutionTriggered held -> List.of();
      case WorkflowEvent.ExecutionReleased e -> List.of(released(before, e));
      case WorkflowEvent.ExecutionReplaced e ->
          List.of(
              new Effect.AskExecution(
                  e.execution(),
                  new ExecutionCommand.CancelExecution(
                      "the overlap policy", "replaced by " + e.by())));
      case WorkflowEvent.ExecutionSkipped e -> {
        Held held = Objects.requireNonNull(before.runs().held().get(e.execution()));
        yield backfills.ended(e.execution(), held.purpose(), SlotEnd.CANCELLED, e.reason()).stream()
            .toList();
      }
      case WorkflowEvent.ExecutionFinished e -> finished(before, e);
      case WorkflowEvent.SlotWaiting e -> {
        WorkflowDefinition workflow = after.definition().orElseThrow();
        yield Landings.questions(workflow, e.slot(), workflow.consumes());
      }
      case WorkflowEvent.TaskRegistered e -> List.of();
      case WorkflowEvent.WorkflowPaused e -> List.of();
      case WorkflowEvent.WorkflowResumed e -> List.of();
      case WorkflowEvent.ScheduleSet e -> List.of();
      case WorkflowEvent.SlotDue e -> List.of();
      case WorkflowEvent.SlotsPassed e -> List.of();
      case WorkflowEvent.SlotSkipped e -> List.of();
      case WorkflowEvent.LandingJoined e -> List.of();
      case WorkflowEvent.LandingIgnored e -> List.of();
      case WorkflowEvent.FollowerAdded e -> List.of();
      case WorkflowEvent.FollowerRemoved e -> List.of();
      case WorkflowEvent.WorkflowCommandRejected e -> List.of();
    };
  }

  private Effect released(WorkflowState before, WorkflowEvent.ExecutionReleased e) {
    Held held =
        Objects.requireNonNull(
            before.runs().held().get(e.execution()), "released what was not held");
    return new Effect.AskExecution(
        e.execution(),
        new ExecutionCommand.StartExecution(
            id,
            held.version(),
            held.digest(),
            held.purpose().partition(),
            held.purpose().run(),
            held.purpose().kind(),
            held.inputs()));
  }

  private List<Effect> finished(WorkflowState before, WorkflowEvent.ExecutionFinished e) {
    Live live =
        Objects.requireNonNull(
            before.runs().live().get(e.execution()), "finished what was not live");
    List<Effect> effects = new ArrayList<>();
    backfills
        .ended(
            e.execution(),
            live.purpose(),
            BackfillSlots.end(e.status()),
            "the execution " + WorkflowDecider.text(e.status()))
        .ifPresent(effects::add);
    for (Map.Entry<String, String> follower : before.followers().entrySet()) {
      if (wants(follower.getValue(), e.status())) {
        effects.add(
            new Effect.AskWorkflow(
                WorkflowId.parse(follower.getKey()),
                new WorkflowCommand.TriggerExecution(
                    "execution/" + e.execution(),
                    "execution",
                    e.execution().toString(),
                    live.purpose().partition(),
                    Value.Fields.EMPTY,
                    Optional.empty())));
      }
    }
    return effects;
  }

  private static boolean wants(String on, ExecutionStatus status) {
    return switch (on) {
      case "finished" -> true;
      case "succeeded" -> status == ExecutionStatus.SUCCEEDED;
      default -> status == ExecutionStatus.FAILED || status == ExecutionStatus.TIMED_OUT;
    };
  }

  private List<Effect> registered(WorkflowState before, WorkflowEvent.WorkflowRegistered e) {
    Optional<WorkflowDefinition> was = before.definition();
    WorkflowDefinition is = e.definition();
    List<Effect> effects = new ArrayList<>();
    effects.add(new Effect.PublishDefinition(is, e.digest()));
    if (was.isEmpty()) {
      effects.add(new Effect.AskNamespace(id.namespace(), new NamespaceCommand.EnrollWorkflow(id)));
    }
    SortedSet<String> consumed = consumed(Optional.of(is));
    consumed(was).stream()
        .filter(dataset -> !consumed.contains(dataset))
        .forEach(gone -> effects.add(asked(gone, new DatasetCommand.Unsubscribe(id))));
    consumed.forEach(now -> effects.add(asked(now, new DatasetCommand.Subscribe(id))));
    SortedSet<String> produced = produced(Optional.of(is));
    produced(was).stream()
        .filter(dataset -> !produced.contains(dataset))
        .forEach(gone -> effects.add(asked(gone, new DatasetCommand.WithdrawProducer(id))));
    produced.forEach(
        now -> effects.add(asked(now, new DatasetCommand.DeclareProducer(id, is.partitions()))));
    effects.addAll(followed(was, is));
    return effects;
  }

  private static Effect asked(String dataset, DatasetCommand command) {
    return new Effect.AskDataset(dataset, command);
  }

  private static SortedSet<String> consumed(Optional<WorkflowDefinition> workflow) {
    SortedSet<String> datasets = new TreeSet<>();
    workflow.ifPresent(w -> w.consumes().forEach(consumed -> datasets.add(consumed.dataset())));
    return datasets;
  }

  /** What the workflow or any of its tasks leaves. */
  private static SortedSet<String> produced(Optional<WorkflowDefinition> workflow) {
    SortedSet<String> datasets = new TreeSet<>();
    workflow.ifPresent(
        w -> {
          datasets.addAll(w.produces());
          w.tasks().values().forEach(task -> datasets.addAll(task.options().produces()));
        });
    return datasets;
  }

  private List<Effect> followed(Optional<WorkflowDefinition> was, WorkflowDefinition is) {
    SortedMap<String, String> now = upstream(Optional.of(is));
    List<Effect> effects = new ArrayList<>();
    upstream(was).keySet().stream()
        .filter(workflow -> !now.containsKey(workflow))
        .forEach(
            gone ->
                effects.add(
                    new Effect.AskWorkflow(
                        WorkflowId.parse(gone), new WorkflowCommand.UnfollowWorkflow(id))));
    now.forEach(
        (workflow, on) ->
            effects.add(
                new Effect.AskWorkflow(
                    WorkflowId.parse(workflow), new WorkflowCommand.FollowWorkflow(id, on))));
    return effects;
  }

  /** The workflows whose executions start this one; of two triggers on the same one the wider. */
  private static SortedMap<String, String> upstream(Optional<WorkflowDefinition> workflow) {
    SortedMap<String, String> followed = new TreeMap<>();
    workflow.stream()
        .flatMap(w -> w.triggers().stream())
        .flatMap(t -> t instanceof Trigger.Execution e ? Stream.of(e) : Stream.empty())
        .forEach(
            trigger ->
                followed.merge(
                    trigger.workflow(), trigger.on(), (a, b) -> a.equals(b) ? a : "finished"));
    return followed;
  }
}
