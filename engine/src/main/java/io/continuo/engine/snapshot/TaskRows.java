package io.continuo.engine.snapshot;

import io.continuo.engine.domain.execution.Progress;
import io.continuo.engine.domain.execution.TaskState;
import io.continuo.event.FailureKind;
import io.continuo.event.TaskOutcome;
import io.continuo.id.RunnerId;

/** One task of an execution as one row. */
final class TaskRows {
  private static final int PENDING = 1;
  private static final int QUEUED = 2;
  private static final int RUNNING = 3;
  private static final int STOPPING = 4;
  private static final int BACKOFF = 5;
  private static final int SUCCEEDED = 6;
  private static final int ENDED = 7;
  private static final int AWAITING = 8;

  private TaskRows() {}

  static byte[] encode(TaskState state) {
    return switch (state) {
      case TaskState.Pending(var remaining) -> new RowWriter(PENDING).small(remaining).toBytes();
      case TaskState.Awaiting(var progress, var since, var asked, var limit) ->
          progress(new RowWriter(AWAITING), progress).time(since).time(asked).text(limit).toBytes();
      case TaskState.Queued(var progress, var since, var dispatched) ->
          progress(new RowWriter(QUEUED), progress).time(since).time(dispatched).toBytes();
      case TaskState.Running(var progress, var since, var runner, var watched, var leased) ->
          runner(progress(new RowWriter(RUNNING), progress).time(since), runner)
              .flag(watched)
              .time(leased)
              .toBytes();
      case TaskState.Stopping(
              var progress,
              var since,
              var runner,
              var watched,
              var kind,
              var reason) ->
          runner(progress(new RowWriter(STOPPING), progress).time(since), runner)
              .flag(watched)
              .text(kind.name())
              .text(reason)
              .toBytes();
      case TaskState.Backoff(var progress, var due) ->
          progress(new RowWriter(BACKOFF), progress).time(due).toBytes();
      case TaskState.Succeeded(var number, var epoch, var outputs) ->
          new RowWriter(SUCCEEDED).small(number).small(epoch).fields(outputs).toBytes();
      case TaskState.Ended(var outcome, var outputs) ->
          new RowWriter(ENDED).text(outcome.name()).fields(outputs).toBytes();
      case TaskState.Fallen fallen ->
          throw new IllegalStateException("a failed attempt was left without its consequence");
    };
  }

  static TaskState decode(byte[] row) {
    RowReader in = new RowReader(row);
    return switch (in.form()) {
      case PENDING -> new TaskState.Pending(in.small());
      case AWAITING -> new TaskState.Awaiting(progress(in), in.time(), in.time(), in.text());
      case QUEUED -> new TaskState.Queued(progress(in), in.time(), in.time());
      case RUNNING ->
          new TaskState.Running(progress(in), in.time(), runner(in), in.flag(), in.time());
      case STOPPING ->
          new TaskState.Stopping(
              progress(in),
              in.time(),
              runner(in),
              in.flag(),
              FailureKind.valueOf(in.text()),
              in.text());
      case BACKOFF -> new TaskState.Backoff(progress(in), in.time());
      case SUCCEEDED -> new TaskState.Succeeded(in.small(), in.small(), in.fields());
      case ENDED -> new TaskState.Ended(TaskOutcome.valueOf(in.text()), in.fields());
      default -> throw in.unknownForm();
    };
  }

  private static RowWriter progress(RowWriter out, Progress progress) {
    return out.small(progress.number())
        .small(progress.epoch())
        .time(progress.first())
        .small(progress.platformFailures());
  }

  private static Progress progress(RowReader in) {
    return new Progress(in.small(), in.small(), in.time(), in.small());
  }

  private static RowWriter runner(RowWriter out, RunnerId runner) {
    return out.text(runner.name()).number(runner.incarnation());
  }

  private static RunnerId runner(RowReader in) {
    return new RunnerId(in.text(), in.number());
  }
}
