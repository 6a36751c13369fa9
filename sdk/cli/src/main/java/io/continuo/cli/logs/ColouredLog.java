package io.continuo.cli.logs;

import io.continuo.cli.output.Colour;
import io.continuo.sdk.transport.LogPieces;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Paints what a task wrote to standard error, line by line, and what the runner says itself. */
final class ColouredLog implements LogPieces {
  private final OutputStream out;

  ColouredLog(OutputStream out) {
    this.out = out;
  }

  @Override
  public void take(String stream, byte[] bytes) throws IOException {
    Colour colour = colourOf(stream);
    int begin = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        paint(colour, bytes, begin, i);
        out.write('\n');
        begin = i + 1;
      }
    }
    paint(colour, bytes, begin, bytes.length);
    out.flush();
  }

  private void paint(Colour colour, byte[] bytes, int begin, int end) throws IOException {
    if (begin < end) {
      // Latin 1 keeps every byte as it is, whatever the task wrote.
      String text = new String(bytes, begin, end - begin, StandardCharsets.ISO_8859_1);
      out.write(colour.paint(text).getBytes(StandardCharsets.ISO_8859_1));
    }
  }

  private static Colour colourOf(String stream) {
    return switch (stream) {
      case "stderr" -> Colour.BAD;
      case "runner" -> Colour.FAINT;
      default -> Colour.NONE;
    };
  }
}
