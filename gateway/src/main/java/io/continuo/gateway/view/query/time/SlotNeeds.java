package io.continuo.gateway.view.query.time;

import io.continuo.definition.Consumed;
import io.continuo.definition.WorkflowDefinition;
import io.continuo.definition.partition.PartitionLabel;
import io.continuo.definition.partition.Partitions;
import io.continuo.gateway.view.query.data.Datasets;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a waiting slot waits for. */
public final class SlotNeeds {
  private static final int MOST_MISSING = 50;

  private final Slots slots;
  private final Datasets datasets;

  public SlotNeeds(Slots slots, Datasets datasets) {
    this.slots = slots;
    this.datasets = datasets;
  }

  /**
   * What a slot needs of one dataset.
   *
   * @param needed how many partitions
   * @param missing labels, the first of them; none for a dataset without partitions
   */
  public record Need(String dataset, int needed, int landed, List<String> missing) {
    public Need {
      missing = List.copyOf(missing);
    }
  }

  public List<Need> of(WorkflowDefinition workflow, String slot) {
    Optional<PartitionLabel> label =
        workflow.partitions().flatMap(calendar -> PartitionLabel.parse(slot));
    return workflow.consumes().stream()
        .map(
            consumed -> {
              Set<String> landed = slots.landed(workflow.id(), slot, consumed.dataset());
              return label.isEmpty() || landed.contains("")
                  ? new Need(consumed.dataset(), 1, Math.min(1, landed.size()), List.of())
                  : need(workflow.partitions().orElseThrow(), label.get(), consumed, landed);
            })
        .toList();
  }

  private Need need(
      Partitions calendar, PartitionLabel slot, Consumed consumed, Set<String> landed) {
    List<String> upstream =
        consumed
            .partition()
            .upstream(calendar, slot, partitions(calendar, consumed, landed))
            .stream()
            .map(PartitionLabel::toString)
            .toList();
    int needed = consumed.partition().needed(upstream.size());
    List<String> missing = upstream.stream().filter(name -> !landed.contains(name)).toList();
    int there = Math.min(needed, upstream.size() - missing.size());
    return new Need(
        consumed.dataset(),
        needed,
        there,
        there == needed ? List.of() : missing.stream().limit(MOST_MISSING).toList());
  }

  /**
   * The dataset's calendar; as long as nothing tells its grain, it is taken for that of the slot.
   */
  private Partitions partitions(Partitions slots, Consumed consumed, Set<String> landed) {
    Optional<Partitions> known = datasets.calendar(consumed.dataset());
    ZoneId zone =
        consumed.timezone().or(() -> known.map(Partitions::timezone)).orElse(ZoneOffset.UTC);
    return new Partitions(
        landed.stream()
            .findFirst()
            .flatMap(PartitionLabel::parse)
            .map(PartitionLabel::grain)
            .or(() -> known.map(Partitions::grain))
            .orElse(slots.grain()),
        zone,
        Optional.empty());
  }
}
