package io.continuo.sdk.time;

import com.fasterxml.jackson.databind.JsonNode;
import io.continuo.sdk.json.Fields;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a workflow's schedules will start next.
 *
 * @param items the soonest first; empty without a schedule
 * @param paused nothing of this starts until the workflow is resumed
 * @param landing {@code all} or {@code any} when landings start it too
 * @param json the document as the server sent it
 */
public record NextSlots(List<Next> items, boolean paused, Optional<String> landing, JsonNode json) {

  /**
   * A slot that is to come.
   *
   * @param nominalAt when the schedule says
   * @param dueAt when it starts: with jitter
   * @param explain one sentence: why this slot at this time
   */
  public record Next(
      String slot,
      Optional<String> partition,
      Optional<Instant> nominalAt,
      Optional<Instant> dueAt,
      String explain,
      JsonNode json) {

    static Next read(Fields fields) {
      return new Next(
          fields.required("slot"),
          fields.text("partition"),
          fields.time("nominalAt"),
          fields.time("dueAt"),
          fields.text("explain").orElse(""),
          fields.json());
    }
  }

  public NextSlots {
    items = List.copyOf(items);
  }

  static NextSlots read(Fields fields) {
    return new NextSlots(
        fields.list("items", Next::read),
        fields.flag("paused"),
        fields.text("landing"),
        fields.json());
  }
}
