package io.continuo.sdk.time;

import com.fasterxml.jackson.databind.JsonNode;
import io.continuo.sdk.json.Fields;
import io.continuo.sdk.model.QualifiedName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A run of many slots of a workflow, and of those below it when wished.
 *
 * @param status running, paused, stopping, stopped, succeeded or failed
 * @param from the first slot; empty when slots were named one by one
 * @param concurrency how many run at once
 * @param steps progress by workflow, this one first, then those below it in their order
 * @param json the document as the server sent it
 */
public record Backfill(
    String id,
    QualifiedName workflow,
    String status,
    Optional<String> description,
    Optional<String> from,
    Optional<String> to,
    boolean reverse,
    long concurrency,
    boolean downstream,
    boolean skipSucceeded,
    Optional<Instant> createdAt,
    Optional<Instant> endedAt,
    Progress progress,
    List<Step> steps,
    JsonNode json) {
  private static final Set<String> ENDED = Set.of("succeeded", "failed", "stopped");

  /** The part of one workflow, as namespace/name. */
  public record Step(String workflow, Progress progress, JsonNode json) {
    static Step read(Fields fields) {
      return new Step(fields.text("workflow").orElse(""), Progress.read(fields), fields.json());
    }
  }

  public Backfill {
    steps = List.copyOf(steps);
  }

  static Backfill read(Fields fields) {
    return new Backfill(
        fields.required("id"),
        new QualifiedName(fields.required("namespace"), fields.required("workflow")),
        fields.required("status"),
        fields.text("description"),
        fields.text("from"),
        fields.text("to"),
        fields.flag("reverse"),
        fields.number("concurrency", 1),
        fields.flag("downstream"),
        fields.flag("skipSucceeded"),
        fields.time("createdAt"),
        fields.time("endedAt"),
        Progress.read(fields),
        fields.list("steps", Step::read),
        fields.json());
  }

  /** Nothing more will happen. */
  public boolean isEnded() {
    return ENDED.contains(status);
  }

  /** Ended, and every slot succeeded or was skipped on purpose. */
  public boolean isSuccess() {
    return status.equals("succeeded");
  }
}
