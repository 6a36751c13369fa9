package io.continuo.runner;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a second TERM or INT count. The virtual machine itself ignores every signal that comes
 * while it is ending, and what lets a program hear them has no supported name, hence the
 * reflection.
 */
final class Signals {
  private static final Logger LOG = LoggerFactory.getLogger(Signals.class);
  private static final int KILLED_BY = 128;

  private Signals() {}

  /**
   * The first signal ends the process as usual, shutdown hooks and all; every later one hurries.
   */
  static void onSecond(Runnable hurry) {
    AtomicBoolean told = new AtomicBoolean();
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      InvocationHandler heard =
          (_, _, arguments) -> {
            if (told.getAndSet(true)) {
              hurry.run();
            } else {
              int number = (int) signal.getMethod("getNumber").invoke(arguments[0]);
              System.exit(KILLED_BY + number);
            }
            return null;
          };
      Object proxy =
          Proxy.newProxyInstance(Signals.class.getClassLoader(), new Class<?>[] {handler}, heard);
      for (String name : List.of("TERM", "INT")) {
        Object one = signal.getConstructor(String.class).newInstance(name);
        signal.getMethod("handle", signal, handler).invoke(null, one, proxy);
      }
    } catch (ReflectiveOperationException e) {
      LOG.warn("a second signal will not hurry this runner: {}", e.toString());
    }
  }
}
