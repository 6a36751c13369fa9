package io.continuo.gateway.view.fold;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What a batch learnt about one attempt; null is what it did not learn. */
final class AttemptRow {
  record Key(String execution, String task, int number, int epoch) {}

  static final String UPSERT =
      """
      insert into attempt (execution, task, number, epoch, runner, outcome, budget, scheduled_at, started_at,
        ended_at, exit_code, message, inputs, outputs)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      on conflict (execution, task, number, epoch) do update set
        runner = coalesce(excluded.runner, runner),
        outcome = coalesce(excluded.outcome, outcome),
        budget = coalesce(excluded.budget, budget),
        scheduled_at = coalesce(scheduled_at, excluded.scheduled_at),
        started_at = coalesce(started_at, excluded.started_at),
        ended_at = coalesce(excluded.ended_at, ended_at),
        exit_code = coalesce(excluded.exit_code, exit_code),
        message = coalesce(excluded.message, message),
        inputs = coalesce(inputs, excluded.inputs),
        outputs = coalesce(excluded.outputs, outputs)
      """;

  private final Key key;
  @Nullable String runner;
  @Nullable String outcome;
  @Nullable String budget;
  @Nullable Long scheduledAt;
  @Nullable Long startedAt;
  @Nullable Long endedAt;
  @Nullable Integer exitCode;
  @Nullable String message;
  @Nullable String inputs;
  @Nullable String outputs;

  AttemptRow(Key key) {
    this.key = key;
  }

  String execution() {
    return key.execution();
  }

  void bind(PreparedStatement statement, long execution) throws SQLException {
    statement.setLong(1, execution);
    statement.setString(2, key.task());
    statement.setInt(3, key.number());
    statement.setInt(4, key.epoch());
    statement.setString(5, runner);
    statement.setString(6, outcome);
    statement.setString(7, budget);
    statement.setObject(8, scheduledAt);
    statement.setObject(9, startedAt);
    statement.setObject(10, endedAt);
    statement.setObject(11, exitCode);
    statement.setString(12, message);
    statement.setString(13, inputs);
    statement.setString(14, outputs);
  }
}
