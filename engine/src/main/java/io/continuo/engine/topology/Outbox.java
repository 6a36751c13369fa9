package io.continuo.engine.topology;

import io.continuo.avro.dispatch.Definition;
import io.continuo.command.BackfillCommand;
import io.continuo.command.DatasetCommand;
import io.continuo.command.ExecutionCommand;
import io.continuo.command.LimitCommand;
import io.continuo.command.NamespaceCommand;
import io.continuo.command.RunnerCommand;
import io.continuo.command.WorkflowCommand;
import io.continuo.dispatch.Lane;
import io.continuo.dispatch.RunnerControl;
import io.continuo.dispatch.TaskLaunch;
import io.continuo.engine.domain.Effect;
import io.continuo.engine.topology.family.Definitions;
import io.continuo.id.Digest;
import io.continuo.id.WorkflowId;
import io.continuo.wire.DefinitionText;
import io.continuo.wire.Topics;
import io.continuo.wire.WireFormat;
import io.continuo.wire.codec.DispatchCodec;
import io.continuo.wire.codec.ExecutionCommandCodec;
import io.continuo.wire.codec.RecordCodec;
import io.continuo.wire.codec.RunnerCommandCodec;
import io.continuo.wire.codec.TaskLaunchCodec;
import io.continuo.wire.codec.WorkflowCommandCodec;
import io.continuo.wire.codec.backfill.BackfillCommandCodec;
import io.continuo.wire.codec.dataset.DatasetCommandCodec;
import io.continuo.wire.codec.limit.LimitCommandCodec;
import io.continuo.wire.codec.namespace.NamespaceCommandCodec;

/** Effects to bytes on topics. */
final class Outbox {
  private final Topics topics;
  private final WireFormat format;
  private final RecordCodec<ExecutionCommand> executions = new ExecutionCommandCodec();
  private final RecordCodec<WorkflowCommand> workflows = new WorkflowCommandCodec();
  private final RecordCodec<RunnerCommand> runners = new RunnerCommandCodec();
  private final RecordCodec<DatasetCommand> datasets = new DatasetCommandCodec();
  private final RecordCodec<BackfillCommand> backfills = new BackfillCommandCodec();
  private final RecordCodec<LimitCommand> limits = new LimitCommandCodec();
  private final RecordCodec<NamespaceCommand> namespaces = new NamespaceCommandCodec();
  private final RecordCodec<RunnerControl> controls = new DispatchCodec();
  private final RecordCodec<TaskLaunch> launches = new TaskLaunchCodec();

  Outbox(Topics topics, WireFormat format) {
    this.topics = topics;
    this.format = format;
  }

  Outgoing of(Effect effect) {
    return switch (effect) {
      case Effect.LaunchTask(var launch) ->
          new Outgoing(
              topics.tasks(launch.queue(), Lane.of(launch.trigger())),
              launch.attempt().execution() + "/" + launch.attempt().task(),
              format.write(launches.encode(launch)));
      case Effect.TellRunner(var runner, var control) ->
          new Outgoing(topics.runnerControl(), runner, format.write(controls.encode(control)));
      case Effect.AskExecution(var execution, var command) ->
          new Outgoing(
              topics.executionCommands(),
              execution.toString(),
              format.write(executions.encode(command)));
      case Effect.AskWorkflow(var workflow, var command) ->
          new Outgoing(
              topics.workflowCommands(),
              workflow.toString(),
              format.write(workflows.encode(command)));
      case Effect.AskDataset(var dataset, var command) ->
          new Outgoing(topics.datasetCommands(), dataset, format.write(datasets.encode(command)));
      case Effect.AskBackfill(var backfill, var command) ->
          new Outgoing(
              topics.backfillCommands(), backfill, format.write(backfills.encode(command)));
      case Effect.AskLimit(var limit, var command) ->
          new Outgoing(topics.limitCommands(), limit, format.write(limits.encode(command)));
      case Effect.AskNamespace(var namespace, var command) ->
          new Outgoing(
              topics.namespaceCommands(), namespace, format.write(namespaces.encode(command)));
      case Effect.AskRunner(var runner, var command) ->
          new Outgoing(topics.runnerCommands(), runner, format.write(runners.encode(command)));
      case Effect.PublishDefinition(var definition, var digest) ->
          definition(definition.id(), digest, DefinitionText.write(definition));
    };
  }

  private Outgoing definition(WorkflowId id, Digest digest, String canonical) {
    Definition record = new Definition(id.toString(), digest.hex(), canonical);
    return new Outgoing(topics.definitions(), Definitions.key(id, digest), format.write(record));
  }
}
