package io.continuo.gateway.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * Which stream each byte of a log came from: two bits for each, at the place of its byte, so that
 * marking twice or in another order changes nothing. No mark means that the byte never came.
 */
final class StreamMap {
  private static final int PER_BYTE = 4;
  private static final int MASK = 3;

  private StreamMap() {}

  static void write(FileChannel map, long offset, byte[] marks) throws IOException {
    if (marks.length == 0) {
      return;
    }
    long first = offset / PER_BYTE;
    byte[] packed = packed(map, offset, marks.length);
    for (int i = 0; i < marks.length; i++) {
      int at = (int) ((offset + i) / PER_BYTE - first);
      int shift = shift(offset + i);
      packed[at] = (byte) ((packed[at] & ~(MASK << shift)) | (marks[i] << shift));
    }
    ByteBuffer bytes = ByteBuffer.wrap(packed);
    while (bytes.hasRemaining()) {
      map.write(bytes, first + bytes.position());
    }
  }

  static byte[] read(FileChannel map, long offset, int length) throws IOException {
    byte[] marks = new byte[length];
    long first = offset / PER_BYTE;
    byte[] packed = packed(map, offset, length);
    for (int i = 0; i < length; i++) {
      int at = (int) ((offset + i) / PER_BYTE - first);
      marks[i] = (byte) (packed[at] >> shift(offset + i) & MASK);
    }
    return marks;
  }

  /** The bytes of the map that hold these marks; what lies behind its end is 0. */
  private static byte[] packed(FileChannel map, long offset, int length) throws IOException {
    long first = offset / PER_BYTE;
    long end = (offset + length + PER_BYTE - 1) / PER_BYTE;
    ByteBuffer packed = ByteBuffer.allocate((int) (end - first));
    while (packed.hasRemaining() && map.read(packed, first + packed.position()) >= 0) {
      // reads on until it has all
    }
    return packed.array();
  }

  private static int shift(long offset) {
    return (int) (offset % PER_BYTE) * 2;
  }
}
