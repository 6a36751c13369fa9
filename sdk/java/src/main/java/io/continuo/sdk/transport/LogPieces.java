package io.continuo.sdk.transport;

import java.io.IOException;

/** Takes a log piece by piece, in its order. */
@FunctionalInterface
public interface LogPieces {
  /**
   * Takes bytes in a row of one stream.
   *
   * @param stream {@code stdout}, {@code stderr}, or {@code runner} for lines that the task did not
   *     write
   */
  void take(String stream, byte[] bytes) throws IOException;
}
