package io.continuo.wire.codec;

import io.continuo.avro.workflow.CancelQueued;
import io.continuo.avro.workflow.NoteExecutionEnded;
import io.continuo.avro.workflow.PauseWorkflow;
import io.continuo.avro.workflow.RegisterTask;
import io.continuo.avro.workflow.RegisterWorkflow;
import io.continuo.avro.workflow.ResumeWorkflow;
import io.continuo.avro.workflow.TriggerExecution;
import io.continuo.command.WorkflowCommand;
import io.continuo.id.Digest;
import io.continuo.id.ExecutionId;
import io.continuo.wire.DefinitionText;
import io.continuo.wire.UndecodableException;
import io.continuo.wire.ValueJson;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/** WorkflowCommand to Avro and back; one Avro record per command. */
public final class WorkflowCommandCodec implements RecordCodec<WorkflowCommand> {
  @Override
  public SpecificRecord encode(WorkflowCommand command) {
    return switch (command) {
      case WorkflowCommand.RegisterWorkflow(var definition, var digest, var expected) ->
          new RegisterWorkflow(
              DefinitionText.write(definition), expected.map(Digest::hex).orElse(null));
      case WorkflowCommand.RegisterTask(var canonical, var digest) -> new RegisterTask(canonical);
      case WorkflowCommand.TriggerExecution(
              var key,
              var kind,
              var partition,
              var inputs,
              var version) ->
          new TriggerExecution(
              key, kind, partition.orElse(null), ValueJson.write(inputs), version.orElse(null));
      case WorkflowCommand.NoteExecutionEnded(var execution, var status) ->
          new NoteExecutionEnded(execution.toString(), WireEnums.encode(status));
      case WorkflowCommand.CancelQueued(var execution, var by, var reason) ->
          new CancelQueued(execution.toString(), by, reason);
      case WorkflowCommand.PauseWorkflow(var by) -> new PauseWorkflow(by);
      case WorkflowCommand.ResumeWorkflow(var by) -> new ResumeWorkflow(by);
    };
  }

  @Override
  public WorkflowCommand decode(SpecificRecord wire) {
    try {
      return switch (wire) {
        case RegisterWorkflow w ->
            new WorkflowCommand.RegisterWorkflow(
                DefinitionText.read(w.getDefinition()),
                DefinitionText.digest(w.getDefinition()),
                Optional.ofNullable(w.getExpected()).map(Digest::new));
        case RegisterTask w ->
            new WorkflowCommand.RegisterTask(
                w.getDefinition(), DefinitionText.digest(w.getDefinition()));
        case TriggerExecution w ->
            new WorkflowCommand.TriggerExecution(
                w.getKey(),
                w.getKind(),
                Optional.ofNullable(w.getPartition()),
                ValueJson.readFields(w.getInputs()),
                Optional.ofNullable(w.getVersion()));
        case NoteExecutionEnded w ->
            new WorkflowCommand.NoteExecutionEnded(
                ExecutionId.parse(w.getExecution()), WireEnums.decode(w.getStatus()));
        case CancelQueued w ->
            new WorkflowCommand.CancelQueued(
                ExecutionId.parse(w.getExecution()), w.getBy(), w.getReason());
        case PauseWorkflow w -> new WorkflowCommand.PauseWorkflow(w.getBy());
        case ResumeWorkflow w -> new WorkflowCommand.ResumeWorkflow(w.getBy());
        default ->
            throw new UndecodableException(
                wire.getSchema().getFullName() + " is no WorkflowCommand");
      };
    } catch (IllegalArgumentException e) {
      throw new UndecodableException(wire.getSchema().getFullName() + ": " + e.getMessage(), e);
    }
  }
}
