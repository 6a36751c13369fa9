package io.continuo.command;

import io.continuo.value.Value;

/**
 * How an attempt ended, as its runner saw it; what follows from it is the execution's to decide.
 */
public sealed interface Ending {

  /**
   * The task's program, request or container came to its end by itself.
   *
   * @param code exit code; 0 for types without one
   * @param outputs what it left, empty if nothing
   * @param message one line for people, may be empty
   */
  record Exited(int code, Value.Fields outputs, String message) implements Ending {}

  /** The task is at fault in a way that no exit code shows: outputs missing or unreadable. */
  record Faulty(String message) implements Ending {}

  /** The platform is at fault: image not pulled, daemon gone, disk full. */
  record PlatformFailure(String message) implements Ending {}

  /** It was stopped on request, whatever exit code it showed. */
  record Stopped(String message) implements Ending {}
}
