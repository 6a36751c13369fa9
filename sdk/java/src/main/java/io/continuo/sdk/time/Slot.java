package io.continuo.sdk.time;

import com.fasterxml.jackson.databind.JsonNode;
import io.continuo.sdk.json.Fields;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One expected run of a workflow and what became of it.
 *
 * @param slot its name: the partition's label, or the time of the fire where there are no
 *     partitions
 * @param status waiting, queued, running, succeeded, failed, timed-out, cancelled, skipped or
 *     missed; that of the last run once it ran
 * @param reason why it was skipped, missed or waits
 * @param execution the last run
 * @param runs how often it ran
 * @param waitingFor datasets of which something is missing
 * @param json the document as the server sent it
 */
public record Slot(
    String slot,
    Optional<String> partition,
    String status,
    Optional<String> reason,
    Optional<Instant> dueAt,
    Optional<String> execution,
    long runs,
    List<Waiting> waitingFor,
    JsonNode json) {

  /**
   * A dataset that a slot waits for.
   *
   * @param needed how many of its partitions the slot needs
   * @param missing labels that have not landed; the server bounds the list
   */
  public record Waiting(String dataset, long needed, long landed, List<String> missing) {
    public Waiting {
      missing = List.copyOf(missing);
    }

    static Waiting read(Fields fields) {
      return new Waiting(
          fields.text("dataset").orElse(""),
          fields.number("needed", 1),
          fields.number("landed", 0),
          fields.texts("missing"));
    }
  }

  public Slot {
    waitingFor = List.copyOf(waitingFor);
  }

  static Slot read(Fields fields) {
    return new Slot(
        fields.required("slot"),
        fields.text("partition"),
        fields.required("status"),
        fields.text("reason"),
        fields.time("dueAt"),
        fields.text("execution"),
        fields.number("runs", 0),
        fields.list("waitingFor", Waiting::read),
        fields.json());
  }
}
