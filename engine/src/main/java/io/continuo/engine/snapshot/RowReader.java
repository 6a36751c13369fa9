package io.continuo.engine.snapshot;

import io.continuo.value.Value;
import io.continuo.wire.ValueJson;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/** Reads what {@link RowWriter} wrote, in the same order. */
final class RowReader {
  private final ByteBuffer bytes;
  private final int form;

  RowReader(byte[] row) {
    bytes = ByteBuffer.wrap(row);
    form = bytes.get();
  }

  int form() {
    return form;
  }

  IllegalStateException unknownForm() {
    return new IllegalStateException(
        "a row of form " + form + " is of a later version: do not downgrade the engine");
  }

  long number() {
    return bytes.getLong();
  }

  int small() {
    return bytes.getInt();
  }

  boolean flag() {
    return bytes.get() != 0;
  }

  Instant time() {
    return Instant.ofEpochMilli(bytes.getLong());
  }

  String text() {
    byte[] utf8 = new byte[bytes.getInt()];
    bytes.get(utf8);
    return new String(utf8, StandardCharsets.UTF_8);
  }

  Optional<String> optional() {
    return flag() ? Optional.of(text()) : Optional.empty();
  }

  Value.Fields fields() {
    return ValueJson.readFields(text());
  }
}
