package io.continuo.runner.launch;

/** An attempt that could not start; the message says what is wrong, where, and what to do. */
public final class LaunchException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Fault fault;

  private LaunchException(Fault fault, String message, Throwable cause) {
    super(message, cause);
    this.fault = fault;
  }

  private LaunchException(Fault fault, String message) {
    super(message);
    this.fault = fault;
  }

  public static LaunchException user(String message) {
    return new LaunchException(Fault.USER, message);
  }

  public static LaunchException platform(String message) {
    return new LaunchException(Fault.PLATFORM, message);
  }

  public static LaunchException platform(String message, Throwable cause) {
    return new LaunchException(Fault.PLATFORM, message, cause);
  }

  public Fault fault() {
    return fault;
  }

  /** The same as an ending, for those who report it. */
  public Ending asEnding() {
    return new Ending.Broken(fault, String.valueOf(getMessage()));
  }
}
