package io.continuo.cli.failure;

import io.continuo.sdk.problem.ContinuoException;
import io.continuo.sdk.problem.InterruptedCallException;
import io.continuo.sdk.problem.Problem;
import io.continuo.sdk.problem.ProblemException;
import io.continuo.sdk.problem.UnreachableException;
import io.continuo.sdk.problem.UnreadableAnswerException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Says on stderr what went wrong and how to cure it, and chooses the exit code. */
public final class Failures {
  private final PrintStream err;
  private final boolean debug;

  /** With {@code debug}, stack traces follow the messages. */
  public Failures(PrintStream err, boolean debug) {
    this.err = err;
    this.debug = debug;
  }

  public int report(Exception failure) {
    Told told = tell(failure);
    told.lines().forEach(err::println);
    if (debug) {
      failure.printStackTrace(err);
    }
    return told.exitCode().number();
  }

  /** The lines that explain one problem of the server, for those who report several. */
  public static List<String> lines(Problem problem) {
    List<String> lines = new ArrayList<>();
    lines.add("error: " + problem.sentence());
    problem.errors().forEach(detail -> lines.add("  " + place(detail) + detail.message()));
    cure(problem.status()).forEach(lines::add);
    problem.traceId().ifPresent(trace -> lines.add("  trace id " + trace));
    return lines;
  }

  private record Told(ExitCode exitCode, List<String> lines) {}

  private static Told tell(Exception failure) {
    return switch (failure) {
      case CommandException known ->
          new Told(known.exitCode(), List.of("error: " + known.getMessage()));
      case ContinuoException call -> tellCall(call);
      default ->
          new Told(
              ExitCode.SERVER,
              List.of(
                  "error: " + failure,
                  "  this is a defect of the command line; CONTINUO_DEBUG=1 shows where"));
    };
  }

  private static Told tellCall(ContinuoException failure) {
    return switch (failure) {
      case ProblemException refusal ->
          new Told(ExitCode.ofHttp(refusal.status()), lines(refusal.problem()));
      case InterruptedCallException interrupted ->
          new Told(ExitCode.INTERRUPTED, List.of(interrupted.getMessage()));
      case UnreachableException away ->
          new Told(
              ExitCode.SERVER,
              List.of(
                  "error: " + away.getMessage(),
                  "  is it running? './continuo dev' starts one; --url or CONTINUO_URL names another"));
      case UnreadableAnswerException strange ->
          new Told(
              ExitCode.SERVER,
              List.of(
                  "error: " + strange.getMessage(),
                  "  is the address right? see --url and CONTINUO_URL"));
    };
  }

  private static String place(Problem.Detail detail) {
    String line = detail.line().map(number -> "line " + number + ": ").orElse("");
    return line + (detail.pointer().isEmpty() ? "" : detail.pointer() + ": ");
  }

  private static List<String> cure(int status) {
    return switch (status) {
      case 401 -> List.of("  give a valid token with --token or CONTINUO_TOKEN");
      case 403 -> List.of("  'continuo whoami' shows which roles this token has");
      case 503 -> List.of("  the server is starting or overloaded: try again in a moment");
      default -> List.of();
    };
  }
}
