package io.continuo.gateway.view.query;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** The recorded history of executions. */
public final class Events {
  /** An event's place in the life of its execution, and the record as it stands on the topic. */
  @SuppressWarnings("ArrayRecordComponent")
  public record Raw(long sequence, byte[] bytes) {}

  private final Jdbi jdbi;

  public Events(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** A page, oldest first. */
  public Page<Raw> list(String execution, Optional<String> cursor, int limit) {
    long after = cursor.map(text -> sequence(Cursor.parse(text, 1).getFirst(), text)).orElse(0L);
    return Page.of(
        after(execution, after, limit + 1),
        limit,
        last -> Cursor.of(Long.toString(last.sequence())));
  }

  /** What follows a sequence number. */
  public List<Raw> after(String execution, long sequence, int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select sequence, record from event where execution_id = :id and sequence > :after
                    order by sequence limit :limit
                    """)
                .bind("id", execution)
                .bind("after", sequence)
                .bind("limit", limit)
                .map((row, _) -> new Raw(row.getLong("sequence"), row.getBytes("record")))
                .list());
  }

  private static long sequence(String text, String cursor) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new InvalidCursorException(cursor);
    }
  }
}
