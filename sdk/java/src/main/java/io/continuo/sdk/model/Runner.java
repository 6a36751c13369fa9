package io.continuo.sdk.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.continuo.sdk.json.Fields;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A process that launches tasks.
 *
 * @param status e.g. {@code live}, {@code draining}, {@code lost}
 * @param queues the queues it serves
 * @param slots how many attempts it runs at once
 * @param running how many it runs now
 * @param json the document as the server sent it
 */
public record Runner(
    String id,
    String status,
    List<String> queues,
    int slots,
    int running,
    Optional<Instant> lastHeartbeatAt,
    JsonNode json) {
  public Runner {
    queues = List.copyOf(queues);
  }

  public static Runner read(Fields fields) {
    return new Runner(
        fields.required("id"),
        fields.text("status").orElse(""),
        fields.texts("queues"),
        (int) fields.number("slots", 0),
        (int) fields.number("running", 0),
        fields.time("lastHeartbeatAt"),
        fields.json());
  }
}
