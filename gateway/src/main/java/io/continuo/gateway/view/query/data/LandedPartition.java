package io.continuo.gateway.view.query.data;

import io.continuo.gateway.view.query.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/**
 * A partition and its newest landing.
 *
 * @param label empty for a dataset without partitions
 * @param landings how often it has landed
 * @param id of the landing
 * @param execution that produced it
 */
public record LandedPartition(
    Optional<String> label,
    Instant landedAt,
    int landings,
    String id,
    String source,
    Optional<String> uri,
    Optional<String> execution) {

  static LandedPartition read(ResultSet row) throws SQLException {
    return new LandedPartition(
        Columns.text(row, "partition_label").filter(label -> !label.isEmpty()),
        Instant.ofEpochMilli(row.getLong("landed_at")),
        row.getInt("landings"),
        row.getString("landing"),
        row.getString("source"),
        Columns.text(row, "uri"),
        Columns.text(row, "execution"));
  }
}
