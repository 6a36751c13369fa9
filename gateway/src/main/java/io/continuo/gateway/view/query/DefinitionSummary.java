package io.continuo.gateway.view.query;

import io.continuo.id.WorkflowId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/**
 * A version of a workflow or of a registered task.
 *
 * @param pauses what keeps its triggers from starting anything
 * @param canonical its canonical JSON; empty in lists
 */
public record DefinitionSummary(
    WorkflowId id,
    int version,
    String digest,
    Pauses pauses,
    Instant registeredAt,
    Optional<String> canonical) {

  static DefinitionSummary read(ResultSet row) throws SQLException {
    return new DefinitionSummary(
        new WorkflowId(row.getString("namespace"), row.getString("name")),
        row.getInt("version"),
        row.getString("digest"),
        new Pauses(row.getInt("paused")),
        Instant.ofEpochMilli(row.getLong("registered_at")),
        Columns.text(row, "canonical"));
  }
}
