package io.continuo.wire;

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
import io.continuo.avro.execution.RetryScheduled;
import io.continuo.avro.execution.TaskDefaulted;
import io.continuo.avro.execution.TaskFailed;
import io.continuo.avro.execution.TaskSkipped;
import io.continuo.event.ExecutionEvent;
import io.continuo.event.Recorded;
import io.continuo.id.Digest;
import io.continuo.id.RunnerId;
import io.continuo.id.WorkflowId;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** ExecutionEvent to Avro and back; one Avro record per event. */
public final class ExecutionEventCodec implements RecordCodec<Recorded<ExecutionEvent>> {
  @Override
  public SpecificRecord encode(Recorded<ExecutionEvent> recorded) {
    String about = recorded.aggregate();
    long seq = recorded.sequence();
    String cause = recorded.cause();
    Instant at = recorded.at();
    return switch (recorded.event()) {
      case ExecutionEvent.ExecutionStarted(
              var workflow,
              var version,
              var digest,
              var partition,
              var run,
              var trigger,
              var inputs) ->
          new ExecutionStarted(
              about,
              seq,
              cause,
              at,
              workflow.toString(),
              version,
              digest.toString(),
              partition.orElse(null),
              run,
              trigger,
              ValueJson.write(inputs));
      case ExecutionEvent.AttemptScheduled(var task, var number, var epoch, var inputs) ->
          new AttemptScheduled(about, seq, cause, at, task, number, epoch, ValueJson.write(inputs));
      case ExecutionEvent.DispatchRepeated(var task, var number, var epoch) ->
          new DispatchRepeated(about, seq, cause, at, task, number, epoch);
      case ExecutionEvent.AttemptStarted(var task, var number, var epoch, var runner) ->
          new AttemptStarted(
              about, seq, cause, at, task, number, epoch, runner.name(), runner.incarnation());
      case ExecutionEvent.AttemptReattached(var task, var number, var epoch, var runner) ->
          new AttemptReattached(
              about, seq, cause, at, task, number, epoch, runner.name(), runner.incarnation());
      case ExecutionEvent.AttemptWatched(var task, var number, var epoch) ->
          new AttemptWatched(about, seq, cause, at, task, number, epoch);
      case ExecutionEvent.AttemptStopRequested(
              var task,
              var number,
              var epoch,
              var kind,
              var reason) ->
          new AttemptStopRequested(
              about, seq, cause, at, task, number, epoch, WireEnums.encode(kind), reason);
      case ExecutionEvent.AttemptSucceeded(
              var task,
              var number,
              var epoch,
              var exitCode,
              var outputs) ->
          new AttemptSucceeded(
              about,
              seq,
              cause,
              at,
              task,
              number,
              epoch,
              boxed(exitCode),
              ValueJson.write(outputs));
      case ExecutionEvent.AttemptFailed(
              var task,
              var number,
              var epoch,
              var kind,
              var exitCode,
              var message) ->
          new AttemptFailed(
              about,
              seq,
              cause,
              at,
              task,
              number,
              epoch,
              WireEnums.encode(kind),
              boxed(exitCode),
              message);
      case ExecutionEvent.AttemptFenced(var task, var number, var epoch, var runner, var reason) ->
          new AttemptFenced(about, seq, cause, at, task, number, epoch, runner, reason);
      case ExecutionEvent.RetryScheduled(var task, var number, var epoch, var due) ->
          new RetryScheduled(about, seq, cause, at, task, number, epoch, due);
      case ExecutionEvent.TaskDefaulted(var task, var outputs, var message) ->
          new TaskDefaulted(about, seq, cause, at, task, ValueJson.write(outputs), message);
      case ExecutionEvent.TaskSkipped(var task, var message) ->
          new TaskSkipped(about, seq, cause, at, task, message);
      case ExecutionEvent.TaskFailed(var task, var outcome, var message) ->
          new TaskFailed(about, seq, cause, at, task, WireEnums.encode(outcome), message);
      case ExecutionEvent.ExecutionStopping(var status, var message) ->
          new ExecutionStopping(about, seq, cause, at, WireEnums.encode(status), message);
      case ExecutionEvent.ExecutionEnded(var status, var outputs, var message) ->
          new ExecutionEnded(
              about, seq, cause, at, WireEnums.encode(status), ValueJson.write(outputs), message);
      case ExecutionEvent.ExecutionCommandRejected(var command, var code, var message) ->
          new ExecutionCommandRejected(about, seq, cause, at, command, code, message);
    };
  }

  @Override
  public Recorded<ExecutionEvent> decode(SpecificRecord wire) {
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

  private static @Nullable Integer boxed(OptionalInt value) {
    return value.isPresent() ? value.getAsInt() : null;
  }

  private static OptionalInt optional(@Nullable Integer value) {
    return value == null ? OptionalInt.empty() : OptionalInt.of(value);
  }
}
