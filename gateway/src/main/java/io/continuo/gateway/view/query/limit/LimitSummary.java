package io.continuo.gateway.view.query.limit;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * A limit as lists show it.
 *
 * @param permits to give out at once; 0 is closed
 * @param backfillShare most of them that backfills may hold together, from 0 to 1
 * @param used permits held now
 * @param waiting requests that wait
 */
public record LimitSummary(
    String name, int permits, double backfillShare, String description, long used, long waiting) {

  static LimitSummary read(ResultSet row) throws SQLException {
    return new LimitSummary(
        row.getString("name"),
        row.getInt("permits"),
        row.getDouble("backfill_share"),
        row.getString("description"),
        row.getLong("used"),
        row.getLong("waiting"));
  }

  /** Whether it was set to the same. */
  public boolean says(int otherPermits, double share, String text) {
    return permits == otherPermits && backfillShare == share && description.equals(text);
  }
}
