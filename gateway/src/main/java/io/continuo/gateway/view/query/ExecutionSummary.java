package io.continuo.gateway.view.query;

import io.continuo.id.WorkflowId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/**
 * An execution as lists show it.
 *
 * @param number by which its rows go, in this read model only
 * @param inputs JSON object
 * @param outputs JSON object, once it has succeeded
 * @param triggerOrigin a landing, an upstream execution, a backfill, a record
 * @param slot the expected slot that it runs
 * @param message why it stands as it does
 * @param change number of its last change
 */
public record ExecutionSummary(
    long number,
    String id,
    WorkflowId workflow,
    int version,
    String digest,
    Optional<String> partition,
    int run,
    String triggerKind,
    Optional<String> triggerKey,
    Optional<String> triggerOrigin,
    Optional<String> slot,
    String status,
    Optional<String> message,
    Instant createdAt,
    Optional<Instant> startedAt,
    Optional<Instant> endedAt,
    String inputs,
    Optional<String> outputs,
    long change) {

  static ExecutionSummary read(ResultSet row) throws SQLException {
    return new ExecutionSummary(
        row.getLong("number"),
        row.getString("id"),
        new WorkflowId(row.getString("namespace"), row.getString("workflow")),
        row.getInt("version"),
        row.getString("digest"),
        Columns.text(row, "partition_label"),
        row.getInt("run"),
        row.getString("trigger_kind"),
        Columns.text(row, "trigger_key"),
        Columns.text(row, "trigger_origin").filter(text -> !text.isEmpty()),
        Columns.text(row, "slot"),
        row.getString("status"),
        Columns.text(row, "message"),
        Instant.ofEpochMilli(row.getLong("created_at")),
        Columns.time(row, "started_at"),
        Columns.time(row, "ended_at"),
        row.getString("inputs"),
        Columns.text(row, "outputs"),
        row.getLong("change"));
  }

  /** Whether nothing follows. */
  public boolean hasEnded() {
    return endedAt.isPresent();
  }
}
