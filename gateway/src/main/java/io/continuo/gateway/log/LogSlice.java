package io.continuo.gateway.log;

import io.continuo.dispatch.LogRun;
import io.continuo.dispatch.LogStream;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A stretch of a log as it is stored. Bytes that never came are zeros in it, and in no piece. */
public final class LogSlice {
  private final long offset;
  private final byte[] bytes;
  private final byte[] marks;

  /** Bytes in a row from one stream, which begin at an offset of the whole log. */
  public record Piece(long offset, LogStream stream, int from, int length) {}

  LogSlice(long offset, byte[] bytes, byte[] marks) {
    this.offset = offset;
    this.bytes = bytes;
    this.marks = marks;
  }

  /** Where to read on; its own offset when there is nothing yet. */
  public long next() {
    return offset + bytes.length;
  }

  public boolean isEmpty() {
    return bytes.length == 0;
  }

  /** Everything in its place. */
  public byte[] raw() {
    return bytes.clone();
  }

  /** What came, of one stream or of all. */
  public byte[] bytes(Optional<LogStream> stream) {
    ByteArrayOutputStream found = new ByteArrayOutputStream(bytes.length);
    pieces(stream).forEach(piece -> found.write(bytes, piece.from(), piece.length()));
    return found.toByteArray();
  }

  /** The bytes of one of the pieces. */
  public byte[] bytes(Piece piece) {
    byte[] found = new byte[piece.length()];
    System.arraycopy(bytes, piece.from(), found, 0, found.length);
    return found;
  }

  /** What came, of one stream or of all, in order. */
  public List<Piece> pieces(Optional<LogStream> stream) {
    List<Piece> pieces = new ArrayList<>();
    int begin = 0;
    for (int i = 1; i <= marks.length; i++) {
      if (i == marks.length || marks[i] != marks[begin]) {
        LogStream of = LogStream.of(marks[begin]);
        if (marks[begin] != 0 && stream.map(of::equals).orElse(true)) {
          pieces.add(new Piece(offset + begin, of, begin, i - begin));
        }
        begin = i;
      }
    }
    return pieces;
  }

  /** The marks of a chunk's bytes. */
  static byte[] marks(List<LogRun> runs, int length) {
    byte[] marks = new byte[length];
    Arrays.fill(marks, LogStream.STDOUT.mark());
    int at = 0;
    for (LogRun run : runs) {
      int end = Math.clamp((long) at + run.length(), at, length);
      Arrays.fill(marks, at, end, run.stream().mark());
      at = end;
    }
    return marks;
  }
}
