package io.continuo.gateway.view.query;

import io.continuo.id.WorkflowId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;

/** Executions in the read model. */
public final class Executions {
  private static final String ALL = "select * from execution where namespace is not null";

  private final Jdbi jdbi;

  public Executions(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  public Optional<ExecutionSummary> byId(String id) {
    return one(ALL + " and id = :id", Map.of("id", id));
  }

  /** The execution that this key of this workflow made. */
  public Optional<ExecutionSummary> byKey(WorkflowId workflow, String key) {
    return one(
        ALL + " and namespace = :namespace and workflow = :workflow and trigger_key = :key limit 1",
        Map.of("namespace", workflow.namespace(), "workflow", workflow.name(), "key", key));
  }

  /** A page, newest first. */
  public Page<ExecutionSummary> list(ExecutionFilter filter, Optional<String> cursor, int limit) {
    StringBuilder sql = new StringBuilder(ALL);
    Map<String, Object> values = new HashMap<>();
    filter
        .conditions()
        .forEach(
            (condition, value) -> {
              sql.append(" and ").append(condition);
              values.put(condition.substring(condition.indexOf(':') + 1), value);
            });
    if (!filter.statuses().isEmpty()) {
      List<String> names =
          IntStream.range(0, filter.statuses().size()).mapToObj(i -> "status" + i).toList();
      sql.append(" and status in (:").append(String.join(", :", names)).append(")");
      IntStream.range(0, names.size())
          .forEach(i -> values.put(names.get(i), filter.statuses().get(i)));
    }
    cursor.ifPresent(
        text -> {
          List<String> parts = Cursor.parse(text, 2);
          sql.append(" and (created_at, id) < (:at, :after)");
          values.put("at", Cursor.number(parts.getFirst(), text));
          values.put("after", parts.getLast());
        });
    sql.append(" order by created_at desc, id desc limit ").append(limit + 1);
    List<ExecutionSummary> found = all(sql.toString(), values);
    return Page.of(
        found, limit, last -> Cursor.of(Long.toString(last.createdAt().toEpochMilli()), last.id()));
  }

  /** What changed after this number, in the order of change. */
  public List<ExecutionSummary> changedAfter(long change, Optional<String> namespace, int limit) {
    String within = namespace.isPresent() ? " and namespace = :namespace" : "";
    Map<String, Object> values = new HashMap<>(Map.of("change", change));
    namespace.ifPresent(value -> values.put("namespace", value));
    return all(ALL + " and change > :change" + within + " order by change limit " + limit, values);
  }

  /** The id of this copy of the read model, and so of the numbers in its streams. */
  public String installation() {
    return jdbi.withHandle(
        handle -> handle.createQuery("select id from installation").mapTo(String.class).one());
  }

  private Optional<ExecutionSummary> one(String sql, Map<String, ?> values) {
    return all(sql, values).stream().findFirst();
  }

  private List<ExecutionSummary> all(String sql, Map<String, ?> values) {
    return jdbi.withHandle(
        handle ->
            new ArrayList<>(
                handle
                    .createQuery(sql)
                    .bindMap(values)
                    .map((row, _) -> ExecutionSummary.read(row))
                    .list()));
  }
}
