package io.continuo.gateway.view.fold;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** The records of one execution in a batch, one after another: sequence number, length, bytes. */
final class EventRow {
  static final String INSERT =
      "insert into event (execution, first, last, records) values (?, ?, ?, ?) on conflict do nothing";

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
  private final DataOutputStream out = new DataOutputStream(bytes);
  private long first;
  private long last;

  void add(long sequence, byte[] entry) {
    first = first == 0 ? sequence : first;
    last = sequence;
    try {
      out.writeLong(sequence);
      out.writeInt(entry.length);
      out.write(entry);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void bind(PreparedStatement statement, long execution) throws SQLException {
    statement.setLong(1, execution);
    statement.setLong(2, first);
    statement.setLong(3, last);
    statement.setBytes(4, bytes.toByteArray());
  }
}
