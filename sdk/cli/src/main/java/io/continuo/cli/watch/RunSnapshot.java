package io.continuo.cli.watch;

import io.continuo.sdk.model.Execution;
import io.continuo.sdk.model.TaskView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A run as it was when it was read.
 *
 * @param tasks all of them, or none when there are too many to show one by one
 */
public record RunSnapshot(Execution execution, List<TaskView> tasks) {
  /** The order of a life, which is how counters are listed. */
  private static final List<String> ORDER =
      List.of(
          "waiting",
          "queued",
          "running",
          "retrying",
          "succeeded",
          "skipped",
          "cancelled",
          "failed");

  public RunSnapshot {
    tasks = List.copyOf(tasks);
  }

  boolean isFinished() {
    return execution.status().isFinished();
  }

  /** Number of tasks by status, in the order of a life. */
  Map<String, Long> counts() {
    Map<String, Long> unordered = new LinkedHashMap<>(execution.taskCounts());
    if (!tasks.isEmpty()) {
      unordered.clear();
      tasks.forEach(task -> unordered.merge(task.status().word(), 1L, Long::sum));
    }
    Map<String, Long> ordered = new LinkedHashMap<>();
    for (String word : ORDER) {
      Long count = unordered.remove(word);
      if (count != null && count > 0) {
        ordered.put(word, count);
      }
    }
    ordered.putAll(unordered);
    return ordered;
  }
}
