package io.continuo.definition;

import io.continuo.definition.partition.PartitionMapping;
import java.time.ZoneId;
import java.util.Optional;

/**
 * A dataset that a workflow reads.
 *
 * @param partition which of its partitions belong to one of the workflow's
 * @param timezone of its partitions, where no producer says it; empty: UTC
 */
public record Consumed(String dataset, PartitionMapping partition, Optional<ZoneId> timezone) {
  public static final PartitionMapping SAME = new PartitionMapping.Same();

  /** The same partition of the dataset. */
  public static Consumed same(String dataset) {
    return new Consumed(dataset, SAME, Optional.empty());
  }
}
