package io.continuo.gateway.view.query.time;

import io.continuo.gateway.view.query.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * A slot of a backfill that began or was decided.
 *
 * @param workflow as namespace/name
 * @param status running, succeeded, failed, cancelled or skipped
 */
public record BackfillSlot(
    String workflow,
    String slot,
    String status,
    Optional<String> reason,
    Optional<String> execution) {

  static BackfillSlot read(ResultSet row) throws SQLException {
    return new BackfillSlot(
        row.getString("workflow"),
        row.getString("slot"),
        row.getString("status"),
        Columns.text(row, "reason").filter(text -> !text.isEmpty()),
        Columns.text(row, "execution"));
  }
}
