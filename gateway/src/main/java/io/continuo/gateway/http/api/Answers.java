package io.continuo.gateway.http.api;

import io.continuo.event.BackfillEvent;
import io.continuo.event.DatasetEvent;
import io.continuo.event.ExecutionEvent;
import io.continuo.event.LimitEvent;
import io.continuo.event.NamespaceEvent;
import io.continuo.event.RunnerEvent;
import io.continuo.event.WorkflowEvent;
import io.continuo.gateway.command.Answer;
import io.continuo.gateway.http.Problem;
import java.util.Optional;

/** The one place where the engine's no becomes a problem. */
public final class Answers {
  private Answers() {}

  /** What the engine accepted; a rejection or silence is thrown as a problem. */
  public static Answer accepted(Answer answer) {
    return switch (answer) {
      case Answer.Event event -> {
        refusal(event).ifPresent(Answers::refuse);
        yield event;
      }
      case Answer.AlreadySo already -> already;
      case Answer.Silence _ ->
          throw Problem.of(
                  504,
                  "no-answer",
                  "no engine has answered in time; the command is kept and will be carried out: is an engine running?")
              .asException();
    };
  }

  /** Why the engine refused, if it did. */
  public static Optional<Problem> refusal(Answer answer) {
    if (!(answer instanceof Answer.Event event)) {
      return Optional.empty();
    }
    return switch (event.recorded().event()) {
      case WorkflowEvent.WorkflowCommandRejected(_, var code, var message) ->
          Optional.of(problem(code, message));
      case ExecutionEvent.ExecutionCommandRejected(_, var code, var message) ->
          Optional.of(problem(code, message));
      case RunnerEvent.RunnerCommandRejected(_, var code, var message) ->
          Optional.of(problem(code, message));
      case DatasetEvent.DatasetCommandRejected(_, var code, var message) ->
          Optional.of(problem(code, message));
      case BackfillEvent.BackfillCommandRejected(_, var code, var message) ->
          Optional.of(problem(code, message));
      case LimitEvent.LimitCommandRejected(_, var code, var message) ->
          Optional.of(problem(code, message));
      case NamespaceEvent.NamespaceCommandRejected(_, var code, var message) ->
          Optional.of(problem(code, message));
      default -> Optional.empty();
    };
  }

  private static void refuse(Problem problem) {
    throw problem.asException();
  }

  private static Problem problem(String code, String message) {
    return Problem.of(status(code), code, message);
  }

  /** Codes of the deciders; one that is not known here is a conflict with the present state. */
  static int status(String code) {
    return switch (code) {
      case "not-found", "unknown-version" -> 404;
      case "precondition-failed" -> 412;
      case "invalid-trigger", "invalid-landing", "unknown-queue" -> 422;
      default -> 409;
    };
  }
}
