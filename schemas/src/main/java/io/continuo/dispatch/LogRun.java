package io.continuo.dispatch;

import java.util.ArrayList;
import java.util.List;

/**
 * Bytes in a row that came from one stream.
 *
 * @param length in bytes
 */
public record LogRun(LogStream stream, int length) {

  /** The runs of bytes that are {@linkplain LogStream#mark marked} one by one. */
  public static List<LogRun> of(byte[] marks) {
    List<LogRun> runs = new ArrayList<>();
    int begin = 0;
    for (int i = 1; i <= marks.length; i++) {
      LogStream stream = LogStream.of(marks[begin]);
      if (i == marks.length || LogStream.of(marks[i]) != stream) {
        runs.add(new LogRun(stream, i - begin));
        begin = i;
      }
    }
    return runs;
  }
}
