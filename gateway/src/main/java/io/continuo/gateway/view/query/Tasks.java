package io.continuo.gateway.view.query;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Tasks of executions: those that have been scheduled from the rows, the others from the
 * definition.
 */
public final class Tasks {
  private static final String RANGE = "execution_id = :id and %s >= :first and %s <= :last";

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
    List<TaskSummary> found = between(execution.id(), names, outlines);
    return Page.of(found, limit, last -> Cursor.of(last.name()));
  }

  /** One task, if the execution's definition has it. */
  public Optional<TaskSummary> byName(ExecutionSummary execution, String name) {
    NavigableMap<String, Outline> outlines = definitions.outlines(execution.digest());
    return outlines.containsKey(name)
        ? Optional.of(between(execution.id(), List.of(name), outlines).getFirst())
        : Optional.empty();
  }

  /** How many tasks have each status. */
  public Map<String, Integer> counts(ExecutionSummary execution) {
    Map<String, Integer> counts = new TreeMap<>();
    jdbi.useHandle(
        handle ->
            handle
                .createQuery(
                    "select coalesce(status, 'queued') as status, count(*) as tasks from task where execution_id = :id group by 1")
                .bind("id", execution.id())
                .map((row, _) -> Map.entry(row.getString("status"), row.getInt("tasks")))
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue())));
    int scheduled = counts.values().stream().mapToInt(Integer::intValue).sum();
    int others = definitions.outlines(execution.digest()).size() - scheduled;
    if (others > 0) {
      counts.merge("waiting", others, Integer::sum);
    }
    return counts;
  }

  private List<TaskSummary> between(String id, List<String> names, Map<String, Outline> outlines) {
    Map<String, String> range =
        Map.of("id", id, "first", names.getFirst(), "last", names.getLast());
    return jdbi.withHandle(
        handle -> {
          Map<String, List<TaskSummary.Attempt>> attempts = attempts(handle, range);
          Map<String, TaskSummary> rows = rows(handle, range, attempts, outlines);
          List<TaskSummary> tasks = new ArrayList<>();
          for (String name : names) {
            TaskSummary row = rows.get(name);
            tasks.add(row == null ? pending(name, outlines) : row);
          }
          return tasks;
        });
  }

  private static TaskSummary pending(String name, Map<String, Outline> outlines) {
    Outline outline = outlines.getOrDefault(name, Outline.UNKNOWN);
    return new TaskSummary(
        name,
        outline.type(),
        "waiting",
        outline.after(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  private static Map<String, TaskSummary> rows(
      Handle handle,
      Map<String, String> range,
      Map<String, List<TaskSummary.Attempt>> attempts,
      Map<String, Outline> outlines) {
    Map<String, TaskSummary> rows = new HashMap<>();
    handle
        .createQuery("select * from task where " + RANGE.formatted("name", "name"))
        .bindMap(range)
        .map(
            (row, _) -> {
              String name = row.getString("name");
              Outline outline = outlines.getOrDefault(name, Outline.UNKNOWN);
              return new TaskSummary(
                  name,
                  outline.type(),
                  Columns.text(row, "status").orElse("queued"),
                  outline.after(),
                  Columns.text(row, "message"),
                  Columns.text(row, "inputs"),
                  Columns.text(row, "outputs"),
                  attempts.getOrDefault(name, List.of()));
            })
        .forEach(task -> rows.put(task.name(), task));
    return rows;
  }

  private static Map<String, List<TaskSummary.Attempt>> attempts(
      Handle handle, Map<String, String> range) {
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
                        Columns.text(row, "message"))))
        .forEach(
            entry ->
                attempts
                    .computeIfAbsent(entry.getKey(), _ -> new ArrayList<>())
                    .add(entry.getValue()));
    return attempts;
  }
}
