package io.continuo.sdk.data;

import com.fasterxml.jackson.databind.JsonNode;
import io.continuo.sdk.json.Fields;
import java.util.Optional;

/**
 * The answer to a landing.
 *
 * @param repeated this source had told of this id before: nothing changed
 * @param landings how often the partition has landed, this one included
 * @param json the document as the server sent it
 */
public record Landed(
    String dataset,
    Optional<String> partition,
    String id,
    boolean repeated,
    long landings,
    JsonNode json) {

  static Landed read(Fields fields) {
    return new Landed(
        fields.required("dataset"),
        fields.text("partition"),
        fields.required("id"),
        fields.text("status").orElse("").equals("repeated"),
        fields.number("landings", 1),
        fields.json());
  }

  /** {@code dataset@partition}. */
  public String subject() {
    return dataset + partition.map(label -> "@" + label).orElse("");
  }
}
