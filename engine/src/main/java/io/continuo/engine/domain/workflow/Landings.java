package io.continuo.engine.domain.workflow;

import io.continuo.command.DatasetCommand;
import io.continuo.command.WorkflowCommand;
import io.continuo.definition.Consumed;
import io.continuo.definition.Trigger;
import io.continuo.definition.WorkflowDefinition;
import io.continuo.definition.partition.PartitionLabel;
import io.continuo.definition.schedule.Slot;
import io.continuo.engine.domain.Effect;
import io.continuo.engine.domain.workflow.Triggers.Request;
import io.continuo.event.WorkflowEvent;
import io.continuo.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Slots that begin because their data is there. Landings come in any order, late, and several
 * times: a slot counts each partition once, and runs once.
 */
final class Landings {
  /** The slot of a workflow without partitions: its next run. */
  private static final String NEXT = "next";

  private final Triggers triggers;

  Landings(Triggers triggers) {
    this.triggers = triggers;
  }

  static Optional<Trigger.Landing> trigger(WorkflowDefinition workflow) {
    for (Trigger trigger : workflow.triggers()) {
      if (trigger instanceof Trigger.Landing landing) {
        return Optional.of(landing);
      }
    }
    return Optional.empty();
  }

  /** The time of a slot has come: it waits for its data if the workflow does, or runs. */
  void begin(Story story, Slot slot) {
    WorkflowDefinition workflow = story.state().definition().orElseThrow();
    Optional<String> label = slot.partition();
    if (label.isPresent() && story.state().runs().ledger().runs(label.get()) > 0) {
      return; // something else has run it already: that is its record
    }
    if (label.isPresent() && trigger(workflow).isPresent()) {
      open(story, label.get());
      startIfComplete(story, workflow, label.get(), "");
      return;
    }
    triggers
        .start(story, Request.ofSlot("schedule", "", slot.name(), label))
        .ifPresent(
            refusal -> story.add(new WorkflowEvent.SlotSkipped(slot.name(), refusal.message())));
  }

  private static void open(Story story, String slot) {
    if (!story.state().slots().waiting().containsKey(slot)) {
      story.add(new WorkflowEvent.SlotWaiting(slot));
    }
  }

  void note(Story story, WorkflowCommand.NoteLanding landing) {
    Optional<WorkflowDefinition> workflow = story.state().definition();
    if (workflow.isEmpty()
        || trigger(workflow.get()).isEmpty()
        || landing.number() <= story.state().slots().heard(landing.dataset())) {
      return;
    }
    for (String slot : slots(story.state(), workflow.get(), landing)) {
      note(story, workflow.get(), slot, landing);
    }
  }

  private void note(
      Story story, WorkflowDefinition workflow, String slot, WorkflowCommand.NoteLanding landing) {
    WorkflowState state = story.state();
    Optional<Ledger.Span> ran =
        workflow.partitions().isPresent() ? state.runs().ledger().find(slot) : Optional.empty();
    if (ran.isPresent()) {
      String why = "the slot has run" + (landing.again() ? ", and the partition landed anew" : "");
      story.add(
          new WorkflowEvent.LandingIgnored(
              slot,
              landing.dataset(),
              landing.partition(),
              landing.landing(),
              why,
              landing.number()));
      return;
    }
    Waiting waiting = state.slots().waiting().get(slot);
    if (waiting != null && waiting.has(landing.dataset(), landing.partition())) {
      story.add(
          new WorkflowEvent.LandingIgnored(
              slot,
              landing.dataset(),
              landing.partition(),
              landing.landing(),
              "the slot waits on, and has this partition already",
              landing.number()));
      return;
    }
    open(story, slot);
    story.add(
        new WorkflowEvent.LandingJoined(
            slot,
            landing.dataset(),
            landing.partition(),
            landing.timezone(),
            landing.landing(),
            landing.number()));
    startIfComplete(story, workflow, slot, landing.landing());
  }

