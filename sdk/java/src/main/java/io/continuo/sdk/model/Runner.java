package io.continuo.sdk.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.continuo.sdk.json.Fields;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A process that launches tasks.
 *
 * @param status e.g. {@code live}, {@code draining}, {@code lost}
 * @param queues the queues it serves
 * @param types task types that it launches
 * @param labels as its operator set them
 * @param images that its host had ready when it joined
 * @param slots how many attempts it runs at once
 * @param running how many it runs now
 * @param json the document as the server sent it
 */
public record Runner(
    String id,
    String status,
    List<String> queues,
    List<String> types,
    Map<String, String> labels,
    List<String> images,
    int slots,
    int running,
    Optional<Instant> lastHeartbeatAt,
    JsonNode json) {
  public Runner {
    queues = List.copyOf(queues);
    types = List.copyOf(types);
    labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
    images = List.copyOf(images);
  }

  public static Runner read(Fields fields) {
    return new Runner(
        fields.required("id"),
        fields.text("status").orElse(""),
        fields.texts("queues"),
        fields.texts("types"),
        fields.textsByName("labels"),
        fields.texts("images"),
        (int) fields.number("slots", 0),
        (int) fields.number("running", 0),
        fields.time("lastHeartbeatAt"),
        fields.json());
  }
}
