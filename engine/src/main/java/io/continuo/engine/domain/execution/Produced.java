package io.continuo.engine.domain.execution;

import io.continuo.command.DatasetCommand;
import io.continuo.dataset.Landing;
import io.continuo.definition.TaskDefinition;
import io.continuo.definition.WorkflowDefinition;
import io.continuo.engine.domain.Effect;
import io.continuo.id.ExecutionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What an execution leaves: the partition of each dataset that it produces has landed. */
final class Produced {
  private final ExecutionId id;

  Produced(ExecutionId id) {
    this.id = id;
  }

  /** What the task leaves when it succeeds. */
  List<Effect> byTask(ExecutionState.Origin origin, TaskDefinition task) {
    if (task.options().produces().isEmpty()) {
      return List.of();
    }
    return task.options().produces().stream().map(dataset -> landed(origin, dataset)).toList();
  }

  /** What the workflow leaves when it succeeds, but for what one of its tasks leaves already. */
  List<Effect> byWorkflow(ExecutionState.Origin origin, WorkflowDefinition workflow) {
    List<Effect> effects = new ArrayList<>();
    for (String dataset : workflow.produces()) {
      boolean ofTask =
          workflow.tasks().values().stream()
              .anyMatch(task -> task.options().produces().contains(dataset));
      if (!ofTask) {
        effects.add(landed(origin, dataset));
      }
    }
    return effects;
  }

  private Effect landed(ExecutionState.Origin origin, String dataset) {
    return new Effect.AskDataset(
        dataset,
        new DatasetCommand.NoteLanding(
            new Landing(
                id.toString(),
                origin.workflow().toString(),
                origin.partition(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new Landing.Producer(origin.workflow(), id)))));
  }
}
