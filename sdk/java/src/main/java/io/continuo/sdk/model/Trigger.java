package io.continuo.sdk.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.continuo.sdk.json.Fields;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What started an execution.
 *
 * @param kind manual, schedule, landing, backfill ...
 * @param by who asked, when known
 * @param backfill id of the backfill that it belongs to
 * @param startedBy the landing that started it
 * @param joined landings that came while it was there and belong to it; the server bounds the list
 * @param ignored landings that changed nothing, and why
 */
public record Trigger(
    String kind,
    Optional<String> by,
    Optional<String> backfill,
    Optional<LandingEvent> startedBy,
    List<LandingEvent> joined,
    List<LandingEvent> ignored) {

  /**
   * A landing as an execution saw it.
   *
   * @param partition empty for a dataset without partitions
   * @param reason why it was ignored
   */
  public record LandingEvent(
      String dataset,
      Optional<String> partition,
      String id,
      Optional<Instant> at,
      Optional<String> reason,
      JsonNode json) {

    static LandingEvent read(Fields fields) {
      return new LandingEvent(
          fields.text("dataset").orElse(""),
          fields.text("partition"),
          fields.text("id").orElse(""),
          fields.time("at"),
          fields.text("reason"),
          fields.json());
    }

    /** {@code dataset@partition}. */
    public String subject() {
      return dataset + partition.map(label -> "@" + label).orElse("");
    }
  }

  public Trigger {
    joined = List.copyOf(joined);
    ignored = List.copyOf(ignored);
  }

  static Trigger read(Fields fields) {
    return new Trigger(
        fields.text("kind").orElse(""),
        fields.text("by"),
        fields.text("backfill"),
        Optional.of(fields.object("startedBy"))
            .filter(event -> event.json().isObject())
            .map(LandingEvent::read),
        fields.list("joined", LandingEvent::read),
        fields.list("ignored", LandingEvent::read));
  }
}
