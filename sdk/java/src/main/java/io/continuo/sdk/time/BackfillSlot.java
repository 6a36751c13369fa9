package io.continuo.sdk.time;

import com.fasterxml.jackson.databind.JsonNode;
import io.continuo.sdk.json.Fields;
import java.util.Optional;

/**
 * A slot of a backfill that has begun or was decided.
 *
 * @param workflow as namespace/name; another than the backfill's for slots below it
 * @param reason why it was skipped, for example
 * @param json the document as the server sent it
 */
public record BackfillSlot(
    String workflow,
    String slot,
    String status,
    Optional<String> reason,
    Optional<String> execution,
    JsonNode json) {

  static BackfillSlot read(Fields fields) {
    return new BackfillSlot(
        fields.text("workflow").orElse(""),
        fields.required("slot"),
        fields.text("status").orElse(""),
        fields.text("reason"),
        fields.text("execution"),
        fields.json());
  }
}
