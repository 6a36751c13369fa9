package io.continuo.sdk.limit;

import com.fasterxml.jackson.databind.JsonNode;
import io.continuo.sdk.json.Fields;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A named number of permits that tasks of all workflows share.
 *
 * @param permits 0 is closed
 * @param backfillShare the part of the permits that backfills may take together, 0 to 1
 * @param used permits taken now
 * @param waiting tasks that wait for permits
 * @param holders who has permits; empty in lists, and the server bounds it
 * @param queue who waits, the next one first; empty in lists, and the server bounds it
 * @param json the document as the server sent it
 */
public record Limit(
    String name,
    long permits,
    double backfillShare,
    Optional<String> description,
    long used,
    long waiting,
    List<Holder> holders,
    List<Waiter> queue,
    JsonNode json) {

  /**
   * An attempt that has permits.
   *
   * @param lane {@code normal} or {@code backfill}
   */
  public record Holder(
      String execution,
      String task,
      long attempt,
      String namespace,
      long weight,
      String lane,
      Optional<Instant> since,
      JsonNode json) {

    static Holder read(Fields fields) {
      return new Holder(
          fields.text("execution").orElse(""),
          fields.text("task").orElse(""),
          fields.number("attempt", 1),
          fields.text("namespace").orElse(""),
          fields.number("weight", 1),
          fields.text("lane").orElse(""),
          fields.time("since"),
          fields.json());
    }
  }

  /**
   * A task that waits for permits.
   *
   * @param position 1 is next
   */
  public record Waiter(
      long position,
      String execution,
      String task,
      String namespace,
      String priority,
      String lane,
      long weight,
      Optional<Instant> since,
      JsonNode json) {

    static Waiter read(Fields fields) {
      return new Waiter(
          fields.number("position", 0),
          fields.text("execution").orElse(""),
          fields.text("task").orElse(""),
          fields.text("namespace").orElse(""),
          fields.text("priority").orElse(""),
          fields.text("lane").orElse(""),
          fields.number("weight", 1),
          fields.time("since"),
          fields.json());
    }
  }

  public Limit {
    holders = List.copyOf(holders);
    queue = List.copyOf(queue);
  }

  static Limit read(Fields fields) {
    return new Limit(
        fields.required("name"),
        fields.number("permits", 0),
        fields.decimal("backfillShare", LimitSetting.USUAL_SHARE),
        fields.text("description"),
        fields.number("used", 0),
        fields.number("waiting", 0),
        fields.list("holders", Holder::read),
        fields.list("queue", Waiter::read),
        fields.json());
  }
}
