package io.continuo.gateway.view.fold;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * Writes batches with statements prepared once, rows and offsets in one transaction. For one
 * thread.
 */
public final class BatchWriter {
  private static final String POSITION =
      """
      insert into position (topic, topic_partition, next_offset) values (?, ?, ?)
      on conflict (topic, topic_partition) do update set next_offset = excluded.next_offset
      """;

  private final Connection connection;
  private final PreparedStatement executions;
  private final PreparedStatement tasks;
  private final PreparedStatement attempts;
  private final PreparedStatement events;
  private final PreparedStatement positions;
  private final ExecutionNumbers numbers;
  private final Map<String, PreparedStatement> others = new HashMap<>();
  private long change;

  public BatchWriter(Connection connection) throws SQLException {
    this.connection = connection;
    this.executions = connection.prepareStatement(ExecutionRow.UPSERT);
    this.tasks = connection.prepareStatement(TaskRow.UPSERT);
    this.attempts = connection.prepareStatement(AttemptRow.UPSERT);
    this.events = connection.prepareStatement(EventRow.INSERT);
    this.positions = connection.prepareStatement(POSITION);
    this.numbers = new ExecutionNumbers(connection);
    this.change = lastChange(connection);
  }

  private static long lastChange(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        ResultSet max = statement.executeQuery("select coalesce(max(change), 0) from execution")) {
      return max.next() ? max.getLong(1) : 0;
    }
  }

  /** The number of the last change to an execution. */
  public long change() {
    return change;
  }

  /** Writes all of it or nothing. */
  public void write(Batch batch, Map<TopicPartition, Long> next) throws SQLException {
    long before = change;
    try {
      writeRows(batch);
      for (Map.Entry<TopicPartition, Long> position : next.entrySet()) {
        positions.setString(1, position.getKey().topic());
        positions.setInt(2, position.getKey().partition());
        positions.setLong(3, position.getValue());
        positions.executeUpdate();
      }
      connection.commit();
    } catch (SQLException e) {
      change = before;
      numbers.forget();
      connection.rollback();
      throw e;
    }
  }

  private void writeRows(Batch batch) throws SQLException {
    for (Statement other : batch.others) {
      other.run(prepared(other.sql()));
    }
    for (ExecutionRow row : batch.executions.values()) {
      row.bind(executions, ++change);
      executions.executeUpdate();
    }
    for (TaskRow row : batch.tasks.values()) {
      row.bind(tasks, numbers.of(row.execution()));
      tasks.executeUpdate();
    }
    for (AttemptRow row : batch.attempts.values()) {
      row.bind(attempts, numbers.of(row.execution()));
      attempts.executeUpdate();
    }
    for (Map.Entry<String, EventRow> row : batch.events.entrySet()) {
      row.getValue().bind(events, numbers.of(row.getKey()));
      events.executeUpdate();
    }
  }

  private PreparedStatement prepared(String sql) throws SQLException {
    PreparedStatement known = others.get(sql);
    if (known == null) {
      known = connection.prepareStatement(sql);
      others.put(sql, known);
    }
    return known;
  }
}
