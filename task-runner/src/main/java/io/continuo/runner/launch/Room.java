package io.continuo.runner.launch;

/** Where a program may run, which another may just be leaving. */
@FunctionalInterface
public interface Room {
  /**
   * Returns when the program may start; a second time it returns at once.
   *
   * @throws InterruptedException when it may not start any more
   */
  void enter() throws InterruptedException;
}
