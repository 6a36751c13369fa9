package io.continuo.engine.domain.workflow;

import io.continuo.definition.Consumed;
import io.continuo.definition.WorkflowDefinition;
import io.continuo.definition.partition.Grain;
import io.continuo.definition.partition.PartitionLabel;
import io.continuo.definition.partition.Partitions;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.pcollections.PSortedMap;
import org.pcollections.PSortedSet;
import org.pcollections.TreePMap;
import org.pcollections.TreePSet;

/**
 * A slot that waits for partitions to land: a row in the store, no timer, no thread.
 *
 * @param landed what has landed for it so far, by dataset
 */
public record Waiting(PSortedMap<String, Landed> landed) {
  static final Waiting FOR_ALL = new Waiting(TreePMap.empty());

  /**
   * Partitions of one dataset.
   *
   * @param zone of their labels
   * @param labels {@link #WHOLE} for a dataset without partitions
   */
  public record Landed(ZoneId zone, PSortedSet<String> labels) {}

  /** In place of a label, where a dataset has no partitions. */
  static final String WHOLE = "";

  boolean has(String dataset, Optional<String> partition) {
    Landed known = landed.get(dataset);
    return known != null && known.labels().contains(partition.orElse(WHOLE));
  }

  Waiting with(String dataset, ZoneId zone, Optional<String> partition) {
    Landed known = landed.get(dataset);
    PSortedSet<String> labels = known == null ? TreePSet.empty() : known.labels();
    return new Waiting(
        landed.plus(dataset, new Landed(zone, labels.plus(partition.orElse(WHOLE)))));
  }

  /** Whether all is there that the slot of this workflow needs. */
  boolean isComplete(WorkflowDefinition workflow, String slot, boolean all) {
    if (!all) {
      return !landed.isEmpty();
    }
    for (Consumed consumed : workflow.consumes()) {
      if (!isComplete(workflow, slot, consumed)) {
        return false;
      }
    }
    return true;
  }

  private boolean isComplete(WorkflowDefinition workflow, String slot, Consumed consumed) {
    Landed known = landed.get(consumed.dataset());
    if (known == null) {
      return false;
    }
    if (workflow.partitions().isEmpty() || known.labels().contains(WHOLE)) {
      return true;
    }
    List<PartitionLabel> upstream =
        consumed
            .partition()
            .upstream(
                workflow.partitions().get(),
                workflow.partitions().get().label(slot),
                calendar(consumed, known.zone(), known.labels().first()));
    int missing = consumed.partition().needed(upstream.size());
    for (PartitionLabel needed : upstream) {
      missing -= known.labels().contains(needed.toString()) ? 1 : 0;
    }
    return missing <= 0;
  }

  /** The calendar of a dataset of which one label is known. */
  static Partitions calendar(Consumed consumed, ZoneId zone, String label) {
    Grain grain = PartitionLabel.parse(label).orElseThrow().grain();
    return new Partitions(grain, consumed.timezone().orElse(zone), Optional.empty());
  }
}
