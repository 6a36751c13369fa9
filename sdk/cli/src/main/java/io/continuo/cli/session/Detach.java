package io.continuo.cli.session;

import java.io.PrintStream;
import java.util.function.Supplier;

/**
 * What Ctrl-C means while something is followed: the program ends (130), the run goes on, and the
 * user is told how to come back.
 */
public final class Detach {
  private Detach() {}

  /** Does the following; a program interrupted meanwhile says goodbye with this message. */
  public static <T> T during(PrintStream err, String message, Supplier<T> following) {
    Thread hook = new Thread(() -> err.println("\n" + message), "detach");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      return following.get();
    } finally {
      forget(hook);
    }
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The program is ending already, and the message is being said.
    }
  }
}
