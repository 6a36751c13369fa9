package io.continuo.gateway.view.fold;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** One SQL statement with its values. */
record Statement(String sql, List<Object> values) {
  static Statement of(String sql, Object... values) {
    return new Statement(sql, List.of(values));
  }

  void run(Connection connection) throws SQLException {
    try (PreparedStatement prepared = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.size(); i++) {
        prepared.setObject(i + 1, values.get(i));
      }
      prepared.executeUpdate();
    }
  }
}
