package io.continuo.sdk.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.continuo.sdk.json.Json;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * News that a partition of a dataset is there, as a CloudEvent; immutable.
 *
 * @param partition its label, for example {@code 2026-11-21}; empty for a dataset without any
 * @param id with the source: the same two are the same landing, however often they are sent
 * @param source the program that says so
 * @param uri where the data lies
 * @param time when it landed; empty lets the server say now
 */
public record Landing(
    String dataset,
    Optional<String> partition,
    String id,
    String source,
    Optional<String> uri,
    Optional<Instant> time) {
  private static final String TYPE = "continuo.dataset.landed";

  /** Of a dataset as a whole, with a fresh id. */
  public static Landing of(String dataset) {
    return new Landing(
        dataset,
        Optional.empty(),
        UUID.randomUUID().toString(),
        "continuo-sdk-java",
        Optional.empty(),
        Optional.empty());
  }

  public Landing partition(String label) {
    return new Landing(dataset, Optional.of(label), id, source, uri, time);
  }

  public Landing id(String unique) {
    return new Landing(dataset, partition, unique, source, uri, time);
  }

  public Landing source(String program) {
    return new Landing(dataset, partition, id, program, uri, time);
  }

  public Landing uri(String place) {
    return new Landing(dataset, partition, id, source, Optional.of(place), time);
  }

  public Landing time(Instant landed) {
    return new Landing(dataset, partition, id, source, uri, Optional.of(landed));
  }

  ObjectNode json() {
    ObjectNode event = Json.object().put("specversion", "1.0").put("id", id);
    event.put("source", source).put("type", TYPE);
    event.put("subject", dataset + partition.map(label -> "@" + label).orElse(""));
    time.ifPresent(landed -> event.put("time", landed.toString()));
    event.put("datacontenttype", "application/json");
    ObjectNode data = event.putObject("data");
    uri.ifPresent(place -> data.put("uri", place));
    return event;
  }
}
