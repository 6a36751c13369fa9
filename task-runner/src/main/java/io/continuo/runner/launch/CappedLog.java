package io.continuo.runner.launch;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A log file that keeps the beginning and the end of a stream and bounds what lies between. The
 * stream may be read again from its start, by the same or a later runner: what is in the file
 * already is skipped.
 */
public final class CappedLog implements Closeable {
  static final int HEAD_BYTES = 9 << 20;
  static final int TAIL_BYTES = 1 << 20;

  private final FileChannel file;
  private byte[] tail = new byte[0];
  private long seen;
  private long position;

  public CappedLog(Path path) throws IOException {
    file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (file.size() > HEAD_BYTES) {
      file.truncate(HEAD_BYTES); // an earlier finish; the end is read again
    }
    seen = file.size();
    file.position(seen);
  }

  /** What follows is the stream from its first byte on. */
  public void fromStart() {
    position = 0;
  }

  public void append(byte[] bytes) throws IOException {
    long end = position + bytes.length;
    int from = (int) Math.min(bytes.length, Math.max(0, seen - position));
    position = end;
    if (from == bytes.length) {
      return;
    }
    int head = Math.clamp(HEAD_BYTES - seen, 0, bytes.length - from);
    if (head > 0) {
      writeFully(ByteBuffer.wrap(bytes, from, head));
    }
    keepInTail(bytes, from + head, end - bytes.length - HEAD_BYTES);
    seen = end;
  }

  /**
   * @param origin where the first of the bytes is in the stream, counted from the end of the head
   */
  private void keepInTail(byte[] bytes, int from, long origin) {
    if (from < bytes.length && tail.length == 0) {
      tail = new byte[TAIL_BYTES];
    }
    for (int i = from; i < bytes.length; i++) {
      tail[(int) ((origin + i) % TAIL_BYTES)] = bytes[i];
    }
  }

  /**
   * Writes the end of a long stream behind its beginning, with a line that says how much is
   * missing.
   */
  public void finish() throws IOException {
    long beyond = seen - HEAD_BYTES;
    if (beyond <= 0 || tail.length == 0) {
      return;
    }
    int kept = (int) Math.min(beyond, TAIL_BYTES);
    if (beyond > kept) {
      String gap =
          "%n[continuo: %d bytes left out here, a log keeps its first 9 and its last 1 MiB]%n"
              .formatted(beyond - kept);
      writeFully(ByteBuffer.wrap(gap.getBytes(StandardCharsets.UTF_8)));
    }
    ByteBuffer end = ByteBuffer.allocate(kept);
    for (long i = beyond - kept; i < beyond; i++) {
      end.put(tail[(int) (i % TAIL_BYTES)]);
    }
    writeFully(end.flip());
    tail = new byte[0];
  }

  private void writeFully(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      file.write(bytes);
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
