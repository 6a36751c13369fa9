package io.continuo.gateway.view.query.data;

import io.continuo.gateway.view.query.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A dataset as lists show it.
 *
 * @param producers workflows, as namespace/name; none when it comes from outside
 * @param partitions how many have landed
 * @param lastPartition the newest by label
 */
public record DatasetSummary(
    String name,
    List<String> producers,
    List<String> consumers,
    long partitions,
    Optional<String> lastPartition,
    Optional<Instant> lastLandedAt) {
  public DatasetSummary {
    producers = List.copyOf(producers);
    consumers = List.copyOf(consumers);
  }

  static DatasetSummary read(ResultSet row) throws SQLException {
    return new DatasetSummary(
        row.getString("name"),
        names(row, "producers"),
        names(row, "consumers"),
        row.getLong("partitions"),
        Columns.text(row, "last_partition"),
        Columns.time(row, "last_landed_at"));
  }

  private static List<String> names(ResultSet row, String column) throws SQLException {
    return Columns.text(row, column)
        .map(text -> List.of(text.split(",")).stream().sorted().toList())
        .orElse(List.of());
  }
}
