package io.continuo.gateway.view.query.why;

import io.continuo.definition.WorkflowDefinition;
import io.continuo.gateway.view.query.DefinitionSummary;
import io.continuo.gateway.view.query.Definitions;
import io.continuo.gateway.view.query.ExecutionSummary;
import io.continuo.gateway.view.query.Executions;
import io.continuo.gateway.view.query.Tasks;
import io.continuo.gateway.view.query.limit.Limits;
import io.continuo.gateway.view.query.time.SlotNeeds;
import io.continuo.gateway.view.query.time.SlotSummary;
import io.continuo.gateway.view.query.time.Slots;
import io.continuo.gateway.view.query.why.Reason.Kind;
import io.continuo.id.WorkflowId;
import io.continuo.value.Value;
import io.continuo.wire.DefinitionText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Answers why an execution or an expected slot stands as it does, from the read model alone. */
public final class Reasons {
  /** Of the executions that are in the way, the first ones are named. */
  private static final int NAMED = 5;

  private final Jdbi jdbi;
  private final Definitions definitions;
  private final Executions executions;
  private final Slots slots;
  private final TaskWhy tasks;
  private final SlotWhy partitions;

  /** The rooms of the read model that are asked. */
  public record Rooms(
      Definitions definitions,
      Executions executions,
      Tasks tasks,
      Slots slots,
      SlotNeeds needs,
      Limits limits,
      Queues queues) {}

  public Reasons(Jdbi jdbi, Rooms rooms) {
    this.jdbi = jdbi;
    this.definitions = rooms.definitions;
    this.executions = rooms.executions;
    this.slots = rooms.slots;
    this.tasks =
        new TaskWhy(jdbi, rooms.tasks, definitions, rooms.queues, new LimitWhy(jdbi, rooms.limits));
    this.partitions = new SlotWhy(jdbi, definitions, slots, rooms.needs);
  }

  public Why of(ExecutionSummary execution, Instant now) {
    List<Reason> reasons = new ArrayList<>();
    if (execution.hasEnded()) {
      String how =
          execution.message().filter(text -> !text.isEmpty()).map(text -> ": " + text).orElse("");
      reasons.add(Reason.of(Kind.ENDED, "it " + execution.status() + how));
    } else if (execution.status().equals("queued")) {
      reasons.addAll(pauses(execution.workflow()));
      reasons.add(overlap(execution));
    } else {
      if (execution.status().equals("cancelling")) {
        String why = execution.message().orElse("");
        reasons.add(Reason.of(Kind.CANCELLING, "it is being cancelled: " + why));
      }
      reasons.addAll(tasks.of(execution, now));
    }
    return new Why(
        execution.workflow(),
        execution.slot(),
        Optional.of(execution.id()),
        execution.status(),
        Why.weightiest(reasons),
        Why.left(reasons));
  }

  /** For a slot with a record of its own; one that ran stands as its last run does. */
  public Optional<Why> of(WorkflowDefinition workflow, String slot, Instant now) {
    Optional<SlotSummary> found = slots.find(workflow.id(), slot);
    Optional<ExecutionSummary> run =
        found.flatMap(SlotSummary::run).flatMap(last -> executions.byId(last.execution()));
    return run.isPresent()
        ? run.map(execution -> of(execution, now))
        : found.map(record -> withoutRun(workflow, record));
  }

  private Why withoutRun(WorkflowDefinition workflow, SlotSummary slot) {
    List<Reason> reasons = new ArrayList<>(pauses(workflow.id()));
    switch (slot.status()) {
      case "waiting" -> reasons.addAll(partitions.of(workflow, slot.slot()));
      case "queued" -> reasons.add(Reason.of(Kind.READY, "the engine starts it next"));
      default ->
          reasons.add(
              Reason.of(
                  Kind.SKIPPED,
                  "it was " + slot.status() + slot.reason().map(why -> ": " + why).orElse("")));
    }
    return new Why(
        workflow.id(),
        Optional.of(slot.slot()),
        Optional.empty(),
        slot.status(),
        Why.weightiest(reasons),
        Why.left(reasons));
  }

  private List<Reason> pauses(WorkflowId workflow) {
    return definitions
        .newest(Definitions.Kind.WORKFLOW, workflow)
        .filter(definition -> definition.pauses().isPaused())
        .map(definition -> paused(workflow, definition.pauses().names()))
        .stream()
        .toList();
  }

  private static Reason paused(WorkflowId workflow, List<String> by) {
    return Reason.of(
            Kind.PAUSED, "workflow " + workflow + " is paused by its " + String.join(", ", by))
        .with("by", new Value.Items(by.stream().map(Value::of).toList()));
  }

  private Reason overlap(ExecutionSummary execution) {
    List<String> live = ids("status in ('running', 'cancelling')", execution);
    long ahead = count("status = 'queued' and created_at < :created", execution);
    String allowed =
        definitions
            .version(Definitions.Kind.WORKFLOW, execution.workflow(), execution.version())
            .flatMap(DefinitionSummary::canonical)
            .map(text -> " (at most " + DefinitionText.read(text).overlap().max() + ")")
            .orElse("");
    String message =
        live.isEmpty()
            ? "no execution of %s runs: its workflow starts it next".formatted(execution.workflow())
            : "waits for room beside %s of %s%s, at position %d"
                .formatted(String.join(", ", live), execution.workflow(), allowed, ahead + 1);
    return Reason.of(live.isEmpty() ? Kind.READY : Kind.OVERLAP, message)
        .with("position", ahead + 1)
        .with("running", new Value.Items(live.stream().map(Value::of).toList()));
  }

  /** By status, of which few live: the other index would look at all that ever ran. */
  private List<String> ids(String condition, ExecutionSummary execution) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select id from execution where "
                        + condition
                        + " and +namespace = :namespace and +workflow = :workflow order by created_at limit "
                        + NAMED)
                .bind("namespace", execution.workflow().namespace())
                .bind("workflow", execution.workflow().name())
                .mapTo(String.class)
                .list());
  }

  private long count(String condition, ExecutionSummary execution) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select count(*) from execution where "
                        + condition
                        + " and +namespace = :namespace and +workflow = :workflow")
                .bind("created", execution.createdAt().toEpochMilli())
                .bind("namespace", execution.workflow().namespace())
                .bind("workflow", execution.workflow().name())
                .mapTo(Long.class)
                .one());
  }
}
