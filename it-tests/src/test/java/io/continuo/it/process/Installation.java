package io.continuo.it.process;

import java.nio.file.Path;

/** A Continuo in child processes of which one is to be killed. */
public interface Installation extends AutoCloseable {

  Api api();

  /** SIGKILL for the victim. */
  void kill();

  /** Starts the victim again and returns once it says that it is ready. */
  void restart();

  /** Starts the victim again and does not wait. */
  void restartWithoutWaiting();

  /**
   * Stops, in good order, all that writes, and returns the address of a broker with the same data.
   */
  String quiet();

  /** Where its processes leave their output. */
  Path folder();

  /** Ends all of it. */
  @Override
  void close();
}
