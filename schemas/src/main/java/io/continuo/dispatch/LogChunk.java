package io.continuo.dispatch;

import io.continuo.id.AttemptId;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * A piece of an attempt's log. Chunks may arrive twice; writing each at its offset makes that
 * harmless.
 *
 * @param offset position of the first byte in the attempt's log
 * @param last whether the log ends with this chunk
 * @param runs which stream the bytes came from, in their order; what they do not cover is standard
 *     output
 */
public record LogChunk(
    AttemptId attempt, long offset, ByteBuffer bytes, boolean last, List<LogRun> runs) {
  public LogChunk {
    runs = List.copyOf(runs);
  }

  /** A piece of standard output. */
  public LogChunk(AttemptId attempt, long offset, ByteBuffer bytes, boolean last) {
    this(attempt, offset, bytes, last, List.of());
  }
}
