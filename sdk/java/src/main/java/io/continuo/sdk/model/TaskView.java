package io.continuo.sdk.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.continuo.sdk.json.Fields;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A task of an execution and what became of it.
 *
 * @param message why it ended as it did, when no attempt says so
 * @param after names of the tasks that it waits for
 * @param attempts in order, oldest first
 * @param json the document as the server sent it, with inputs and outputs
 */
public record TaskView(
    String name,
    String type,
    Status status,
    Optional<String> message,
    List<String> after,
    List<Attempt> attempts,
    JsonNode json) {
  public TaskView {
    after = List.copyOf(after);
    attempts = List.copyOf(attempts);
  }

  public static TaskView read(Fields fields) {
    return new TaskView(
        fields.required("name"),
        fields.text("type").orElse(""),
        new Status(fields.required("status")),
        fields.text("message"),
        fields.texts("after"),
        fields.list("attempts", Attempt::read),
        fields.json());
  }

  /** In the order in which they began; those that did not begin last. */
  public static Comparator<TaskView> byStart() {
    return Comparator.comparing(
        task ->
            task.attempts().stream().findFirst().flatMap(Attempt::startedAt).orElse(Instant.MAX));
  }

  public Optional<Attempt> lastAttempt() {
    return attempts.isEmpty() ? Optional.empty() : Optional.of(attempts.get(attempts.size() - 1));
  }
}
