package io.continuo.gateway.view.fold;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The number by which the rows of an execution go; those of recent executions are remembered. */
final class ExecutionNumbers {
  private static final int REMEMBERED = 50_000;

  private final PreparedStatement find;
  private final PreparedStatement create;
  private final Map<String, Long> recent =
      new LinkedHashMap<>(1024, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > REMEMBERED;
        }
      };

  ExecutionNumbers(Connection connection) throws SQLException {
    this.find = connection.prepareStatement("select number from execution where id = ?");
    this.create =
        connection.prepareStatement(
            "insert into execution (id, status, status_rank, change) values (?, 'queued', 0, 0)");
  }

  /** The number of an execution; one whose start was never seen gets a bare row. */
  long of(String id) throws SQLException {
    Long known = recent.get(id);
    if (known != null) {
      return known;
    }
    long number = find(id);
    if (number < 0) {
      create.setString(1, id);
      create.executeUpdate();
      number = find(id);
    }
    recent.put(id, number);
    return number;
  }

  /** After a transaction was undone, its numbers are no more. */
  void forget() {
    recent.clear();
  }

  private long find(String id) throws SQLException {
    find.setString(1, id);
    try (ResultSet row = find.executeQuery()) {
      return row.next() ? row.getLong(1) : -1;
    }
  }
}
