package io.continuo.gateway.view.query;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A task of an execution, with its attempts in order.
 *
 * @param type of the task, as its definition says
 * @param after tasks that it waits for
 * @param status waiting until it is first scheduled
 */
public record TaskSummary(
    String name,
    Optional<String> type,
    String status,
    List<String> after,
    Optional<String> message,
    Optional<String> inputs,
    Optional<String> outputs,
    List<Attempt> attempts) {

  /**
   * One launch.
   *
   * @param outcome empty while it runs
   * @param budget who paid for a failure: user, platform or none
   */
  public record Attempt(
      int number,
      int epoch,
      Optional<String> runner,
      Optional<String> outcome,
      Optional<String> budget,
      Optional<Instant> scheduledAt,
      Optional<Instant> startedAt,
      Optional<Instant> endedAt,
      OptionalInt exitCode,
      Optional<String> message,
      Optional<String> inputs,
      Optional<String> outputs) {

    /** What an attempt says about its task, as long as nothing else does. */
    String taskStatus() {
      if (outcome.isEmpty()) {
        return startedAt.isPresent() ? "running" : "queued";
      }
      return outcome.get().equals("succeeded") ? "succeeded" : "waiting";
    }
  }

  static TaskSummary of(
      String name, Outline outline, List<Attempt> attempts, Optional<TaskEnd> end) {
    Optional<Attempt> last =
        attempts.isEmpty() ? Optional.empty() : Optional.of(attempts.getLast());
    return new TaskSummary(
        name,
        outline.type(),
        end.map(TaskEnd::status).or(() -> last.map(Attempt::taskStatus)).orElse("waiting"),
        outline.after(),
        end.flatMap(TaskEnd::message).or(() -> last.flatMap(Attempt::message)),
        last.flatMap(Attempt::inputs),
        end.flatMap(TaskEnd::outputs).or(() -> last.flatMap(Attempt::outputs)),
        attempts);
  }
}
