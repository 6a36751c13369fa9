package io.continuo.gateway.view.query.time;

import io.continuo.gateway.view.query.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/**
 * A landing that concerned a slot.
 *
 * @param partition empty for a dataset without partitions
 * @param id of the landing; empty when it had landed before the slot began to wait
 * @param ignored why it did not count; empty when it did
 */
public record SlotLanding(
    String dataset,
    Optional<String> partition,
    Optional<String> id,
    Optional<String> ignored,
    Instant at) {

  static SlotLanding read(ResultSet row) throws SQLException {
    return new SlotLanding(
        row.getString("dataset"),
        Columns.text(row, "partition_label").filter(text -> !text.isEmpty()),
        Columns.text(row, "landing").filter(text -> !text.isEmpty()),
        Columns.text(row, "ignored"),
        Instant.ofEpochMilli(row.getLong("heard_at")));
  }
}
