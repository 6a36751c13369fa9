package io.continuo.gateway.view.query.time;

import io.continuo.gateway.view.query.Columns;
import io.continuo.id.WorkflowId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A backfill.
 *
 * @param status running, paused, stopping, stopped, succeeded or failed
 * @param from first slot that was asked for; empty when they were named one by one
 * @param steps one for each workflow, in their order
 */
public record BackfillSummary(
    String id,
    WorkflowId workflow,
    String status,
    String description,
    Optional<String> from,
    Optional<String> to,
    boolean reverse,
    int concurrency,
    boolean downstream,
    boolean skipSucceeded,
    Instant createdAt,
    Optional<Instant> endedAt,
    List<Step> steps) {
  public BackfillSummary {
    steps = List.copyOf(steps);
  }

  /** The slots of one workflow, counted. */
  public record Step(String workflow, Counts counts) {}

  /**
   * Slots by what became of them.
   *
   * @param failed those that were cancelled too
   */
  public record Counts(long total, long succeeded, long failed, long skipped, long running) {
    private static final Counts NONE = new Counts(0, 0, 0, 0, 0);

    /** Those that have not begun. */
    public long remaining() {
      return total - succeeded - failed - skipped - running;
    }

    Counts plus(Counts other) {
      return new Counts(
          total + other.total,
          succeeded + other.succeeded,
          failed + other.failed,
          skipped + other.skipped,
          running + other.running);
    }
  }

  /** Over all steps. */
  public Counts counts() {
    return steps.stream().map(Step::counts).reduce(Counts.NONE, Counts::plus);
  }

  /** Whether nothing follows. */
  public boolean hasEnded() {
    return endedAt.isPresent();
  }

  static BackfillSummary read(ResultSet row) throws SQLException {
    return new BackfillSummary(
        row.getString("id"),
        new WorkflowId(row.getString("namespace"), row.getString("workflow")),
        row.getString("status"),
        row.getString("description"),
        Columns.text(row, "from_slot"),
        Columns.text(row, "to_slot"),
        row.getInt("reverse") != 0,
        row.getInt("concurrency"),
        row.getInt("downstream") != 0,
        row.getInt("skip_succeeded") != 0,
        Instant.ofEpochMilli(row.getLong("created_at")),
        Columns.time(row, "ended_at"),
        List.of());
  }

  static Step step(ResultSet row) throws SQLException {
    return new Step(
        row.getString("workflow"),
        new Counts(
            row.getLong("total"),
            row.getLong("succeeded"),
            row.getLong("failed"),
            row.getLong("skipped"),
            row.getLong("running")));
  }

  BackfillSummary with(List<Step> found) {
    return new BackfillSummary(
        id,
        workflow,
        status,
        description,
        from,
        to,
        reverse,
        concurrency,
        downstream,
        skipSucceeded,
        createdAt,
        endedAt,
        found);
  }
}
