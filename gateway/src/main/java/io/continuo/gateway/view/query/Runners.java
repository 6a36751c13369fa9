package io.continuo.gateway.view.query;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Task runners in the read model. */
public final class Runners {
  /**
   * A runner.
   *
   * @param queues JSON array of names
   * @param status live, draining, left or lost
   * @param types JSON array of objects with {@code name} and {@code schema}
   * @param labels JSON object
   * @param images JSON array of those that its host has ready
   */
  public record Runner(
      String name,
      long incarnation,
      String version,
      String queues,
      int slots,
      int running,
      String status,
      Instant joinedAt,
      Instant seenAt,
      String types,
      String labels,
      String images) {
    static Runner read(ResultSet row) throws SQLException {
      return new Runner(
          row.getString("name"),
          row.getLong("incarnation"),
          row.getString("version"),
          row.getString("queues"),
          row.getInt("slots"),
          row.getInt("running"),
          row.getString("status"),
          Instant.ofEpochMilli(row.getLong("joined_at")),
          Instant.ofEpochMilli(row.getLong("seen_at")),
          row.getString("types"),
          row.getString("labels"),
          row.getString("images"));
    }
  }

  private final Jdbi jdbi;

  public Runners(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** A page, by name. */
  public Page<Runner> list(Optional<String> cursor, int limit) {
    String after = cursor.map(text -> Cursor.parse(text, 1).getFirst()).orElse("");
    List<Runner> found =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery(
                        "select * from runner where name > :after order by name limit :limit")
                    .bind("after", after)
                    .bind("limit", limit + 1)
                    .map((row, _) -> Runner.read(row))
                    .list());
    return Page.of(found, limit, last -> Cursor.of(last.name()));
  }

  /** Those that are there, by name. */
  public List<Runner> present() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select * from runner where status in ('live', 'draining') order by name")
                .map((row, _) -> Runner.read(row))
                .list());
  }

  public Optional<Runner> byName(String name) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select * from runner where name = :name")
                .bind("name", name)
                .map((row, _) -> Runner.read(row))
                .findFirst());
  }

  /**
   * The JSON schema that came with a task type, empty text if it came without; nothing if no runner
   * ever announced the type. Of several runners the one counts that is there and joined last.
   */
  public Optional<String> schemaOf(String type) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select coalesce(json_extract(announced.value, '$.schema'), '')
                    from runner, json_each(runner.types) announced
                    where json_extract(announced.value, '$.name') = :type
                    order by runner.status in ('live', 'draining') desc, runner.joined_at desc
                    limit 1
                    """)
                .bind("type", type)
                .mapTo(String.class)
                .findFirst());
  }
}
