package io.continuo.runner.launch;

import java.util.Optional;

/** How a launched attempt ended, as far as its launcher can tell; outputs are judged elsewhere. */
public sealed interface Ending {

  /**
   * The task's own code ran and ended.
   *
   * @param code exit code as the operating system or the container runtime tells it
   * @param killed stopped from outside, by us or by somebody else: then even code 0 is not a
   *     success
   * @param message what else is known, in plain words: out of memory, command not found
   */
  record Exited(int code, boolean killed, Optional<String> message) implements Ending {}

  /** It did not come to an end of its own: could not start, vanished, got no answer. */
  record Broken(Fault fault, String message) implements Ending {}

  static Ending exited(int code) {
    return new Exited(code, false, Optional.empty());
  }
}