  /** The slots to which the partition belongs. */
  private static SortedSet<String> slots(
      WorkflowState state, WorkflowDefinition workflow, WorkflowCommand.NoteLanding landing) {
    SortedSet<String> slots = new TreeSet<>();
    if (workflow.partitions().isEmpty()) {
      slots.add(NEXT);
      return slots;
    }
    if (landing.partition().isEmpty()) {
      slots.addAll(state.slots().waiting().keySet());
      return slots;
    }
    PartitionLabel landed = PartitionLabel.parse(landing.partition().get()).orElseThrow();
    for (Consumed consumed : consumed(workflow, landing.dataset())) {
      consumed
          .partition()
          .affected(
              workflow.partitions().get(),
              Waiting.calendar(consumed, landing.timezone(), landing.partition().get()),
              landed)
          .forEach(slot -> slots.add(slot.toString()));
    }
    return slots;
  }

  private static List<Consumed> consumed(WorkflowDefinition workflow, String dataset) {
    return workflow.consumes().stream()
        .filter(consumed -> consumed.dataset().equals(dataset))
        .toList();
  }

  /** What a dataset knew already of a slot that began to wait. */
  void noteLanded(Story story, WorkflowCommand.NoteLanded landed) {
    Optional<WorkflowDefinition> workflow = story.state().definition();
    for (String label : landed.partitions()) {
      Optional<String> partition =
          label.equals(Waiting.WHOLE) ? Optional.empty() : Optional.of(label);
      Waiting waiting = story.state().slots().waiting().get(landed.slot());
      if (waiting != null && !waiting.has(landed.dataset(), partition)) {
        story.add(
            new WorkflowEvent.LandingJoined(
                landed.slot(), landed.dataset(), partition, landed.timezone(), "", 0));
      }
    }
    if (workflow.isPresent() && story.state().slots().waiting().containsKey(landed.slot())) {
      startIfComplete(story, workflow.get(), landed.slot(), "");
    }
  }

  /** What each dataset is asked about the slot: what it needs of it may have landed before. */
  static List<Effect> questions(WorkflowDefinition workflow, String slot, List<Consumed> consumes) {
    if (workflow.partitions().isEmpty()) {
      return List.of(); // its next run waits for what lands next
    }
    List<Effect> questions = new ArrayList<>(consumes.size());
    for (Consumed consumed : consumes) {
      questions.add(
          new Effect.AskDataset(
              consumed.dataset(),
              new DatasetCommand.AskLanded(
                  workflow.id(),
                  slot,
                  workflow.partitions(),
                  consumed.partition(),
                  consumed.timezone())));
    }
    return questions;
  }

  /**
   * After a registration: what waited may be complete now, wait for nothing any more, or need what
   * it has never asked for.
   */
  void reconsider(Story story, Optional<WorkflowDefinition> before) {
    WorkflowDefinition workflow = story.state().definition().orElseThrow();
    List<Consumed> fresh = new ArrayList<>(workflow.consumes());
    before.ifPresent(was -> fresh.removeAll(was.consumes()));
    for (String slot : story.state().slots().waiting().keySet()) {
      boolean fits =
          workflow
              .partitions()
              .map(partitions -> partitions.problem(slot).isEmpty())
              .orElse(slot.equals(NEXT));
      if (trigger(workflow).isEmpty() || !fits) {
        story.add(
            new WorkflowEvent.SlotSkipped(
                slot, "version " + story.state().latest() + " of the workflow has no such slot"));
      } else {
        startIfComplete(story, workflow, slot, "");
        if (story.state().slots().waiting().containsKey(slot)) {
          questions(workflow, slot, fresh).forEach(story::reply);
        }
      }
    }
  }

  private void startIfComplete(
      Story story, WorkflowDefinition workflow, String slot, String landing) {
    boolean all = trigger(workflow).orElseThrow().all();
    Waiting waiting = story.state().slots().waiting().get(slot);
    if (waiting == null || !waiting.isComplete(workflow, slot, all)) {
      return;
    }
    boolean partitioned = workflow.partitions().isPresent();
    String name = partitioned ? slot : NEXT + "/" + (story.state().runs().triggered() + 1);
    Request request =
        new Request(
            "landing/" + name,
            "landing",
            landing,
            Optional.of(slot),
            partitioned ? Optional.of(slot) : Optional.empty(),
            Value.Fields.EMPTY,
            Optional.empty());
    triggers
        .start(story, request)
        .ifPresent(refusal -> story.add(new WorkflowEvent.SlotSkipped(slot, refusal.message())));
  }
}
