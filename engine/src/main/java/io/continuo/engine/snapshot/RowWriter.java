package io.continuo.engine.snapshot;

import io.continuo.value.Value;
import io.continuo.wire.ValueJson;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/**
 * Writes one row. The first byte is its form, so that a later version can read what an earlier one
 * wrote.
 */
final class RowWriter {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(64);

  RowWriter(int form) {
    bytes.write(form);
  }

  RowWriter number(long value) {
    bytes.writeBytes(ByteBuffer.allocate(8).putLong(value).array());
    return this;
  }

  RowWriter small(int value) {
    bytes.writeBytes(ByteBuffer.allocate(4).putInt(value).array());
    return this;
  }

  RowWriter flag(boolean value) {
    bytes.write(value ? 1 : 0);
    return this;
  }

  RowWriter time(Instant value) {
    return number(value.toEpochMilli());
  }

  RowWriter text(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    small(utf8.length);
    bytes.writeBytes(utf8);
    return this;
  }

  RowWriter optional(Optional<String> value) {
    flag(value.isPresent());
    value.ifPresent(this::text);
    return this;
  }

  RowWriter fields(Value.Fields value) {
    return text(ValueJson.write(value));
  }

  byte[] toBytes() {
    return bytes.toByteArray();
  }
}
