package io.continuo.sdk.data;

import com.fasterxml.jackson.databind.JsonNode;
import io.continuo.sdk.json.Fields;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A dataset as workflows declare it and landings show it.
 *
 * @param producers workflows that produce it, as namespace/name; none when it comes from outside
 * @param consumers workflows that consume it
 * @param partitions how many have landed
 * @param json the document as the server sent it
 */
public record Dataset(
    String name,
    List<String> producers,
    List<String> consumers,
    long partitions,
    Optional<String> lastPartition,
    Optional<Instant> lastLandedAt,
    JsonNode json) {
  public Dataset {
    producers = List.copyOf(producers);
    consumers = List.copyOf(consumers);
  }

  static Dataset read(Fields fields) {
    return new Dataset(
        fields.required("name"),
        fields.texts("producers"),
        fields.texts("consumers"),
        fields.number("partitions", 0),
        fields.text("lastPartition"),
        fields.time("lastLandedAt"),
        fields.json());
  }
}
