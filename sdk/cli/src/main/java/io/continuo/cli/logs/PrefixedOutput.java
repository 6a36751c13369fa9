package io.continuo.cli.logs;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Puts a prefix before each line and writes whole lines only, so that several logs may share one
 * stream.
 */
final class PrefixedOutput extends OutputStream {
  private final PrintStream out;
  private final byte[] prefix;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  PrefixedOutput(PrintStream out, String prefix) {
    this.out = out;
    this.prefix = prefix.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void write(int b) {
    line.write(b);
    if (b == '\n') {
      writeLine();
    }
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      write(bytes[i]);
    }
  }

  /** A last line without its end gets one. */
  @Override
  public void close() {
    if (line.size() > 0) {
      write('\n');
    }
  }

  private void writeLine() {
    synchronized (out) {
      out.write(prefix, 0, prefix.length);
      out.write(line.toByteArray(), 0, line.size());
      out.flush();
    }
    line.reset();
  }
}
