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
  /** A record of an execution's history, as it stands on the topic. */
  @SuppressWarnings("ArrayRecordComponent")
  record EventRow(String execution, long sequence, byte[] bytes) {}

  record TaskKey(String execution, String task) {}

  final Map<String, ExecutionRow> executions = new LinkedHashMap<>();
  final Map<TaskKey, TaskRow> tasks = new LinkedHashMap<>();
  final Map<AttemptKey, AttemptRow> attempts = new LinkedHashMap<>();
  final List<EventRow> events = new ArrayList<>();

  /** Rare changes, each with a statement of its own. */
  final List<Statement> others = new ArrayList<>();

  ExecutionRow execution(String id) {
    return executions.computeIfAbsent(id, ExecutionRow::new);
  }

  TaskRow task(String execution, String name) {
    return tasks.computeIfAbsent(
        new TaskKey(execution, name), key -> new TaskRow(key.execution(), key.task()));
  }

  AttemptRow attempt(AttemptKey key) {
    return attempts.computeIfAbsent(key, AttemptRow::new);
  }

  public boolean isEmpty() {
    return executions.isEmpty()
        && tasks.isEmpty()
        && attempts.isEmpty()
        && events.isEmpty()
        && others.isEmpty();
  }

  /** Whether a stream of executions has something to tell. */
  public boolean changesExecutions() {
    return !executions.isEmpty();
  }
}
