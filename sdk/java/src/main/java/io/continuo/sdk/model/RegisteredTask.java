package io.continuo.sdk.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.continuo.sdk.json.Fields;
import java.time.Instant;
import java.util.Optional;

/**
 * A version of a task that is registered by itself and shared between workflows.
 *
 * @param type the launcher: container, process, http, noop ...; lists may leave it out
 * @param definition the canonical definition; a missing node in lists
 * @param json the document as the server sent it
 */
public record RegisteredTask(
    QualifiedName id,
    int version,
    String digest,
    Optional<String> type,
    Optional<Instant> registeredAt,
    JsonNode definition,
    JsonNode json) {

  public static RegisteredTask read(Fields fields) {
    return new RegisteredTask(
        new QualifiedName(fields.required("namespace"), fields.required("name")),
        (int) fields.number("version", 0),
        fields.text("digest").orElse(""),
        fields.text("type").or(() -> fields.object("definition").text("type")),
        fields.time("registeredAt"),
        fields.node("definition"),
        fields.json());
  }
}
