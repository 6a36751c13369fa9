package io.continuo.engine.domain.dataset;

import io.continuo.definition.partition.Grain;
import io.continuo.definition.partition.PartitionLabel;
import io.continuo.definition.partition.Partitions;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.pcollections.PSortedMap;
import org.pcollections.PSortedSet;
import org.pcollections.TreePMap;
import org.pcollections.TreePSet;

/**
 * A dataset as its events leave it.
 *
 * @param landings how many there were of all partitions
 * @param consumers workflows that are told of landings, {@code namespace/name}
 * @param producers workflows that produce it, with their calendars
 * @param partitions what has landed, by label; {@link #WHOLE} without partitions
 */
public record DatasetState(
    long landings,
    PSortedSet<String> consumers,
    PSortedMap<String, Optional<Partitions>> producers,
    PSortedMap<String, Landed> partitions) {
  /** In place of a label, where a dataset has no partitions. */
  public static final String WHOLE = "";

  public static final DatasetState UNKNOWN =
      new DatasetState(0, TreePSet.empty(), TreePMap.empty(), TreePMap.empty());

  /**
   * A partition that is there.
   *
   * @param landings how often it landed
   * @param ids source and id of its latest landings, oldest first: they are not taken again
   */
  public record Landed(int landings, List<String> ids) {
    public Landed {
      ids = List.copyOf(ids);
    }
  }

  /** The zone of its labels: that of a producer, or UTC. */
  ZoneId zone() {
    return producers.values().stream()
        .flatMap(Optional::stream)
        .findFirst()
        .map(Partitions::timezone)
        .orElse(ZoneOffset.UTC);
  }

  /** How long its partitions are: as a producer says, or as the labels that have landed show. */
  Optional<Grain> grain() {
    return producers.values().stream()
        .flatMap(Optional::stream)
        .findFirst()
        .map(Partitions::grain)
        .or(
            () ->
                partitions.isEmpty()
                    ? Optional.empty()
                    : PartitionLabel.parse(partitions.lastKey()).map(PartitionLabel::grain));
  }
}
