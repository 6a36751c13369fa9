package io.continuo.engine.snapshot;

import io.continuo.engine.domain.execution.Dues;
import io.continuo.engine.domain.execution.ExecutionState;
import io.continuo.engine.domain.execution.ExecutionState.Live;
import io.continuo.engine.domain.execution.ExecutionState.Origin;
import io.continuo.engine.domain.execution.ExecutionState.Stop;
import io.continuo.engine.domain.execution.Pinned;
import io.continuo.engine.domain.execution.TaskState;
import io.continuo.event.ExecutionEvent;
import io.continuo.event.ExecutionStatus;
import io.continuo.id.Digest;
import io.continuo.id.WorkflowId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pcollections.TreePVector;

/**
 * An execution as an origin row, a stop row once it stops, and one row per task that is past
 * waiting for all.
 */
public final class ExecutionSnapshot implements Snapshot<ExecutionState, ExecutionEvent> {
  private static final String ORIGIN = "o";
  private static final String STOP = "s";
  private static final String TASK = "t/";

  private final Pinned pinned;
  private final Dues dues;

  public ExecutionSnapshot(Pinned pinned) {
    this.pinned = pinned;
    this.dues = new Dues(pinned);
  }

  @Override
  public Collection<String> touched(ExecutionState before, ExecutionEvent event, Instant at) {
    return switch (event) {
      case ExecutionEvent.ExecutionStarted e -> List.of(ORIGIN);
      // Its rows go as a whole.
      case ExecutionEvent.ExecutionEnded e -> List.of();
      // The deadline hangs on the origin row, and ends with the stop.
      case ExecutionEvent.ExecutionStopping e -> List.of(ORIGIN, STOP);
      case ExecutionEvent.ExecutionCommandRejected e -> List.of();
      case ExecutionEvent.AttemptFenced e -> List.of();
      case ExecutionEvent.AttemptSucceeded e -> withChildren(e.task());
      case ExecutionEvent.TaskDefaulted e -> withChildren(e.task());
      case ExecutionEvent.TaskSkipped e -> withChildren(e.task());
      case ExecutionEvent.OfTask e -> List.of(TASK + e.task());
    };
  }

  private Collection<String> withChildren(String task) {
    int index = pinned.plan().indexOf(task).orElseThrow();
    int[] children = pinned.plan().children(index);
    List<String> rows = new ArrayList<>(children.length + 1);
    rows.add(TASK + task);
    for (int child : children) {
      rows.add(TASK + pinned.plan().task(child).name());
    }
    return rows;
  }

  @Override
  public Optional<byte[]> encode(ExecutionState state, String row) {
    if (!(state instanceof Live live)) {
      return Optional.empty();
    }
    return switch (row) {
      case ORIGIN -> Optional.of(origin(live.origin()));
      case STOP ->
          live.stop()
              .map(s -> new RowWriter(1).text(s.status().name()).text(s.message()).toBytes());
      default -> Optional.of(TaskRows.encode(task(live, row)));
    };
  }

  @Override
  public ExecutionState decode(Map<String, byte[]> rows) {
    Origin origin =
        origin(rows)
            .orElseThrow(() -> new IllegalStateException("an execution without its origin row"));
    byte[] stopRow = rows.get(STOP);
    Optional<Stop> stop = Optional.empty();
    if (stopRow != null) {
      RowReader in = new RowReader(stopRow);
      stop = Optional.of(new Stop(ExecutionStatus.valueOf(in.text()), in.text()));
    }
    List<TaskState> tasks = new ArrayList<>(pinned.plan().size());
    int open = 0;
    for (int task = 0; task < pinned.plan().size(); task++) {
      byte[] row = rows.get(TASK + pinned.plan().task(task).name());
      TaskState state =
          row == null
              ? new TaskState.Pending(pinned.plan().parents(task).length)
              : TaskRows.decode(row);
      tasks.add(state);
      open += state instanceof TaskState.Done ? 0 : 1;
    }
    return new Live(origin, stop, open, TreePVector.from(tasks));
  }

  @Override
  public Optional<Instant> due(ExecutionState state, String row) {
    if (!(state instanceof Live live)) {
      return Optional.empty();
    }
    return switch (row) {
      case ORIGIN -> dues.deadline(live);
      case STOP -> Optional.empty();
      default ->
          dues.of(
              pinned.plan().indexOf(row.substring(TASK.length())).orElseThrow(), task(live, row));
    };
  }

  /** The row on which the task's timer hangs, or the execution's own. */
  public static String rowOf(Optional<String> task) {
    return task.map(name -> TASK + name).orElse(ORIGIN);
  }

  /** The task whose timer hangs on this row; empty for the execution's own. */
  public static Optional<String> taskOf(String row) {
    return row.startsWith(TASK) ? Optional.of(row.substring(TASK.length())) : Optional.empty();
  }

  private TaskState task(Live live, String row) {
    return live.tasks().get(pinned.plan().indexOf(row.substring(TASK.length())).orElseThrow());
  }

  private static byte[] origin(Origin origin) {
    return new RowWriter(1)
        .text(origin.workflow().toString())
        .small(origin.version())
        .text(origin.digest().hex())
        .optional(origin.partition())
        .small(origin.run())
        .text(origin.trigger())
        .fields(origin.inputs())
        .time(origin.at())
        .toBytes();
  }

  /** What the execution was started with, from its rows; empty if they are of no execution. */
  public static Optional<Origin> origin(Map<String, byte[]> rows) {
    byte[] row = rows.get(ORIGIN);
    if (row == null) {
      return Optional.empty();
    }
    RowReader in = new RowReader(row);
    return Optional.of(
        new Origin(
            WorkflowId.parse(in.text()),
            in.small(),
            new Digest(in.text()),
            in.optional(),
            in.small(),
            in.text(),
            in.fields(),
            in.time()));
  }
}
