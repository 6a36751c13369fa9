package io.continuo.event;

import io.continuo.dataset.Landing;
import io.continuo.definition.partition.Partitions;
import io.continuo.id.WorkflowId;
import java.util.Optional;

/** The life of one dataset. */
public sealed interface DatasetEvent {

  /**
   * A partition has landed.
   *
   * @param landings how often it has by now: 1 for the first time
   * @param number of the landing among all of the dataset, from 1
   */
  record PartitionLanded(Landing landing, int landings, long number) implements DatasetEvent {}

  record ConsumerAdded(WorkflowId workflow) implements DatasetEvent {}

  record ConsumerRemoved(WorkflowId workflow) implements DatasetEvent {}

  record ProducerAdded(WorkflowId workflow, Optional<Partitions> partitions)
      implements DatasetEvent {}

  record ProducerRemoved(WorkflowId workflow) implements DatasetEvent {}

  record DatasetCommandRejected(String command, String code, String message)
      implements DatasetEvent {}
}
