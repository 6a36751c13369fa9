package io.continuo.gateway.view.query.limit;

import io.continuo.dispatch.Turn;
import io.continuo.gateway.view.query.Cursor;
import io.continuo.gateway.view.query.Page;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Limits in the read model. */
public final class Limits {
  private static final String ALL =
      """
      select l.*,
        (select coalesce(sum(p.weight), 0) from permit p where p.limit_name = l.name and p.state = 'held') as used,
        (select count(*) from permit p where p.limit_name = l.name and p.state = 'queued') as waiting
      from permit_limit l
      """;

  private final Jdbi jdbi;

  public Limits(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  public Optional<LimitSummary> byName(String name) {
    return query(ALL + " where l.name = :name", Map.of("name", name)).stream().findFirst();
  }

  /** A page, by name. */
  public Page<LimitSummary> list(Optional<String> cursor, int limit) {
    String after = cursor.map(text -> Cursor.parse(text, 1).getFirst()).orElse("");
    List<LimitSummary> found =
        query(
            ALL + " where l.name > :after order by l.name limit " + (limit + 1),
            Map.of("after", after));
    return Page.of(found, limit, last -> Cursor.of(last.name()));
  }

  /** The first of those who hold permits, longest first. */
  public List<Permit> holders(String name, int limit) {
    return permits(
        "select * from permit where limit_name = :name and state = 'held' order by since, turn limit "
            + limit,
        name);
  }

  /** The first of those who wait, in the order in which the limit would serve them now. */
  public List<Permit> queue(String name, Instant now, int limit) {
    Map<String, Long> held = heldByNamespace(name);
    return permits("select * from permit where limit_name = :name and state = 'queued'", name)
        .stream()
        .sorted(Comparator.comparing(permit -> turn(permit, held, now)))
        .limit(limit)
        .toList();
  }

  private static Turn turn(Permit permit, Map<String, Long> held, Instant now) {
    return new Turn(
        Turn.level(permit.priority(), permit.since(), now),
        permit.lane(),
        held.getOrDefault(permit.namespace(), 0L),
        permit.turn());
  }

  private Map<String, Long> heldByNamespace(String name) {
    Map<String, Long> held = new HashMap<>();
    jdbi.useHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select namespace, sum(weight) as weight from permit
                    where limit_name = :name and state = 'held' group by namespace
                    """)
                .bind("name", name)
                .map((row, _) -> Map.entry(row.getString("namespace"), row.getLong("weight")))
                .forEach(entry -> held.put(entry.getKey(), entry.getValue())));
    return held;
  }

  private List<Permit> permits(String sql, String name) {
    return jdbi.withHandle(
        handle ->
            handle.createQuery(sql).bind("name", name).map((row, _) -> Permit.read(row)).list());
  }

  private List<LimitSummary> query(String sql, Map<String, ?> values) {
    return jdbi.withHandle(
        handle ->
            handle.createQuery(sql).bindMap(values).map((row, _) -> LimitSummary.read(row)).list());
  }
}
