package io.continuo.engine.domain.execution;

import io.continuo.event.ExecutionStatus;
import io.continuo.id.Digest;
import io.continuo.id.WorkflowId;
import io.continuo.value.Value;
import java.time.Instant;
import java.util.Optional;
import org.pcollections.PVector;

/** An execution as its events leave it. */
public sealed interface ExecutionState {

  /** Not started yet, or ended: history lives in the events. */
  record Absent() implements ExecutionState {}

  /**
   * Under way.
   *
   * @param open tasks that are not at their end
   * @param tasks by their index in the plan
   */
  record Live(Origin origin, Optional<Stop> stop, int open, PVector<TaskState> tasks)
      implements ExecutionState {
    Live with(int task, TaskState state) {
      return new Live(origin, stop, open, tasks.with(task, state));
    }

    Live withEnded(int task, TaskState state) {
      return new Live(origin, stop, open - 1, tasks.with(task, state));
    }
  }

  /** What the execution was started with. */
  record Origin(
      WorkflowId workflow,
      int version,
      Digest digest,
      Optional<String> partition,
      int run,
      String trigger,
      Value.Fields inputs,
      Instant at) {}

  /** Nothing new starts; the execution will end so. */
  record Stop(ExecutionStatus status, String message) {}

  ExecutionState ABSENT = new Absent();
}
