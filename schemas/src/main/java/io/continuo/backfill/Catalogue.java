package io.continuo.backfill;

import io.continuo.definition.WorkflowDefinition;
import io.continuo.id.WorkflowId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the planner has to know of the installation. */
public interface Catalogue {

  /** The newest definition of the workflow; empty if there is none. */
  Optional<WorkflowDefinition> newest(WorkflowId workflow);

  /** The newest definitions that consume the dataset. */
  List<WorkflowDefinition> consumersOf(String dataset);

  /**
   * Slots of the workflow that have ever run, or at least begun to.
   *
   * @param from the label of the oldest slot that matters; labels of a workflow sort by time
   */
  Set<String> ranSince(WorkflowId workflow, String from);
}
