package io.continuo.engine.domain;

import io.continuo.command.BackfillCommand;
import io.continuo.command.DatasetCommand;
import io.continuo.command.ExecutionCommand;
import io.continuo.command.LimitCommand;
import io.continuo.command.NamespaceCommand;
import io.continuo.command.RunnerCommand;
import io.continuo.command.WorkflowCommand;
import io.continuo.definition.WorkflowDefinition;
import io.continuo.dispatch.RunnerControl;
import io.continuo.dispatch.TaskLaunch;
import io.continuo.id.Digest;
import io.continuo.id.ExecutionId;
import io.continuo.id.WorkflowId;

/** What a fact makes the engine tell the world, in the transaction that records the fact. */
public sealed interface Effect {

  /** Put a ready-task command on its queue. */
  record LaunchTask(TaskLaunch launch) implements Effect {}

  /** Tell a runner, by name. */
  record TellRunner(String runner, RunnerControl control) implements Effect {}

  record AskExecution(ExecutionId execution, ExecutionCommand command) implements Effect {}

  record AskWorkflow(WorkflowId workflow, WorkflowCommand command) implements Effect {}

  record AskDataset(String dataset, DatasetCommand command) implements Effect {}

  record AskBackfill(String backfill, BackfillCommand command) implements Effect {}

  record AskLimit(String limit, LimitCommand command) implements Effect {}

  /** Ask a namespace by its name, or the installation by {@link NamespaceCommand#INSTALLATION}. */
  record AskNamespace(String namespace, NamespaceCommand command) implements Effect {}

  /** Ask the aggregate of a runner, by the runner's name. */
  record AskRunner(String runner, RunnerCommand command) implements Effect {}

  /** Make a definition known to every engine. */
  record PublishDefinition(WorkflowDefinition definition, Digest digest) implements Effect {}
}
