package io.continuo.cli.watch;

import io.continuo.sdk.Executions;
import io.continuo.sdk.model.Execution;
import io.continuo.sdk.model.TaskView;
import java.util.List;

/** Reads a run with its tasks, unless there are too many to show. */
record RunReader(Executions executions, String id) {
  private static final int TASKS_SHOWN = 60;

  RunSnapshot read() {
    Execution execution = executions.get(id);
    return new RunSnapshot(execution, tasks(execution));
  }

  private List<TaskView> tasks(Execution execution) {
    long known = execution.taskCounts().values().stream().mapToLong(Long::longValue).sum();
    if (known > TASKS_SHOWN) {
      return List.of();
    }
    List<TaskView> tasks = executions.tasks(id).limit(TASKS_SHOWN + 1L).toList();
    return tasks.size() > TASKS_SHOWN ? List.of() : tasks;
  }
}
