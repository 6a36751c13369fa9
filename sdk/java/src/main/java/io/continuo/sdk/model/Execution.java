package io.continuo.sdk.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.continuo.sdk.json.Fields;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One run of a workflow.
 *
 * @param partition label of the data partition, for example {@code 2026-11-21}
 * @param run 1 for the first run of a partition
 * @param message why it ended as it did, in words
 * @param taskCounts number of tasks by status; empty when the server does not count
 * @param json the document as the server sent it: inputs, outputs, labels and whatever a newer
 *     server adds
 */
public record Execution(
    String id,
    QualifiedName workflow,
    int version,
    Optional<String> partition,
    int run,
    Trigger trigger,
    Status status,
    Optional<String> message,
    Optional<Instant> createdAt,
    Optional<Instant> startedAt,
    Optional<Instant> endedAt,
    Map<String, Long> taskCounts,
    JsonNode json) {

  public static Execution read(Fields fields) {
    return new Execution(
        fields.required("id"),
        new QualifiedName(fields.required("namespace"), fields.required("workflow")),
        (int) fields.number("version", 0),
        fields.text("partition"),
        (int) fields.number("run", 1),
        Trigger.read(fields.object("trigger")),
        new Status(fields.required("status")),
        fields.text("message"),
        fields.time("createdAt"),
        fields.time("startedAt"),
        fields.time("endedAt"),
        fields.numbers("taskCounts"),
        fields.json());
  }
}
