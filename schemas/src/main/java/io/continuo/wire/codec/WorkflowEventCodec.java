package io.continuo.wire.codec;

import io.continuo.avro.workflow.ExecutionFinished;
import io.continuo.avro.workflow.ExecutionReleased;
import io.continuo.avro.workflow.ExecutionReplaced;
import io.continuo.avro.workflow.ExecutionSkipped;
import io.continuo.avro.workflow.ExecutionTriggered;
import io.continuo.avro.workflow.SkippedStatus;
import io.continuo.avro.workflow.TaskRegistered;
import io.continuo.avro.workflow.WorkflowCommandRejected;
import io.continuo.avro.workflow.WorkflowPaused;
import io.continuo.avro.workflow.WorkflowRegistered;
import io.continuo.avro.workflow.WorkflowResumed;
import io.continuo.event.Recorded;
import io.continuo.event.WorkflowEvent;
import io.continuo.id.Digest;
import io.continuo.id.ExecutionId;
import io.continuo.wire.DefinitionText;
import io.continuo.wire.UndecodableException;
import io.continuo.wire.ValueJson;
import java.time.Instant;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/** WorkflowEvent to Avro and back; one Avro record per event. */
public final class WorkflowEventCodec implements RecordCodec<Recorded<WorkflowEvent>> {
  @Override
  public SpecificRecord encode(Recorded<WorkflowEvent> recorded) {
    String about = recorded.aggregate();
    long seq = recorded.sequence();
    String cause = recorded.cause();
    Instant at = recorded.at();
    return switch (recorded.event()) {
      case WorkflowEvent.WorkflowRegistered(var version, var digest, var definition) ->
          new WorkflowRegistered(
              about, seq, cause, at, version, digest.toString(), DefinitionText.write(definition));
      case WorkflowEvent.TaskRegistered(var version, var digest, var canonical) ->
          new TaskRegistered(about, seq, cause, at, version, digest.toString(), canonical);
      case WorkflowEvent.ExecutionTriggered(
              var execution,
              var key,
              var kind,
              var version,
              var digest,
              var partition,
              var run,
              var inputs,
              var held) ->
          new ExecutionTriggered(
              about,
              seq,
              cause,
              at,
              execution.toString(),
              key,
              kind,
              version,
              digest.toString(),
              partition.orElse(null),
              run,
              ValueJson.write(inputs),
              held);
      case WorkflowEvent.ExecutionReleased(var execution) ->
          new ExecutionReleased(about, seq, cause, at, execution.toString());
      case WorkflowEvent.ExecutionSkipped(var execution, var status, var reason) ->
          new ExecutionSkipped(
              about,
              seq,
              cause,
              at,
              execution.toString(),
              SkippedStatus.valueOf(status.name()),
              reason);
      case WorkflowEvent.ExecutionReplaced(var execution, var by) ->
          new ExecutionReplaced(about, seq, cause, at, execution.toString(), by.toString());
      case WorkflowEvent.ExecutionFinished(var execution, var status) ->
          new ExecutionFinished(
              about, seq, cause, at, execution.toString(), WireEnums.encode(status));
      case WorkflowEvent.WorkflowPaused(var by) -> new WorkflowPaused(about, seq, cause, at, by);
      case WorkflowEvent.WorkflowResumed(var by) -> new WorkflowResumed(about, seq, cause, at, by);
      case WorkflowEvent.WorkflowCommandRejected(var command, var code, var message) ->
          new WorkflowCommandRejected(about, seq, cause, at, command, code, message);
    };
  }

  @Override
  public Recorded<WorkflowEvent> decode(SpecificRecord wire) {
    try {
      return switch (wire) {
        case WorkflowRegistered w ->
            new Recorded<>(
                w.getWorkflow(),
                w.getSequence(),
                w.getCause(),
                w.getAt(),
                new WorkflowEvent.WorkflowRegistered(
                    w.getVersion(),
                    new Digest(w.getDigest()),
                    DefinitionText.read(w.getDefinition())));
        case TaskRegistered w ->
            new Recorded<>(
                w.getWorkflow(),
                w.getSequence(),
                w.getCause(),
                w.getAt(),
                new WorkflowEvent.TaskRegistered(
                    w.getVersion(), new Digest(w.getDigest()), w.getDefinition()));
        case ExecutionTriggered w ->
            new Recorded<>(
                w.getWorkflow(),
                w.getSequence(),
                w.getCause(),
                w.getAt(),
                new WorkflowEvent.ExecutionTriggered(
                    ExecutionId.parse(w.getExecution()),
                    w.getKey(),
                    w.getKind(),
                    w.getVersion(),
                    new Digest(w.getDigest()),
                    Optional.ofNullable(w.getPartition()),
                    w.getRun(),
                    ValueJson.readFields(w.getInputs()),
                    w.getHeld()));
        case ExecutionReleased w ->
            new Recorded<>(
                w.getWorkflow(),
                w.getSequence(),
                w.getCause(),
                w.getAt(),
                new WorkflowEvent.ExecutionReleased(ExecutionId.parse(w.getExecution())));
        case ExecutionSkipped w ->
            new Recorded<>(
                w.getWorkflow(),
                w.getSequence(),
                w.getCause(),
                w.getAt(),
                new WorkflowEvent.ExecutionSkipped(
                    ExecutionId.parse(w.getExecution()),
                    WorkflowEvent.ExecutionStatusSkipped.valueOf(w.getStatus().name()),
                    w.getReason()));
        case ExecutionReplaced w ->
            new Recorded<>(
                w.getWorkflow(),
                w.getSequence(),
                w.getCause(),
                w.getAt(),
                new WorkflowEvent.ExecutionReplaced(
                    ExecutionId.parse(w.getExecution()), ExecutionId.parse(w.getBy())));
        case ExecutionFinished w ->
            new Recorded<>(
                w.getWorkflow(),
                w.getSequence(),
                w.getCause(),
                w.getAt(),
                new WorkflowEvent.ExecutionFinished(
                    ExecutionId.parse(w.getExecution()), WireEnums.decode(w.getStatus())));
        case WorkflowPaused w ->
            new Recorded<>(
                w.getWorkflow(),
                w.getSequence(),
                w.getCause(),
                w.getAt(),
                new WorkflowEvent.WorkflowPaused(w.getBy()));
        case WorkflowResumed w ->
            new Recorded<>(
                w.getWorkflow(),
                w.getSequence(),
                w.getCause(),
                w.getAt(),
                new WorkflowEvent.WorkflowResumed(w.getBy()));
        case WorkflowCommandRejected w ->
            new Recorded<>(
                w.getWorkflow(),
                w.getSequence(),
                w.getCause(),
                w.getAt(),
                new WorkflowEvent.WorkflowCommandRejected(
                    w.getCommand(), w.getCode(), w.getMessage()));
        default ->
            throw new UndecodableException(wire.getSchema().getFullName() + " is no WorkflowEvent");
      };
    } catch (IllegalArgumentException e) {
      throw new UndecodableException(wire.getSchema().getFullName() + ": " + e.getMessage(), e);
    }
  }
}
