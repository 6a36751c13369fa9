package io.continuo.sdk.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.continuo.sdk.json.Fields;
import java.time.Instant;
import java.util.Optional;

/**
 * One accepted fact of an execution's history.
 *
 * @param sequence position in the history, without gaps
 * @param type the event's name in the past tense, for example {@code AttemptFailed}
 * @param task the task it is about, when it is about one
 * @param data the event's own fields
 * @param json the document as the server sent it
 */
public record RecordedEvent(
    long sequence,
    String type,
    Optional<Instant> time,
    Optional<String> task,
    JsonNode data,
    JsonNode json) {

  public static RecordedEvent read(Fields fields) {
    return new RecordedEvent(
        fields.number("sequence", 0),
        fields.required("type"),
        fields.time("time"),
        fields.text("task").or(() -> fields.object("data").text("task")),
        fields.node("data"),
        fields.json());
  }
}
