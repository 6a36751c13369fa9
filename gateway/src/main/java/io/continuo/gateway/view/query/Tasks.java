package io.continuo.gateway.view.query;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Tasks of executions: those that have been scheduled from the rows, the others from the
 * definition.
 */
public final class Tasks {
  private static final String RANGE = "execution = :execution and %s >= :first and %s <= :last";

  private static final Set<String> OPEN = Set.of("waiting", "queued", "running");

  private final Jdbi jdbi;
  private final Definitions definitions;

  public Tasks(Jdbi jdbi, Definitions definitions) {
    this.jdbi = jdbi;
    this.definitions = definitions;
  }

  /** A page, by name. */
  public Page<TaskSummary> list(ExecutionSummary execution, Optional<String> cursor, int limit) {
    NavigableMap<String, Outline> outlines = definitions.outlines(execution.digest());
    String after = cursor.map(text -> Cursor.parse(text, 1).getFirst()).orElse("");
    List<String> names =
        outlines.tailMap(after, false).keySet().stream().limit(limit + 1L).toList();
    if (names.isEmpty()) {
      return new Page<>(List.of(), Optional.empty());
    }
    List<TaskSummary> found = between(execution, names, outlines);
    return Page.of(found, limit, last -> Cursor.of(last.name()));
  }

  /** One task, if the execution's definition has it. */
  public Optional<TaskSummary> byName(ExecutionSummary execution, String name) {
    NavigableMap<String, Outline> outlines = definitions.outlines(execution.digest());
    return outlines.containsKey(name)
        ? Optional.of(between(execution, List.of(name), outlines).getFirst())
        : Optional.empty();
  }

  /** How many tasks have each status. */
  public Map<String, Integer> counts(ExecutionSummary execution) {
    NavigableMap<String, Outline> outlines = definitions.outlines(execution.digest());
    Map<String, Integer> counts = new TreeMap<>();
    if (!outlines.isEmpty()) {
      between(execution, List.copyOf(outlines.keySet()), outlines)
          .forEach(task -> counts.merge(task.status(), 1, Integer::sum));
    }
    return counts;
  }

  /** Those that are not at their end, by name. */
  public List<TaskSummary> unfinished(ExecutionSummary execution) {
    NavigableMap<String, Outline> outlines = definitions.outlines(execution.digest());
    return outlines.isEmpty()
        ? List.of()
        : between(execution, List.copyOf(outlines.keySet()), outlines).stream()
            .filter(task -> OPEN.contains(task.status()))
            .toList();
  }

  private List<TaskSummary> between(
      ExecutionSummary execution, List<String> names, Map<String, Outline> outlines) {
    Map<String, Object> range =
        Map.of("execution", execution.number(), "first", names.getFirst(), "last", names.getLast());
    return jdbi.withHandle(
        handle -> {
          Map<String, List<TaskSummary.Attempt>> attempts = attempts(handle, range);
          Map<String, TaskEnd> ends = ends(handle, range);
          return names.stream()
              .map(
                  name ->
                      TaskSummary.of(
                          name,
                          outlines.getOrDefault(name, Outline.UNKNOWN),
                          attempts.getOrDefault(name, List.of()),
                          Optional.ofNullable(ends.get(name))))
              .toList();
        });
  }

  private static Map<String, TaskEnd> ends(Handle handle, Map<String, Object> range) {
    Map<String, TaskEnd> ends = new HashMap<>();
    handle
        .createQuery("select * from task where " + RANGE.formatted("name", "name"))
        .bindMap(range)
        .map(
            (row, _) ->
                Map.entry(
                    row.getString("name"),
                    new TaskEnd(
                        row.getString("status"),
                        Columns.text(row, "message"),
                        Columns.text(row, "outputs"))))
        .forEach(entry -> ends.put(entry.getKey(), entry.getValue()));
    return ends;
  }

  private static Map<String, List<TaskSummary.Attempt>> attempts(
      Handle handle, Map<String, Object> range) {
    Map<String, List<TaskSummary.Attempt>> attempts = new TreeMap<>();
    handle
        .createQuery(
            "select * from attempt where "
                + RANGE.formatted("task", "task")
                + " order by task, number, epoch")
        .bindMap(range)
        .map(
            (row, _) ->
                Map.entry(
                    row.getString("task"),
                    new TaskSummary.Attempt(
                        row.getInt("number"),
                        row.getInt("epoch"),
                        Columns.text(row, "runner"),
                        Columns.text(row, "outcome"),
                        Columns.text(row, "budget"),
                        Columns.time(row, "scheduled_at"),
                        Columns.time(row, "started_at"),
                        Columns.time(row, "ended_at"),
                        Columns.number(row, "exit_code"),
                        Columns.text(row, "message").filter(text -> !text.isEmpty()),
                        Columns.text(row, "inputs"),
                        Columns.text(row, "outputs"))))
        .forEach(
            entry ->
                attempts
                    .computeIfAbsent(entry.getKey(), _ -> new ArrayList<>())
                    .add(entry.getValue()));
    return attempts;
  }
}
