package io.continuo.wire.codec;

import io.continuo.avro.workflow.CancelBackfillSlot;
import io.continuo.avro.workflow.CancelQueued;
import io.continuo.avro.workflow.FollowWorkflow;
import io.continuo.avro.workflow.NoteExecutionEnded;
import io.continuo.avro.workflow.NoteLanded;
import io.continuo.avro.workflow.NoteLanding;
import io.continuo.avro.workflow.PauseWorkflow;
import io.continuo.avro.workflow.RegisterTask;
import io.continuo.avro.workflow.RegisterWorkflow;
import io.continuo.avro.workflow.ResumeWorkflow;
import io.continuo.avro.workflow.RunBackfillSlot;
import io.continuo.avro.workflow.TriggerExecution;
import io.continuo.avro.workflow.UnfollowWorkflow;
import io.continuo.avro.workflow.WakeWorkflow;
import io.continuo.command.WorkflowCommand;
import io.continuo.id.Digest;
import io.continuo.id.ExecutionId;
import io.continuo.id.WorkflowId;
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
              var origin,
              var partition,
              var inputs,
              var version) ->
          new TriggerExecution(
              key,
              kind,
              partition.orElse(null),
              ValueJson.write(inputs),
              version.orElse(null),
              origin);
      case WorkflowCommand.NoteExecutionEnded(var execution, var status) ->
          new NoteExecutionEnded(execution.toString(), WireEnums.encode(status));
      case WorkflowCommand.CancelQueued(var execution, var by, var reason) ->
          new CancelQueued(execution.toString(), by, reason);
      case WorkflowCommand.PauseWorkflow(var by, var scope) ->
          new PauseWorkflow(by, WireEnums.text(scope));
      case WorkflowCommand.ResumeWorkflow(var by, var scope) ->
          new ResumeWorkflow(by, WireEnums.text(scope));
      case WorkflowCommand.RunBackfillSlot(var backfill, var slot, var inputs, var skip) ->
          new RunBackfillSlot(backfill, slot, ValueJson.write(inputs), skip);
      case WorkflowCommand.CancelBackfillSlot(var backfill, var slot, var by) ->
          new CancelBackfillSlot(backfill, slot, by);
      case WorkflowCommand.NoteLanding(
              var dataset,
              var landing,
              var partition,
              var timezone,
              var again,
              var number) ->
          new NoteLanding(
              dataset, landing, partition.orElse(null), timezone.getId(), again, number);
      case WorkflowCommand.NoteLanded(var dataset, var slot, var timezone, var partitions) ->
          new NoteLanded(dataset, slot, timezone.getId(), partitions);
      case WorkflowCommand.FollowWorkflow(var follower, var on) ->
          new FollowWorkflow(follower.toString(), on);
      case WorkflowCommand.UnfollowWorkflow(var follower) ->
          new UnfollowWorkflow(follower.toString());
      case WorkflowCommand.WakeWorkflow(var due) -> new WakeWorkflow(due);
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
                w.getOrigin(),
                Optional.ofNullable(w.getPartition()),
                ValueJson.readFields(w.getInputs()),
                Optional.ofNullable(w.getVersion()));
        case NoteExecutionEnded w ->
            new WorkflowCommand.NoteExecutionEnded(
                ExecutionId.parse(w.getExecution()), WireEnums.decode(w.getStatus()));
        case CancelQueued w ->
            new WorkflowCommand.CancelQueued(
                ExecutionId.parse(w.getExecution()), w.getBy(), w.getReason());
        case PauseWorkflow w ->
            new WorkflowCommand.PauseWorkflow(w.getBy(), WireEnums.scope(w.getScope()));
        case ResumeWorkflow w ->
            new WorkflowCommand.ResumeWorkflow(w.getBy(), WireEnums.scope(w.getScope()));
        case RunBackfillSlot w ->
            new WorkflowCommand.RunBackfillSlot(
                w.getBackfill(),
                w.getSlot(),
                ValueJson.readFields(w.getInputs()),
                w.getSkipSucceeded());
        case CancelBackfillSlot w ->
            new WorkflowCommand.CancelBackfillSlot(w.getBackfill(), w.getSlot(), w.getBy());
        case NoteLanding w ->
            new WorkflowCommand.NoteLanding(
                w.getDataset(),
                w.getLanding(),
                Optional.ofNullable(w.getPartition()),
                WireEnums.zone(w.getTimezone()),
                w.getAgain(),
                w.getNumber());
        case NoteLanded w ->
            new WorkflowCommand.NoteLanded(
                w.getDataset(), w.getSlot(), WireEnums.zone(w.getTimezone()), w.getPartitions());
        case FollowWorkflow w ->
            new WorkflowCommand.FollowWorkflow(WorkflowId.parse(w.getFollower()), w.getOn());
        case UnfollowWorkflow w ->
            new WorkflowCommand.UnfollowWorkflow(WorkflowId.parse(w.getFollower()));
        case WakeWorkflow w -> new WorkflowCommand.WakeWorkflow(w.getDue());
        default ->
            throw new UndecodableException(
                wire.getSchema().getFullName() + " is no WorkflowCommand");
      };
    } catch (IllegalArgumentException e) {
      throw new UndecodableException(wire.getSchema().getFullName() + ": " + e.getMessage(), e);
    }
  }
}
