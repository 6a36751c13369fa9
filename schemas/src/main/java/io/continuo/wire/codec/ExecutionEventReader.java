package io.continuo.wire.codec;

import io.continuo.avro.execution.AttemptFailed;
import io.continuo.avro.execution.AttemptFenced;
import io.continuo.avro.execution.AttemptReattached;
import io.continuo.avro.execution.AttemptScheduled;
import io.continuo.avro.execution.AttemptStarted;
import io.continuo.avro.execution.AttemptStopRequested;
import io.continuo.avro.execution.AttemptSucceeded;
import io.continuo.avro.execution.AttemptWatched;
import io.continuo.avro.execution.DispatchRepeated;
import io.continuo.avro.execution.ExecutionCommandRejected;
import io.continuo.avro.execution.ExecutionEnded;
import io.continuo.avro.execution.ExecutionStarted;
import io.continuo.avro.execution.ExecutionStopping;
import io.continuo.avro.execution.PermitsHeld;
import io.continuo.avro.execution.PermitsRequested;
import io.continuo.avro.execution.RetryScheduled;
import io.continuo.avro.execution.TaskDefaulted;
import io.continuo.avro.execution.TaskFailed;
import io.continuo.avro.execution.TaskSkipped;
import io.continuo.event.ExecutionEvent;
import io.continuo.event.Recorded;
import io.continuo.id.Digest;
import io.continuo.id.RunnerId;
import io.continuo.id.WorkflowId;
import io.continuo.wire.UndecodableException;
import io.continuo.wire.ValueJson;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** The decoding half of {@link ExecutionEventCodec}. */
final class ExecutionEventReader {
  private ExecutionEventReader() {}

