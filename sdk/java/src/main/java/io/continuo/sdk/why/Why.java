package io.continuo.sdk.why;

import com.fasterxml.jackson.databind.JsonNode;
import io.continuo.sdk.json.Fields;
import java.util.List;
import java.util.Optional;

/**
 * Why an execution or an expected slot stands as it does.
 *
 * @param workflow as namespace/name
 * @param status of the execution; of the slot when it has none
 * @param reasons the weightiest first
 * @param left how many there are besides
 * @param json the document as the server sent it
 */
public record Why(
    String workflow,
    Optional<String> slot,
    Optional<String> execution,
    String status,
    List<Reason> reasons,
    long left,
    JsonNode json) {

  /**
   * One thing that it waits for.
   *
   * @param kind as the API documents them, for example {@code no-runner} or {@code limit}
   * @param task of the execution; empty when it concerns all of it
   * @param message in words
   * @param json with the details of the kind
   */
  public record Reason(String kind, Optional<String> task, String message, JsonNode json) {
    static Reason read(Fields fields) {
      return new Reason(
          fields.required("kind"),
          fields.text("task"),
          fields.text("message").orElse(""),
          fields.json());
    }
  }

  public Why {
    reasons = List.copyOf(reasons);
  }

  public static Why read(Fields fields) {
    return new Why(
        fields.text("workflow").orElse(""),
        fields.text("slot"),
        fields.text("execution"),
        fields.required("status"),
        fields.list("reasons", Reason::read),
        fields.number("left", 0),
        fields.json());
  }
}
