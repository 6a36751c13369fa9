package io.continuo.wire.codec.backfill;

import io.continuo.backfill.BackfillPlan;
import io.continuo.backfill.BackfillPlan.Feed;
import io.continuo.backfill.BackfillPlan.Step;
import io.continuo.backfill.Slots;
import io.continuo.definition.partition.Grain;
import io.continuo.definition.partition.PartitionLabel;
import io.continuo.definition.partition.PartitionMapping;
import io.continuo.definition.partition.Partitions;
import io.continuo.id.WorkflowId;
import io.continuo.value.Value;
import io.continuo.wire.UndecodableException;
import io.continuo.wire.ValueJson;
import io.continuo.wire.codec.WireEnums;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A plan as a JSON object; the same plan gives the same text. */
public final class PlanJson {
  private PlanJson() {}

  public static String write(BackfillPlan plan) {
    List<Value> steps = plan.steps().stream().map(PlanJson::step).toList();
    return ValueJson.write(new Value.Fields(Map.of("steps", new Value.Items(steps))));
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws UndecodableException if it was something else
   */
  public static BackfillPlan read(String json) {
    try {
      return new BackfillPlan(
          items(ValueJson.readFields(json), "steps").stream().map(PlanJson::step).toList());
    } catch (IllegalArgumentException e) {
      throw new UndecodableException("plan: " + e.getMessage(), e);
    }
  }

  private static Value step(Step step) {
    Map<String, Value> fields = new LinkedHashMap<>();
    fields.put("workflow", Value.of(step.workflow().toString()));
    fields.put("grain", Value.of(step.partitions().grain().text()));
    fields.put("timezone", Value.of(step.partitions().timezone().getId()));
    step.partitions().start().ifPresent(day -> fields.put("start", Value.of(day.toString())));
    switch (step.slots()) {
      case Slots.Range(var from, var to) -> {
        fields.put("from", Value.of(from.toString()));
        fields.put("to", Value.of(to.toString()));
      }
      case Slots.Listed(var labels) ->
          fields.put(
              "slots",
              new Value.Items(labels.stream().map(label -> Value.of(label.toString())).toList()));
    }
    fields.put("feeds", new Value.Items(step.feeds().stream().map(PlanJson::feed).toList()));
    return new Value.Fields(fields);
  }

  private static Step step(Value value) {
    Value.Fields step = fields(value);
    Grain grain =
        Grain.parse(text(step, "grain"))
            .orElseThrow(() -> new UndecodableException("plan: unknown grain"));
    return new Step(
        WorkflowId.parse(text(step, "workflow")),
        new Partitions(
            grain,
            WireEnums.zone(text(step, "timezone")),
            optional(step, "start").map(LocalDate::parse)),
        slots(step),
        items(step, "feeds").stream().map(PlanJson::readFeed).toList());
  }

  private static Slots slots(Value.Fields step) {
    return optional(step, "from").isPresent()
        ? new Slots.Range(label(text(step, "from")), label(text(step, "to")))
        : new Slots.Listed(
            items(step, "slots").stream().map(PlanJson::text).map(PlanJson::label).toList());
  }

  private static PartitionLabel label(String text) {
    return PartitionLabel.parse(text)
        .orElseThrow(() -> new UndecodableException("plan: '" + text + "' names no partition"));
  }

  private static Value feed(Feed feed) {
    Map<String, Value> fields = new LinkedHashMap<>();
    fields.put("step", Value.of(feed.step()));
    fields.put("dataset", Value.of(feed.dataset()));
    fields.put("mapping", Value.of(feed.mapping().text()));
    return new Value.Fields(fields);
  }

  private static Feed readFeed(Value value) {
    Value.Fields feed = fields(value);
    if (!(feed.values().get("step") instanceof Value.Whole(long step))) {
      throw new UndecodableException("plan: a feed without a step");
    }
    PartitionMapping mapping =
        PartitionMapping.parse(text(feed, "mapping"))
            .orElseThrow(() -> new UndecodableException("plan: unknown mapping of partitions"));
    return new Feed(Math.toIntExact(step), text(feed, "dataset"), mapping);
  }

  private static Value.Fields fields(Value value) {
    if (value instanceof Value.Fields fields) {
      return fields;
    }
    throw new UndecodableException("plan: expected an object");
  }

  private static List<Value> items(Value.Fields fields, String name) {
    if (fields.values().get(name) instanceof Value.Items(var items)) {
      return items;
    }
    throw new UndecodableException("plan: expected a list '" + name + "'");
  }

  private static String text(Value.Fields fields, String name) {
    return optional(fields, name)
        .orElseThrow(() -> new UndecodableException("plan: expected a text '" + name + "'"));
  }

  private static String text(Value value) {
    if (value instanceof Value.Text(var text)) {
      return text;
    }
    throw new UndecodableException("plan: expected a text");
  }

  private static Optional<String> optional(Value.Fields fields, String name) {
    return Optional.ofNullable(fields.values().get(name)).map(PlanJson::text);
  }
}
