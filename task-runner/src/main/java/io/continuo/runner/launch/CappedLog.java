package io.continuo.runner.launch;

import io.continuo.dispatch.LogStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;

/**
 * A log file that keeps the beginning and the end of what a task writes and bounds what lies
 * between. A stream may be read again from its start, by the same or a later runner: what is in the
 * file already is skipped. Once finished, a log that has a byte never changes again.
 *
 * <p>Beside it lies a file that marks for each byte which stream it came from; no mark means
 * standard output. A mark is written before its byte, so whoever sees a byte sees its mark. Neither
 * exists before the first byte.
 */
public final class CappedLog implements Closeable {
  /** A log keeps its first 9 MiB and its last 1 MiB. */
  public static final int HEAD_BYTES = 9 << 20;

  public static final int TAIL_BYTES = 1 << 20;

  private final Path path;
  private final Path seal;
  private Optional<Channels> channels = Optional.empty();
  private byte[] tail = new byte[0];
  private byte[] tailMarks = new byte[0];
  private boolean finished;
  private long written;
  private long seen;
  private long position;

  public CappedLog(Path path) throws IOException {
    this.path = path;
    seal = path.resolveSibling(path.getFileName() + ".sealed");
    if (Files.exists(path)) {
      goOnWith(channels());
    }
  }

  private void goOnWith(Channels found) throws IOException {
    finished = Files.exists(seal);
    if (!finished && found.bytes.size() > HEAD_BYTES) {
      found.bytes.truncate(HEAD_BYTES); // an earlier finish was cut short; the end is read again
    }
    written = found.bytes.size();
    seen = written;
    found.marks.truncate(written); // what an earlier process came to mark, but not to write
  }

  private Channels channels() throws IOException {
    if (channels.isEmpty()) {
      channels = Optional.of(Channels.open(path));
    }
    return channels.get();
  }

  private record Channels(FileChannel bytes, FileChannel marks) implements Closeable {

    static Channels open(Path path) throws IOException {
      FileChannel marks = channel(marksOf(path));
      try {
        return new Channels(channel(path), marks);
      } catch (IOException e) {
        marks.close();
        throw e;
      }
    }

    private static FileChannel channel(Path path) throws IOException {
      return FileChannel.open(
          path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    @Override
    public void close() throws IOException {
      try (bytes) {
        marks.close();
      }
    }
  }

  /** The file beside a log that marks its bytes by {@link LogStream#mark}. */
  public static Path marksOf(Path log) {
    return log.resolveSibling(log.getFileName() + ".streams");
  }

  /**
   * Adds a line of the runner's own to a log that nothing else writes at the moment. Never write
   * one into the file: it would pass for the task's output, and as much of that would be skipped.
   */
  public static void note(Path log, String line) throws IOException {
    try (CappedLog file = new CappedLog(log)) {
      file.goOn();
      file.append(LogStream.RUNNER, (line + "\n").getBytes(StandardCharsets.UTF_8));
    }
  }

  /** The line that stands where bytes are missing. */
  public static ByteBuffer gap(long bytes) {
    String line =
        "\n[continuo: %d bytes left out here, a log keeps its first 9 and its last 1 MiB]\n"
            .formatted(bytes);
    return ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
  }

  /** What follows is the stream from its first byte on. */
  public void fromStart() {
    position = 0;
  }

  /** What follows comes after what is in the file. */
  public void goOn() {
    position = seen;
  }

  /** Whether what follows is kept only if nothing much comes after it. */
  public boolean isHeadFull() {
    return seen >= HEAD_BYTES;
  }

  /** How many bytes of one stream are in the file. */
  public long count(LogStream stream) throws IOException {
    ByteBuffer all = ByteBuffer.allocate(Math.toIntExact(seen));
    while (all.hasRemaining() && channels().marks.read(all, all.position()) >= 0) {
      // reads on; what is not marked stays 0
    }
    long count = 0;
    for (byte mark : all.array()) {
      count += LogStream.of(mark) == stream ? 1 : 0;
    }
    return count;
  }

  /** Standard output. */
  public void append(byte[] bytes) throws IOException {
    append(LogStream.STDOUT, bytes);
  }

  public void append(LogStream stream, byte[] bytes) throws IOException {
    long end = position + bytes.length;
    int from = (int) Math.min(bytes.length, Math.max(0, seen - position));
    position = end;
    if (from == bytes.length || finished) {
      return;
    }
    int head = Math.clamp(HEAD_BYTES - seen, 0, bytes.length - from);
    if (head > 0) {
      write(stream, ByteBuffer.wrap(bytes, from, head));
    }
    keepInTail(stream, bytes, from + head, end - bytes.length - HEAD_BYTES);
    seen = end;
  }

  /**
   * Leaves bytes out that nobody need read, because as many as a log keeps of its end follow them
   * at once.
   */
  public void leaveOut(long bytes) {
    position += bytes;
    seen = Math.max(seen, position);
  }

  /**
   * @param origin where the first of the bytes is in the stream, counted from the end of the head
   */
  private void keepInTail(LogStream stream, byte[] bytes, int from, long origin) {
    if (from < bytes.length && tail.length == 0) {
      tail = new byte[TAIL_BYTES];
      tailMarks = new byte[TAIL_BYTES];
    }
    for (int i = from; i < bytes.length; i++) {
      int at = (int) ((origin + i) % TAIL_BYTES);
      tail[at] = bytes[i];
      tailMarks[at] = stream.mark();
    }
  }

  /**
   * Writes the end of a long stream behind its beginning, with a line that says how much is
   * missing.
   */
  public void finish() throws IOException {
    if (finished) {
      return;
    }
    long beyond = seen - HEAD_BYTES;
    if (beyond > 0 && tail.length > 0) {
      int kept = (int) Math.min(beyond, TAIL_BYTES);
      if (beyond > kept) {
        write(LogStream.RUNNER, gap(beyond - kept));
      }
      int first = (int) ((beyond - kept) % TAIL_BYTES);
      write(turned(tailMarks, first, kept), ByteBuffer.wrap(turned(tail, first, kept)));
    }
    if (written > 0) { // one that has no byte has no files
      Files.write(seal, new byte[0]);
    }
    finished = true;
    tail = new byte[0];
    tailMarks = tail;
  }

  /** So many bytes of a ring from one of them on. */
  private static byte[] turned(byte[] ring, int first, int length) {
    byte[] straight = new byte[length];
    int before = Math.min(length, ring.length - first);
    System.arraycopy(ring, first, straight, 0, before);
    System.arraycopy(ring, 0, straight, before, length - before);
    return straight;
  }

  private void write(LogStream stream, ByteBuffer bytes) throws IOException {
    byte[] marked = new byte[stream == LogStream.STDOUT ? 0 : bytes.remaining()];
    Arrays.fill(marked, stream.mark());
    write(marked, bytes);
  }

  private void write(byte[] marked, ByteBuffer bytes) throws IOException {
    int length = bytes.remaining();
    writeFully(channels().marks, ByteBuffer.wrap(marked), written);
    writeFully(channels().bytes, bytes, written);
    written += length;
  }

  private static void writeFully(FileChannel to, ByteBuffer bytes, long at) throws IOException {
    long next = at;
    while (bytes.hasRemaining()) {
      next += to.write(bytes, next);
    }
  }

  @Override
  public void close() throws IOException {
    if (channels.isPresent()) {
      channels.get().close();
    }
  }
}
