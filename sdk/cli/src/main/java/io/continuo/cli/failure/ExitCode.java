package io.continuo.cli.failure;

/** The exit codes; scripts rely on the numbers. */
public enum ExitCode {
  OK(0, "done"),
  EXECUTION_FAILED(
      1, "the execution failed, timed out or was cancelled; the backfill failed or was stopped"),
  USAGE(2, "wrong usage or invalid definition"),
  NOT_FOUND(3, "not found"),
  NOT_ALLOWED(4, "not allowed"),
  SERVER(5, "server unreachable or server error"),
  TIMED_OUT(6, "timed out waiting"),
  CONFLICT(7, "conflict: refused as things stand"),
  INTERRUPTED(130, "interrupted; what was followed goes on");

  private final int number;
  private final String meaning;

  ExitCode(int number, String meaning) {
    this.number = number;
    this.meaning = meaning;
  }

  public int number() {
    return number;
  }

  public String meaning() {
    return meaning;
  }

  /** What an HTTP refusal means to a script. */
  public static ExitCode ofHttp(int status) {
    return switch (status) {
      case 401, 403 -> NOT_ALLOWED;
      case 404, 410 -> NOT_FOUND;
      case 409, 412 -> CONFLICT;
      case 408, 504 -> TIMED_OUT;
      default -> status < 500 ? USAGE : SERVER;
    };
  }
}
