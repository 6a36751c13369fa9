package io.continuo.gateway.view.query;

import io.continuo.definition.TaskDefinition;
import io.continuo.definition.WorkflowDefinition;
import io.continuo.definition.plan.TaskGraph;
import io.continuo.id.WorkflowId;
import io.continuo.wire.DefinitionText;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Jdbi;

/** Workflows and registered tasks in the read model. */
public final class Definitions {
  /** Which family of definitions. */
  public enum Kind {
    WORKFLOW("workflow"),
    TASK("task");

    private final String text;

    Kind(String text) {
      this.text = text;
    }
  }

  private static final int CACHED = 32;
  private static final String FULL =
      """
      select d.namespace, d.name, d.version, d.digest, w.paused, d.registered_at, d.canonical
      from definition d join workflow w on w.namespace = d.namespace and w.name = d.name
      where d.kind = :kind and d.namespace = :namespace and d.name = :name
      """;
  private static final String LISTED =
      """
      select d.namespace, d.name, d.version, d.digest, w.paused, d.registered_at, null as canonical
      from workflow w join definition d on d.namespace = w.namespace and d.name = w.name and d.version = w.version
      where w.kind = :kind
      """;

  private final Jdbi jdbi;
  private final Map<String, NavigableMap<String, Outline>> outlines =
      Collections.synchronizedMap(
          new LinkedHashMap<>(CACHED, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(
                Map.Entry<String, NavigableMap<String, Outline>> eldest) {
              return size() > CACHED;
            }
          });

  public Definitions(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  public Optional<DefinitionSummary> newest(Kind kind, WorkflowId id) {
    return versions(FULL + " and d.version = w.version", kind, id, Map.of()).stream().findFirst();
  }

  public Optional<DefinitionSummary> version(Kind kind, WorkflowId id, int version) {
    return versions(FULL + " and d.version = :version", kind, id, Map.of("version", version))
        .stream()
        .findFirst();
  }

  /** A page of versions, newest first, without their texts. */
  public Page<DefinitionSummary> versions(
      Kind kind, WorkflowId id, Optional<String> cursor, int limit) {
    String before =
        cursor
            .map(text -> Cursor.parse(text, 1).getFirst())
            .orElse(Integer.toString(Integer.MAX_VALUE));
    String sql =
        FULL.replace("d.canonical", "null as canonical")
            + " and d.version < cast(:before as integer) order by d.version desc limit "
            + (limit + 1);
    List<DefinitionSummary> found = versions(sql, kind, id, Map.of("before", before));
    return Page.of(found, limit, last -> Cursor.of(Integer.toString(last.version())));
  }

  /** A page of newest versions, by name. */
  public Page<DefinitionSummary> list(DefinitionFilter filter, Optional<String> cursor, int limit) {
    StringBuilder sql = new StringBuilder(LISTED);
    Map<String, Object> values = new HashMap<>(Map.of("kind", filter.kind().text));
    filter
        .namespace()
        .ifPresent(
            value -> {
              sql.append(" and w.namespace = :namespace");
              values.put("namespace", value);
            });
    filter
        .name()
        .ifPresent(
            value -> {
              sql.append(" and w.name = :name");
              values.put("name", value);
            });
    cursor.ifPresent(
        text -> {
          List<String> parts = Cursor.parse(text, 2);
          sql.append(" and (w.namespace, w.name) > (:ns, :after)");
          values.put("ns", parts.getFirst());
          values.put("after", parts.getLast());
        });
    sql.append(" order by w.namespace, w.name limit ").append(limit + 1);
    return Page.of(
        query(sql.toString(), values),
        limit,
        last -> Cursor.of(last.id().namespace(), last.id().name()));
  }

  /** The tasks by name, of the workflow version with this digest; empty when it is not known. */
  public NavigableMap<String, Outline> outlines(String digest) {
    NavigableMap<String, Outline> cached = outlines.get(digest);
    if (cached != null) {
      return cached;
    }
    Optional<String> canonical =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery("select canonical from definition where digest = :digest limit 1")
                    .bind("digest", digest)
                    .mapTo(String.class)
                    .findFirst());
    NavigableMap<String, Outline> read =
        canonical.map(Definitions::outline).orElseGet(TreeMap::new);
    if (canonical.isPresent()) {
      outlines.put(digest, read);
    }
    return read;
  }

  private static NavigableMap<String, Outline> outline(String canonical) {
    WorkflowDefinition definition = DefinitionText.read(canonical);
    NavigableMap<String, Outline> found = new TreeMap<>();
    definition.tasks().values().forEach(task -> found.put(task.name(), outline(task)));
    definition.finallyTask().ifPresent(task -> found.put(task.name(), outline(task)));
    return found;
  }

  private static Outline outline(TaskDefinition task) {
    return new Outline(
        Optional.of(task.type()),
        Optional.of(task.queue()),
        TaskGraph.parentsOf(task).stream().sorted().toList());
  }

  private List<DefinitionSummary> versions(
      String sql, Kind kind, WorkflowId id, Map<String, Object> more) {
    Map<String, Object> values = new HashMap<>(more);
    values.put("kind", kind.text);
    values.put("namespace", id.namespace());
    values.put("name", id.name());
    return query(sql, values);
  }

  private List<DefinitionSummary> query(String sql, Map<String, Object> values) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(sql)
                .bindMap(values)
                .map((row, _) -> DefinitionSummary.read(row))
                .list());
  }
}
