package io.continuo.sdk.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.continuo.sdk.json.Fields;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A version of a workflow.
 *
 * @param version counts registrations, from 1
 * @param digest SHA-256 of the canonical definition
 * @param paused the workflow itself is paused
 * @param pausedBy everything that holds it back: {@code workflow}, {@code namespace}, {@code
 *     installation}; empty when nothing does
 * @param definition the canonical definition; a missing node in lists
 * @param json the document as the server sent it
 */
public record Workflow(
    QualifiedName id,
    int version,
    String digest,
    boolean paused,
    List<String> pausedBy,
    Optional<String> owner,
    Optional<Instant> registeredAt,
    JsonNode definition,
    JsonNode json) {
  public Workflow {
    pausedBy = List.copyOf(pausedBy);
  }

  public static Workflow read(Fields fields) {
    return new Workflow(
        new QualifiedName(fields.required("namespace"), fields.required("name")),
        (int) fields.number("version", 0),
        fields.text("digest").orElse(""),
        fields.flag("paused"),
        fields.texts("pausedBy"),
        fields.object("owner").text("team"),
        fields.time("registeredAt"),
        fields.node("definition"),
        fields.json());
  }
}
