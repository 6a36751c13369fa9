package io.continuo.command;

import io.continuo.dataset.Landing;
import io.continuo.definition.partition.PartitionMapping;
import io.continuo.definition.partition.Partitions;
import io.continuo.id.WorkflowId;
import java.time.ZoneId;
import java.util.Optional;

/** What may be asked of, or told to, a dataset. */
public sealed interface DatasetCommand {

  /** A partition has landed. */
  record NoteLanding(Landing landing) implements DatasetCommand {}

  /** From now on tell this workflow of every landing. */
  record Subscribe(WorkflowId workflow) implements DatasetCommand {}

  record Unsubscribe(WorkflowId workflow) implements DatasetCommand {}

  /**
   * This workflow produces the dataset.
   *
   * @param partitions its calendar, which is then the dataset's; empty for one without partitions
   */
  record DeclareProducer(WorkflowId workflow, Optional<Partitions> partitions)
      implements DatasetCommand {}

  record WithdrawProducer(WorkflowId workflow) implements DatasetCommand {}

  /**
   * Tell the workflow which of the partitions that a slot needs have landed already.
   *
   * @param slot that begins to wait
   * @param partitions the workflow's calendar; empty when it has none
   * @param mapping which of the dataset's partitions belong to the slot
   * @param zone of the dataset's labels, when its producer does not say
   */
  record AskLanded(
      WorkflowId workflow,
      String slot,
      Optional<Partitions> partitions,
      PartitionMapping mapping,
      Optional<ZoneId> zone)
      implements DatasetCommand {}
}
