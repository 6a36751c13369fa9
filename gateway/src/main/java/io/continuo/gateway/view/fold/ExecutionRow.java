package io.continuo.gateway.view.fold;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What a batch learnt about one execution; null is what it did not learn, as in SQL. */
final class ExecutionRow {
  static final String UPSERT =
      """
      insert into execution (id, namespace, workflow, version, digest, partition_label, run, trigger_kind, trigger_key,
        trigger_origin, slot, status, status_rank, message, created_at, started_at, ended_at, inputs, outputs, change)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      on conflict (id) do update set
        trigger_key = coalesce(excluded.trigger_key, trigger_key),
        trigger_origin = coalesce(excluded.trigger_origin, trigger_origin),
        slot = coalesce(excluded.slot, slot),
        status = case when excluded.status_rank >= status_rank then excluded.status else status end,
        message = case when excluded.status_rank >= status_rank then coalesce(excluded.message, message)
          else message end,
        status_rank = case when excluded.status_rank >= status_rank then excluded.status_rank else status_rank end,
        started_at = coalesce(excluded.started_at, started_at),
        ended_at = coalesce(excluded.ended_at, ended_at),
        outputs = coalesce(excluded.outputs, outputs),
        change = excluded.change
      """;

  private final String id;
  @Nullable Origin origin;
  @Nullable String triggerKey;
  @Nullable String triggerOrigin;
  @Nullable String slot;
  Standing standing = Standing.QUEUED;
  @Nullable String message;
  @Nullable Long createdAt;
  @Nullable Long startedAt;
  @Nullable Long endedAt;
  @Nullable String outputs;

  ExecutionRow(String id) {
    this.id = id;
  }

  /** Takes the standing unless a later one is known. */
  void stand(Standing next, @Nullable String why) {
    if (next.rank() >= standing.rank()) {
      standing = next;
      message = why == null ? message : why;
    }
  }

  void bind(PreparedStatement statement, long change) throws SQLException {
    Origin from = origin;
    statement.setString(1, id);
    statement.setString(2, from == null ? null : from.workflow().namespace());
    statement.setString(3, from == null ? null : from.workflow().name());
    statement.setObject(4, from == null ? null : from.version());
    statement.setString(5, from == null ? null : from.digest());
    statement.setString(6, from == null ? null : from.partition().orElse(null));
    statement.setObject(7, from == null ? null : from.run());
    statement.setString(8, from == null ? null : from.trigger());
    statement.setString(9, triggerKey);
    statement.setString(10, triggerOrigin);
    statement.setString(11, slot);
    statement.setString(12, standing.text());
    statement.setInt(13, standing.rank());
    statement.setString(14, message);
    statement.setObject(15, createdAt);
    statement.setObject(16, startedAt);
    statement.setObject(17, endedAt);
    statement.setString(18, from == null ? null : from.inputs());
    statement.setString(19, outputs);
    statement.setLong(20, change);
  }
}
