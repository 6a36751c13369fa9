package io.continuo.gateway.view.query.time;

import io.continuo.gateway.view.query.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/**
 * The record of an expected slot.
 *
 * @param slot a partition, or a fire time
 * @param status waiting, queued, skipped or missed; that of the last run once it ran
 * @param reason why it is so
 * @param run the last one
 */
public record SlotSummary(
    String slot,
    Optional<String> partition,
    String status,
    Optional<String> reason,
    Optional<Instant> dueAt,
    Optional<Run> run,
    Instant updatedAt) {

  /**
   * A run of the slot.
   *
   * @param number 1 for the first one
   * @param origin what its trigger named as the reason
   */
  public record Run(
      String execution,
      String status,
      int number,
      Optional<String> kind,
      Optional<String> origin) {}

  static SlotSummary read(ResultSet row) throws SQLException {
    Optional<String> execution = Columns.text(row, "execution");
    return new SlotSummary(
        row.getString("slot"),
        Columns.text(row, "partition_label"),
        row.getString("shown"),
        Columns.text(row, "why").filter(text -> !text.isEmpty()),
        Columns.time(row, "due_at"),
        execution.isPresent() ? Optional.of(run(execution.get(), row)) : Optional.empty(),
        Instant.ofEpochMilli(
            Math.max(
                row.getLong("updated_at"),
                Math.max(row.getLong("started_at"), row.getLong("ended_at")))));
  }

  private static Run run(String execution, ResultSet row) throws SQLException {
    return new Run(
        execution,
        Columns.text(row, "execution_status").orElse("queued"),
        row.getInt("runs"),
        Columns.text(row, "trigger_kind"),
        Columns.text(row, "trigger_origin").filter(text -> !text.isEmpty()));
  }
}
