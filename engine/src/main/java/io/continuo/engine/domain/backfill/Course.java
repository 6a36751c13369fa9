package io.continuo.engine.domain.backfill;

import io.continuo.backfill.BackfillPlan;
import io.continuo.backfill.BackfillPlan.Feed;
import io.continuo.backfill.BackfillPlan.Step;
import io.continuo.backfill.SlotEnd;
import io.continuo.backfill.Slots;
import io.continuo.definition.partition.PartitionLabel;
import io.continuo.definition.partition.PartitionMapping;
import io.continuo.engine.domain.backfill.BackfillState.Slot;
import io.continuo.event.BackfillEvent.BackfillCreated;
import io.continuo.id.WorkflowId;
import io.continuo.value.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What is to be done, as it was created: it never changes. Finds its way without a scan. */
public final class Course {
  /** A later step, and which of its slots read what a slot leaves. */
  private record Outlet(int step, PartitionMapping mapping) {}

  private final BackfillPlan plan;
  private final boolean reverse;
  private final boolean skipSucceeded;
  private final Value.Fields inputs;
  private final List<List<Outlet>> outlets = new ArrayList<>();
  private final Map<WorkflowId, Integer> steps = new HashMap<>();

  public Course(BackfillPlan plan, boolean reverse, boolean skipSucceeded, Value.Fields inputs) {
    this.plan = plan;
    this.reverse = reverse;
    this.skipSucceeded = skipSucceeded;
    this.inputs = inputs;
    for (int index = 0; index < plan.steps().size(); index++) {
      Step step = plan.steps().get(index);
      outlets.add(new ArrayList<>());
      steps.put(step.workflow(), index);
      for (Feed feed : step.feeds()) {
        outlets.get(feed.step()).add(new Outlet(index, feed.mapping()));
      }
    }
  }

  static Course of(BackfillCreated created) {
    return new Course(created.plan(), created.reverse(), created.skipSucceeded(), created.inputs());
  }

  public BackfillPlan plan() {
    return plan;
  }

  public boolean reverse() {
    return reverse;
  }

  public boolean skipSucceeded() {
    return skipSucceeded;
  }

  public Value.Fields inputs() {
    return inputs;
  }

  /** Slots of the first step. */
  long length() {
    return plan.first().slots().count();
  }

  /** A slot of the first step, counted from 0 in the order in which they begin. */
  Slot at(long index) {
    Slots slots = plan.first().slots();
    return new Slot(0, slots.at(reverse ? slots.count() - 1 - index : index));
  }

  WorkflowId workflow(Slot slot) {
    return plan.steps().get(slot.step()).workflow();
  }

  /** The slot of that name; the plan need not have it. */
  public Optional<Slot> slot(WorkflowId workflow, String label) {
    return Optional.ofNullable(steps.get(workflow))
        .flatMap(step -> PartitionLabel.parse(label).map(known -> new Slot(step, known)));
  }

  boolean mayHaveSucceeded(Slot slot) {
    return skipSucceeded && slot.step() == 0;
  }

  /** Whether what reads from the slot finds what it should, when it was asked for and so ended. */
  boolean leavesData(Slot slot, SlotEnd end) {
    return switch (end) {
      case SUCCEEDED -> true;
      case SKIPPED -> mayHaveSucceeded(slot);
      case FAILED, CANCELLED -> false;
    };
  }

  /**
   * Slots of later steps that read what this one leaves, once for each way; the plan's and others.
   */
  public Stream<Slot> children(Slot slot) {
    Step feeding = plan.steps().get(slot.step());
    return outlets.get(slot.step()).stream()
        .flatMap(
            outlet ->
                outlet
                    .mapping()
                    .affected(
                        plan.steps().get(outlet.step()).partitions(),
                        feeding.dataset(),
                        slot.label())
                    .stream()
                    .map(label -> new Slot(outlet.step(), label)));
  }

  /** Every slot of the later steps. */
  public Stream<Slot> downstream() {
    return Stream.iterate(1, step -> step < plan.steps().size(), step -> step + 1)
        .flatMap(step -> plan.steps().get(step).slots().stream().map(l -> new Slot(step, l)));
  }

  /** Every slot of the later steps, with the number of slots of the plan that it waits for. */
  Map<Slot, Integer> parents() {
    Map<Slot, Integer> parents = new TreeMap<>();
    downstream().forEach(slot -> parents.put(slot, parents(slot)));
    return parents;
  }

  private int parents(Slot slot) {
    Step reading = plan.steps().get(slot.step());
    long parents = 0;
    for (Feed feed : reading.feeds()) {
      Step feeding = plan.steps().get(feed.step());
      parents +=
          feed.mapping().upstream(reading.partitions(), slot.label(), feeding.dataset()).stream()
              .filter(feeding.slots()::has)
              .count();
    }
    return Math.toIntExact(parents);
  }

  /** What was begun is finished first: later steps before earlier ones. */
  public Comparator<Slot> urgency() {
    Comparator<PartitionLabel> labels =
        reverse ? Comparator.reverseOrder() : Comparator.naturalOrder();
    return Comparator.comparingInt(Slot::step).reversed().thenComparing(Slot::label, labels);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Course that
        && plan.equals(that.plan)
        && reverse == that.reverse
        && skipSucceeded == that.skipSucceeded
        && inputs.equals(that.inputs);
  }

  @Override
  public int hashCode() {
    return plan.hashCode();
  }
}
