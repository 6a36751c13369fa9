package io.continuo.backfill;

import io.continuo.definition.partition.Partitions;
import io.continuo.id.WorkflowId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

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
    }
  }

  /** Slots by label, oldest first. */
  public sealed interface Slots {}

  /** All from one to the other, both included. */
  public record Range(String from, String to) implements Slots {}

  public record Listed(List<String> labels) implements Slots {
    public Listed {
      labels = List.copyOf(labels);
    }
  }

  /**
   * An earlier step whose slots leave what this step's slots read.
   *
   * @param step its index in the plan
   * @param mapping which of the dataset's partitions a slot reads: same, lag(1), all
   */
  public record Feed(int step, String dataset, String mapping) {}
}
