package io.continuo.backfill;

import io.continuo.definition.partition.PartitionMapping;
import io.continuo.definition.partition.Partitions;
import io.continuo.id.WorkflowId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which slots of which workflows a backfill runs: first those that were asked for, then, in
 * dependency order, those of the workflows downstream.
 */
public record BackfillPlan(List<Step> steps) {
  public BackfillPlan {
    steps = List.copyOf(steps);
    if (steps.isEmpty()) {
      throw new IllegalArgumentException("a plan has at least one step");
    }
    Set<WorkflowId> workflows = new HashSet<>();
    for (int index = 0; index < steps.size(); index++) {
      Step step = steps.get(index);
      if (!workflows.add(step.workflow())) {
        throw new IllegalArgumentException(step.workflow() + " is in two steps of the plan");
      }
      for (Feed feed : step.feeds()) {
        if (feed.step() < 0 || feed.step() >= index) {
          throw new IllegalArgumentException(
              "step " + index + " is fed by step " + feed.step() + ", which is not before it");
        }
      }
    }
  }

  /**
   * The slots of one workflow; a workflow is in at most one step.
   *
   * @param feeds what ties its slots to those of earlier steps; none for the first step
   */
  public record Step(WorkflowId workflow, Partitions partitions, Slots slots, List<Feed> feeds) {
    public Step {
      feeds = List.copyOf(feeds);
      Stream.of(slots.first(), slots.last())
          .map(label -> partitions.problem(label.toString()))
          .flatMap(Optional::stream)
          .findFirst()
          .ifPresent(
              problem -> {
                throw new IllegalArgumentException(problem);
              });
    }

    /** The calendar of what its runs leave: any label, also from before the workflow's start. */
    public Partitions dataset() {
      return new Partitions(partitions.grain(), partitions.timezone(), Optional.empty());
    }
  }

  /**
   * An earlier step whose slots leave what this step's slots read.
   *
   * @param step its index in the plan
   * @param mapping which of the dataset's partitions a slot reads
   */
  public record Feed(int step, String dataset, PartitionMapping mapping) {}

  /** The step whose slots were asked for. */
  public Step first() {
    return steps.getFirst();
  }

  /** Slots of all steps together. */
  public long total() {
    return steps.stream().mapToLong(step -> step.slots().count()).sum();
  }

  /** Why the step is in the plan: whose slots, by which dataset, lead to its own. */
  public List<Because> because(Step step) {
    return step.feeds().stream()
        .map(feed -> new Because(steps.get(feed.step()).workflow(), feed.dataset()))
        .distinct()
        .toList();
  }

  /**
   * A step is in the plan because it reads from another.
   *
   * @param workflow of the other step
   */
  public record Because(WorkflowId workflow, String dataset) {}
}
