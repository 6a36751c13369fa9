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
import io.continuo.wire.ValueJson;
import java.time.Instant;
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
      case ExecutionEvent.PermitsRequested(var task, var number, var epoch, var limit) ->
          new PermitsRequested(about, seq, cause, at, task, number, epoch, limit);
      case ExecutionEvent.PermitsHeld(var task, var number, var epoch, var limit) ->
          new PermitsHeld(about, seq, cause, at, task, number, epoch, limit);
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
    return ExecutionEventReader.read(wire);
  }

  private static @Nullable Integer boxed(OptionalInt value) {
    return value.isPresent() ? value.getAsInt() : null;
  }
}
