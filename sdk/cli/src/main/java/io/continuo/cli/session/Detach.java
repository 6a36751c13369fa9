package io.continuo.cli.session;

import java.io.PrintStream;

/**
 * What Ctrl-C means while something is followed: the program ends (130), the run goes on, and the
 * user is told how to come back.
 */
public final class Detach implements AutoCloseable {
  private final Thread hook;

  private Detach(Thread hook) {
    this.hook = hook;
  }

  /** Until closed, an interrupted program says goodbye with this message. */
  public static Detach saying(PrintStream err, String message) {
    Thread hook = new Thread(() -> err.println("\n" + message), "detach");
    Runtime.getRuntime().addShutdownHook(hook);
    return new Detach(hook);
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The program is ending already, and the message is being said.
    }
  }
}
