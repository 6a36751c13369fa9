package io.continuo.gateway.view.query.time;

import io.continuo.gateway.view.query.Cursor;
import io.continuo.gateway.view.query.Page;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Backfills in the read model. */
public final class Backfills {
  private final Jdbi jdbi;

  public Backfills(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  public Optional<BackfillSummary> byId(String id) {
    return query("select * from backfill where id = :id", Map.of("id", id)).stream().findFirst();
  }

  /** A page, newest first. */
  public Page<BackfillSummary> list(BackfillFilter filter, Optional<String> cursor, int limit) {
    StringBuilder sql = new StringBuilder("select * from backfill where 1 = 1");
    Map<String, Object> values = new HashMap<>(filter.conditions());
    values.keySet().forEach(name -> sql.append(" and " + name + " = :" + name));
    cursor.ifPresent(
        text -> {
          List<String> parts = Cursor.parse(text, 2);
          sql.append(" and (created_at, id) < (:at, :after)");
          values.put("at", Cursor.number(parts.getFirst(), text));
          values.put("after", parts.getLast());
        });
    sql.append(" order by created_at desc, id desc limit " + (limit + 1));
    return Page.of(
        query(sql.toString(), values),
        limit,
        last -> Cursor.of(Long.toString(last.createdAt().toEpochMilli()), last.id()));
  }

  /** A page of the slots that began or were decided, by workflow and slot. */
  public Page<BackfillSlot> slots(String id, Optional<String> cursor, int limit) {
    List<String> after = cursor.map(text -> Cursor.parse(text, 2)).orElse(List.of("", ""));
    List<BackfillSlot> found =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery(
                        """
                        select * from backfill_slot where backfill = :id and (workflow, slot) > (:workflow, :slot)
                        order by workflow, slot limit :limit
                        """)
                    .bind("id", id)
                    .bind("workflow", after.getFirst())
                    .bind("slot", after.getLast())
                    .bind("limit", limit + 1)
                    .map((row, _) -> BackfillSlot.read(row))
                    .list());
    return Page.of(found, limit, last -> Cursor.of(last.workflow(), last.slot()));
  }

  private List<BackfillSummary> query(String sql, Map<String, ?> values) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(sql)
                .bindMap(values)
                .map((row, _) -> BackfillSummary.read(row))
                .list()
                .stream()
                .map(
                    backfill ->
                        backfill.with(
                            handle
                                .createQuery(
                                    "select * from backfill_step where backfill = :id order by step")
                                .bind("id", backfill.id())
                                .map((row, _) -> BackfillSummary.step(row))
                                .list()))
                .toList());
  }
}
