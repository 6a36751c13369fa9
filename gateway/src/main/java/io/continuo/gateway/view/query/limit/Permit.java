package io.continuo.gateway.view.query.limit;

import io.continuo.definition.policy.Priority;
import io.continuo.dispatch.Lane;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;

/**
 * Permits that an attempt holds or waits for.
 *
 * @param since it holds them, or waits
 * @param turn rises in the order in which they came
 */
public record Permit(
    String execution,
    String task,
    int attempt,
    String namespace,
    int weight,
    Priority priority,
    Lane lane,
    Instant since,
    long turn) {

  static Permit read(ResultSet row) throws SQLException {
    return new Permit(
        row.getString("execution"),
        row.getString("task"),
        row.getInt("attempt"),
        row.getString("namespace"),
        row.getInt("weight"),
        Priority.valueOf(row.getString("priority").toUpperCase(Locale.ROOT)),
        Lane.valueOf(row.getString("lane").toUpperCase(Locale.ROOT)),
        Instant.ofEpochMilli(row.getLong("since")),
        row.getLong("turn"));
  }
}