  static Recorded<ExecutionEvent> read(SpecificRecord wire) {
    try {
      return switch (wire) {
        case ExecutionStarted w ->
            new Recorded<>(
                w.getExecution(),
                w.getSequence(),
                w.getCause(),
                w.getAt(),
                new ExecutionEvent.ExecutionStarted(
                    WorkflowId.parse(w.getWorkflow()),
                    w.getVersion(),
                    new Digest(w.getDigest()),
                    Optional.ofNullable(w.getPartition()),
                    w.getRun(),
                    w.getTrigger(),
                    ValueJson.readFields(w.getInputs())));
        case PermitsRequested w ->
            new Recorded<>(
                w.getExecution(),
                w.getSequence(),
                w.getCause(),
                w.getAt(),
                new ExecutionEvent.PermitsRequested(
                    w.getTask(), w.getNumber(), w.getEpoch(), w.getLimit()));
        case PermitsHeld w ->
            new Recorded<>(
                w.getExecution(),
                w.getSequence(),
                w.getCause(),
                w.getAt(),
                new ExecutionEvent.PermitsHeld(
                    w.getTask(), w.getNumber(), w.getEpoch(), w.getLimit()));
        case AttemptScheduled w ->
            new Recorded<>(
                w.getExecution(),
                w.getSequence(),
                w.getCause(),
                w.getAt(),
                new ExecutionEvent.AttemptScheduled(
                    w.getTask(), w.getNumber(), w.getEpoch(), ValueJson.readFields(w.getInputs())));
        case DispatchRepeated w ->
            new Recorded<>(
                w.getExecution(),
                w.getSequence(),
                w.getCause(),
                w.getAt(),
                new ExecutionEvent.DispatchRepeated(w.getTask(), w.getNumber(), w.getEpoch()));
        case AttemptStarted w ->
            new Recorded<>(
                w.getExecution(),
                w.getSequence(),
                w.getCause(),
                w.getAt(),
                new ExecutionEvent.AttemptStarted(
                    w.getTask(),
                    w.getNumber(),
                    w.getEpoch(),
                    new RunnerId(w.getRunner(), w.getIncarnation())));
        case AttemptReattached w ->
            new Recorded<>(
                w.getExecution(),
                w.getSequence(),
                w.getCause(),
                w.getAt(),
                new ExecutionEvent.AttemptReattached(
                    w.getTask(),
                    w.getNumber(),
                    w.getEpoch(),
                    new RunnerId(w.getRunner(), w.getIncarnation())));
        case AttemptWatched w ->
            new Recorded<>(
                w.getExecution(),
                w.getSequence(),
                w.getCause(),
                w.getAt(),
                new ExecutionEvent.AttemptWatched(w.getTask(), w.getNumber(), w.getEpoch()));
        case AttemptStopRequested w ->
            new Recorded<>(
                w.getExecution(),
                w.getSequence(),
                w.getCause(),
                w.getAt(),
                new ExecutionEvent.AttemptStopRequested(
                    w.getTask(),
                    w.getNumber(),
                    w.getEpoch(),
                    WireEnums.decode(w.getKind()),
                    w.getReason()));
        case AttemptSucceeded w ->
            new Recorded<>(
                w.getExecution(),
                w.getSequence(),
                w.getCause(),
                w.getAt(),
                new ExecutionEvent.AttemptSucceeded(
                    w.getTask(),
                    w.getNumber(),
                    w.getEpoch(),
                    optional(w.getExitCode()),
                    ValueJson.readFields(w.getOutputs())));
        case AttemptFailed w ->
            new Recorded<>(
                w.getExecution(),
                w.getSequence(),
                w.getCause(),
                w.getAt(),
                new ExecutionEvent.AttemptFailed(
                    w.getTask(),
                    w.getNumber(),
                    w.getEpoch(),
                    WireEnums.decode(w.getKind()),
                    optional(w.getExitCode()),
                    w.getMessage()));
        case AttemptFenced w ->
            new Recorded<>(
                w.getExecution(),
                w.getSequence(),
                w.getCause(),
                w.getAt(),
                new ExecutionEvent.AttemptFenced(
                    w.getTask(), w.getNumber(), w.getEpoch(), w.getRunner(), w.getReason()));
        case RetryScheduled w ->
            new Recorded<>(
                w.getExecution(),
                w.getSequence(),
                w.getCause(),
                w.getAt(),
                new ExecutionEvent.RetryScheduled(
                    w.getTask(), w.getNumber(), w.getEpoch(), w.getDue()));
        case TaskDefaulted w ->
            new Recorded<>(
                w.getExecution(),
                w.getSequence(),
                w.getCause(),
                w.getAt(),
                new ExecutionEvent.TaskDefaulted(
                    w.getTask(), ValueJson.readFields(w.getOutputs()), w.getMessage()));
        case TaskSkipped w ->
            new Recorded<>(
                w.getExecution(),
                w.getSequence(),
                w.getCause(),
                w.getAt(),
                new ExecutionEvent.TaskSkipped(w.getTask(), w.getMessage()));
        case TaskFailed w ->
            new Recorded<>(
                w.getExecution(),
                w.getSequence(),
                w.getCause(),
                w.getAt(),
                new ExecutionEvent.TaskFailed(
                    w.getTask(), WireEnums.decode(w.getOutcome()), w.getMessage()));
        case ExecutionStopping w ->
            new Recorded<>(
                w.getExecution(),
                w.getSequence(),
                w.getCause(),
                w.getAt(),
                new ExecutionEvent.ExecutionStopping(
                    WireEnums.decode(w.getStatus()), w.getMessage()));
        case ExecutionEnded w ->
            new Recorded<>(
                w.getExecution(),
                w.getSequence(),
                w.getCause(),
                w.getAt(),
                new ExecutionEvent.ExecutionEnded(
                    WireEnums.decode(w.getStatus()),
                    ValueJson.readFields(w.getOutputs()),
                    w.getMessage()));
        case ExecutionCommandRejected w ->
            new Recorded<>(
                w.getExecution(),
                w.getSequence(),
                w.getCause(),
                w.getAt(),
                new ExecutionEvent.ExecutionCommandRejected(
                    w.getCommand(), w.getCode(), w.getMessage()));
        default ->
            throw new UndecodableException(
                wire.getSchema().getFullName() + " is no ExecutionEvent");
      };
    } catch (IllegalArgumentException e) {
      throw new UndecodableException(wire.getSchema().getFullName() + ": " + e.getMessage(), e);
    }
  }

  private static OptionalInt optional(@Nullable Integer value) {
    return value == null ? OptionalInt.empty() : OptionalInt.of(value);
  }
}
