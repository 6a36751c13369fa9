package io.continuo.command;

import io.continuo.dataset.Landing;
import io.continuo.definition.partition.Partitions;
import io.continuo.id.WorkflowId;
import java.util.List;
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
   * Tell the workflow which partitions have landed already, for a slot that begins to wait.
   *
   * @param partitions labels that the slot needs, at most a few thousand; empty for all of a
   *     dataset without partitions
   */
  record AskLanded(WorkflowId workflow, String slot, List<String> partitions)
      implements DatasetCommand {
    public AskLanded {
      partitions = List.copyOf(partitions);
    }
  }
}
