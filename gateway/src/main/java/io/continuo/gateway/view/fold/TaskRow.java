package io.continuo.gateway.view.fold;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What a batch learnt about one task; null is what it did not learn. */
final class TaskRow {
  static final String UPSERT =
      """
      insert into task (execution_id, name, status, message, inputs, outputs) values (?, ?, ?, ?, ?, ?)
      on conflict (execution_id, name) do update set
        status = coalesce(excluded.status, status),
        message = coalesce(excluded.message, message),
        inputs = coalesce(excluded.inputs, inputs),
        outputs = coalesce(excluded.outputs, outputs)
      """;

  private final String execution;
  private final String name;
  @Nullable String status;
  @Nullable String message;
  @Nullable String inputs;
  @Nullable String outputs;

  TaskRow(String execution, String name) {
    this.execution = execution;
    this.name = name;
  }

  void bind(PreparedStatement statement) throws SQLException {
    statement.setString(1, execution);
    statement.setString(2, name);
    statement.setString(3, status);
    statement.setString(4, message);
    statement.setString(5, inputs);
    statement.setString(6, outputs);
  }
}
