package io.continuo.backfill;

import io.continuo.definition.partition.Partitions;
import io.continuo.id.WorkflowId;
import java.util.List;

/**
 * Which slots of which workflows a backfill runs: first those that were asked for, then, in
 * dependency order, those of the workflows downstream.
 */
public record BackfillPlan(List<Step> steps) {
  public BackfillPlan {
    steps = List.copyOf(steps);
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
