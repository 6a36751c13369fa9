package io.continuo.gateway.view.fold;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * How a task ended, where that is not how its last attempt ended.
 *
 * @param outputs JSON, of a task that goes on with its default
 */
record TaskRow(
    String execution, String name, String status, String message, @Nullable String outputs) {
  static final String UPSERT =
      """
      insert into task (execution, name, status, message, outputs) values (?, ?, ?, ?, ?)
      on conflict (execution, name) do update set
        status = excluded.status, message = excluded.message, outputs = excluded.outputs
      """;

  void bind(PreparedStatement statement, long number) throws SQLException {
    statement.setLong(1, number);
    statement.setString(2, name);
    statement.setString(3, status);
    statement.setString(4, message);
    statement.setString(5, outputs);
  }
}
