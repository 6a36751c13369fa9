package io.continuo.gateway.view.query;

import java.nio.ByteBuffer;
import java.util.ArrayList;
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
  public Page<Raw> list(ExecutionSummary execution, Optional<String> cursor, int limit) {
    long after =
        cursor.map(text -> Cursor.number(Cursor.parse(text, 1).getFirst(), text)).orElse(0L);
    return Page.of(
        after(execution, after, limit + 1),
        limit,
        last -> Cursor.of(Long.toString(last.sequence())));
  }

  /** What follows a sequence number. */
  public List<Raw> after(ExecutionSummary execution, long sequence, int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select records from event where execution = :execution and last > :after
                    order by first limit :limit
                    """)
                .bind("execution", execution.number())
                .bind("after", sequence)
                .bind("limit", limit)
                .map((row, _) -> split(row.getBytes("records")))
                .stream()
                .flatMap(List::stream)
                .filter(raw -> raw.sequence() > sequence)
                .limit(limit)
                .toList());
  }

  /** Records one after another: sequence number, length, bytes. */
  private static List<Raw> split(byte[] records) {
    List<Raw> found = new ArrayList<>();
    ByteBuffer in = ByteBuffer.wrap(records);
    while (in.hasRemaining()) {
      long sequence = in.getLong();
      byte[] bytes = new byte[in.getInt()];
      in.get(bytes);
      found.add(new Raw(sequence, bytes));
    }
    return found;
  }
}
