package io.continuo.sdk.data;

import com.fasterxml.jackson.databind.JsonNode;
import io.continuo.sdk.json.Fields;
import java.time.Instant;
import java.util.Optional;

/**
 * A partition of a dataset that has landed.
 *
 * @param partition its label; empty for a dataset without partitions
 * @param landedAt when it last landed
 * @param landings how often it landed
 * @param source who said so last
 * @param execution the execution that produced it, when one did
 * @param json the document as the server sent it
 */
public record DatasetPartition(
    Optional<String> partition,
    Optional<Instant> landedAt,
    long landings,
    Optional<String> source,
    Optional<String> uri,
    Optional<String> execution,
    JsonNode json) {

  static DatasetPartition read(Fields fields) {
    return new DatasetPartition(
        fields.text("partition"),
        fields.time("landedAt"),
        fields.number("landings", 1),
        fields.text("source"),
        fields.text("uri"),
        fields.text("execution"),
        fields.json());
  }
}
