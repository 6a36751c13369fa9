package io.continuo.cli.failure;

/** A command cannot go on; the message is for the user, in a sentence that names the cure. */
public final class CommandException extends RuntimeException {
  private final ExitCode exitCode;

  private CommandException(ExitCode exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  public static CommandException usage(String message) {
    return new CommandException(ExitCode.USAGE, message);
  }

  public static CommandException notFound(String message) {
    return new CommandException(ExitCode.NOT_FOUND, message);
  }

  public static CommandException timedOut(String message) {
    return new CommandException(ExitCode.TIMED_OUT, message);
  }

  public ExitCode exitCode() {
    return exitCode;
  }
}
