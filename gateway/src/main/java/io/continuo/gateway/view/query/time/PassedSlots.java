package io.continuo.gateway.view.query.time;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/**
 * Expected slots in a row that did not run.
 *
 * @param schedule its place among the workflow's schedules, from 0
 * @param status skipped or missed
 */
public record PassedSlots(
    int schedule, String first, String last, String status, String reason, Instant at) {

  static PassedSlots read(ResultSet row) throws SQLException {
    return new PassedSlots(
        row.getInt("schedule"),
        row.getString("first_slot"),
        row.getString("last_slot"),
        row.getString("status"),
        row.getString("reason"),
        Instant.ofEpochMilli(row.getLong("passed_at")));
  }
}
