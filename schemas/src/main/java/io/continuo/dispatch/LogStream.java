package io.continuo.dispatch;

/** Where bytes of a log came from. */
public enum LogStream {
  STDOUT(1),
  STDERR(2),
  /** A line of the runner's own, such as the one that says how much is left out. */
  RUNNER(3);

  private final byte mark;

  LogStream(int mark) {
    this.mark = (byte) mark;
  }

  /** Stands for it in files, in two bits; 0 stands for none. */
  public byte mark() {
    return mark;
  }

  /** The stream of a mark; bytes without one are standard output. */
  public static LogStream of(byte mark) {
    return switch (mark) {
      case 2 -> STDERR;
      case 3 -> RUNNER;
      default -> STDOUT;
    };
  }

  /** As users write it: stderr. */
  public String text() {
    return switch (this) {
      case STDOUT -> "stdout";
      case STDERR -> "stderr";
      case RUNNER -> "runner";
    };
  }
}
