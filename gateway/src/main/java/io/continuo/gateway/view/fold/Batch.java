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
  final Map<AttemptRow.Key, AttemptRow> attempts = new LinkedHashMap<>();
  final Map<String, EventRow> events = new LinkedHashMap<>();

  /** Changes that are not per task event, in their order. */
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

  /** A change with a statement of its own; values as {@link Statement} takes them. */
  void also(String sql, Object... values) {
    others.add(new Statement(sql, List.of(values)));
  }

  AttemptRow attempt(AttemptRow.Key key) {
    return attempts.computeIfAbsent(key, AttemptRow::new);
  }
}
