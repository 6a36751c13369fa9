package io.continuo.runner.secret;

import java.nio.ByteBuffer;

/**
 * Bytes of a log in a row.
 *
 * @param streams for each byte a number from 0 to 127, the same for those of one stream; less by
 *     {@value #HIDDEN} for one that belongs to a secret
 */
public record Stretch(ByteBuffer bytes, ByteBuffer streams) {
  static final int HIDDEN = 128;

  /** No bytes. */
  public static final Stretch EMPTY = of(ByteBuffer.allocate(0));

  public Stretch {
    if (bytes.remaining() != streams.remaining()) {
      throw new IllegalArgumentException(
          bytes.remaining() + " bytes of " + streams.remaining() + " streams");
    }
  }

  /** All of one stream. */
  public static Stretch of(ByteBuffer bytes) {
    return new Stretch(bytes, ByteBuffer.allocate(bytes.remaining()));
  }

  public int length() {
    return bytes.remaining();
  }

  Stretch then(Stretch next) {
    return new Stretch(joined(bytes, next.bytes), joined(streams, next.streams));
  }

  private static ByteBuffer joined(ByteBuffer one, ByteBuffer other) {
    return ByteBuffer.allocate(one.remaining() + other.remaining())
        .put(one.duplicate())
        .put(other.duplicate())
        .flip();
  }

  static byte[] copy(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }
}
