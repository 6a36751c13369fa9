package io.continuo.gateway.view.fold;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rows that a poll's worth of events changes. An attempt that was scheduled, started and ended
 * within one batch is one row written once: that is where the speed comes from.
 */
public final class Batch {
  record TaskKey(String execution, String task) {}

  final Map<String, ExecutionRow> executions = new LinkedHashMap<>();
  final Map<TaskKey, TaskRow> tasks = new LinkedHashMap<>();
  final Map<AttemptKey, AttemptRow> attempts = new LinkedHashMap<>();
  final Map<String, EventRow> events = new LinkedHashMap<>();

  /** Rare changes, each with a statement of its own. */
  final List<Statement> others = new ArrayList<>();

  ExecutionRow execution(String id) {
    return executions.computeIfAbsent(id, ExecutionRow::new);
  }

  void end(TaskRow task) {
    tasks.put(new TaskKey(task.execution(), task.name()), task);
  }

  void event(String execution, long sequence, byte[] bytes) {
    events.computeIfAbsent(execution, _ -> new EventRow()).add(sequence, bytes);
  }

  AttemptRow attempt(AttemptKey key) {
    return attempts.computeIfAbsent(key, AttemptRow::new);
  }
}
