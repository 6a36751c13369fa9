package io.continuo.cli.watch;

import io.continuo.sdk.problem.InterruptedCallException;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** Asks {@code stty} how tall the terminal is; the JDK does not know. */
public final class ScreenSize {
  private static final int USUAL_ROWS = 24;

  private ScreenSize() {}

  public static int rows() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(new File("/dev/tty"))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!stty.waitFor(1, TimeUnit.SECONDS)) {
        stty.destroyForcibly();
        return USUAL_ROWS;
      }
      String size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      return size.matches("[1-9]\\d{0,4} \\d+\\s*")
          ? Integer.parseInt(size.substring(0, size.indexOf(' ')))
          : USUAL_ROWS;
    } catch (IOException e) {
      return USUAL_ROWS;
    } catch (InterruptedException e) {
      throw new InterruptedCallException(e);
    }
  }
}
