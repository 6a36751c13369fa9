package io.continuo.gateway.view.fold;

import io.continuo.event.ExecutionEvent;
import io.continuo.event.FailureKind;
import io.continuo.event.Recorded;
import io.continuo.event.TaskOutcome;
import io.continuo.id.RunnerId;
import io.continuo.value.Value;
import io.continuo.wire.ValueJson;
import java.util.OptionalInt;

/** What each event of an execution changes. */
final class ExecutionFold {
  private static final String RETRY =
      """
      insert into retry (execution, task, number, epoch, due_at) values (?, ?, ?, ?, ?)
      on conflict (execution, task) do update set
        number = excluded.number, epoch = excluded.epoch, due_at = excluded.due_at
      """;

  private ExecutionFold() {}

  static void fold(Recorded<ExecutionEvent> recorded, Batch batch) {
    String id = recorded.aggregate();
    long at = recorded.at().toEpochMilli();
    switch (recorded.event()) {
      case ExecutionEvent.ExecutionStarted e -> started(batch.execution(id), e, at);
      case ExecutionEvent.OfTask e -> ofTask(id, e, at, batch);
      case ExecutionEvent.ExecutionStopping(var status, var message) ->
          batch
              .execution(id)
              .stand(
                  Standing.of(status) == Standing.CANCELLED
                      ? Standing.CANCELLING
                      : Standing.RUNNING,
                  message);
      case ExecutionEvent.ExecutionEnded(var status, var outputs, var message) -> {
        ExecutionRow row = batch.execution(id);
        row.stand(Standing.of(status), message);
        row.endedAt = at;
        row.outputs = ValueJson.write(outputs);
      }
      case ExecutionEvent.ExecutionCommandRejected _ -> {}
    }
  }

  private static void started(ExecutionRow row, ExecutionEvent.ExecutionStarted e, long at) {
    row.origin =
        new Origin(
            e.workflow(),
            e.version(),
            e.digest().hex(),
            e.partition(),
            e.run(),
            e.trigger(),
            ValueJson.write(e.inputs()));
    row.stand(Standing.RUNNING, null);
    row.createdAt = row.createdAt == null ? at : row.createdAt;
    row.startedAt = at;
  }

  private static void ofTask(String id, ExecutionEvent.OfTask event, long at, Batch batch) {
    switch (event) {
      case ExecutionEvent.OfAttempt e -> ofAttempt(id, e, at, batch);
      case ExecutionEvent.TaskDefaulted(var task, var outputs, var message) ->
          batch.end(new TaskRow(id, task, "succeeded", message, ValueJson.write(outputs)));
      case ExecutionEvent.TaskSkipped(var task, var message) ->
          batch.end(new TaskRow(id, task, "skipped", message, null));
      case ExecutionEvent.TaskFailed(var task, var outcome, var message) ->
          batch.end(new TaskRow(id, task, text(outcome), message, null));
    }
  }

  private static void ofAttempt(String id, ExecutionEvent.OfAttempt event, long at, Batch batch) {
    AttemptRow.Key key = new AttemptRow.Key(id, event.task(), event.number(), event.epoch());
    switch (event) {
      case ExecutionEvent.PermitsRequested e ->
          batch.attempt(key).message = "waits for permits of " + e.limit();
      case ExecutionEvent.PermitsHeld _ -> batch.attempt(key).message = "";
      case ExecutionEvent.AttemptScheduled e -> scheduled(batch, key, e.inputs(), at);
      case ExecutionEvent.AttemptStarted e -> begun(batch, key, e.runner(), at);
      case ExecutionEvent.AttemptReattached e -> batch.attempt(key).runner = e.runner().toString();
      case ExecutionEvent.AttemptSucceeded e -> succeeded(batch, key, e, at);
      case ExecutionEvent.AttemptFailed e -> failed(batch, key, e, at);
      case ExecutionEvent.RetryScheduled e ->
          batch.also(RETRY, id, e.task(), e.number(), e.epoch(), e.due());
      case ExecutionEvent.AttemptStopRequested e -> batch.attempt(key).message = e.reason();
      case ExecutionEvent.AttemptFenced _ -> {}
      case ExecutionEvent.DispatchRepeated _ -> {}
      case ExecutionEvent.AttemptWatched _ -> {}
    }
  }

  private static void scheduled(Batch batch, AttemptRow.Key key, Value.Fields inputs, long at) {
    AttemptRow attempt = batch.attempt(key);
    attempt.inputs = ValueJson.write(inputs);
    attempt.scheduledAt = at;
  }

  private static void begun(Batch batch, AttemptRow.Key key, RunnerId runner, long at) {
    AttemptRow attempt = batch.attempt(key);
    attempt.runner = runner.toString();
    attempt.startedAt = at;
  }

  private static void succeeded(
      Batch batch, AttemptRow.Key key, ExecutionEvent.AttemptSucceeded e, long at) {
    AttemptRow attempt = batch.attempt(key);
    attempt.outputs = ValueJson.write(e.outputs());
    attempt.outcome = "succeeded";
    attempt.endedAt = at;
    setExitCode(attempt, e.exitCode());
  }

  private static void failed(
      Batch batch, AttemptRow.Key key, ExecutionEvent.AttemptFailed e, long at) {
    AttemptRow attempt = batch.attempt(key);
    attempt.outcome = outcome(e.kind());
    attempt.budget = budget(e.kind());
    attempt.endedAt = at;
    attempt.message = e.message();
    setExitCode(attempt, e.exitCode());
  }

  private static void setExitCode(AttemptRow attempt, OptionalInt code) {
    if (code.isPresent()) {
      attempt.exitCode = code.getAsInt();
    }
  }

  private static String outcome(FailureKind kind) {
    return switch (kind) {
      case ERROR, FATAL -> "failed";
      case BLOCKED -> "blocked";
      case TIMED_OUT -> "timed-out";
      case PLATFORM -> "platform-failure";
      case HANDED_OVER -> "handed-over";
      case CANCELLED -> "cancelled";
    };
  }

  /** Which budget paid, as architecture and spec have it. */
  private static String budget(FailureKind kind) {
    return switch (kind) {
      case ERROR, FATAL, TIMED_OUT -> "user";
      case PLATFORM -> "platform";
      case BLOCKED, HANDED_OVER, CANCELLED -> "none";
    };
  }

  private static String text(TaskOutcome outcome) {
    return switch (outcome) {
      case SUCCEEDED -> "succeeded";
      case FAILED_USER, FAILED_PLATFORM -> "failed";
      case TIMED_OUT -> "timed-out";
      case CANCELLED -> "cancelled";
      case SKIPPED -> "skipped";
      case UPSTREAM_FAILED -> "upstream-failed";
    };
  }
}
