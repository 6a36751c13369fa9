package io.continuo.definition.canonical;

import io.continuo.definition.Alert;
import io.continuo.definition.Consumed;
import io.continuo.definition.Trigger;
import io.continuo.definition.policy.CatchUp;
import io.continuo.value.Value;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;

/** What starts a workflow, what it reads and what is watched, as fields. */
final class TriggerFields {
  private TriggerFields() {}

  static Value of(Trigger trigger) {
    return switch (trigger) {
      case Trigger.Schedule schedule -> kind("schedule", schedule(schedule));
      case Trigger.Landing(boolean all) -> kind("landing", Value.of(all ? "all" : "any"));
      case Trigger.Execution(String workflow, String on) ->
          kind(
              "execution",
              new FieldsWriter()
                  .put("workflow", workflow)
                  .unless("succeeded", "on", on, Value::of)
                  .written());
      case Trigger.OnAlert(String workflow, String alert) ->
          kind("alert", new FieldsWriter().put("workflow", workflow).put("alert", alert).written());
      case Trigger.Webhook webhook ->
          kind(
              "webhook",
              new FieldsWriter()
                  .put("eventType", webhook.eventType())
                  .text("secret", webhook.secret())
                  .unless(Value.Fields.EMPTY, "inputs", webhook.inputs(), fields -> fields)
                  .written());
      case Trigger.Kafka kafka ->
          kind(
              "kafka",
              new FieldsWriter()
                  .put("topic", kafka.topic())
                  .text("filter", kafka.filter())
                  .unless(Value.Fields.EMPTY, "inputs", kafka.inputs(), fields -> fields)
                  .written());
    };
  }

  private static Value kind(String kind, Value said) {
    return new Value.Fields(Map.of(kind, said));
  }

  private static Value schedule(Trigger.Schedule schedule) {
    FieldsWriter fields =
        new FieldsWriter()
            .put("cron", schedule.cron())
            .text("timezone", schedule.timezone().map(TriggerFields::zone))
            .duration("offset", schedule.offset())
            .unless(
                Duration.ZERO, "jitter", schedule.jitter(), jitter -> Value.of(jitter.toString()))
            .unless(
                CatchUp.LATEST, "catchUp", schedule.catchUp(), catchUp -> Value.of(catchUp.text()));
    schedule
        .catchUpPerHour()
        .ifPresent(rate -> fields.put("catchUpPerHour", PolicyFields.number(rate)));
    return fields.written();
  }

  private static String zone(ZoneId zone) {
    return zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
  }

  static Value of(Consumed consumed) {
    return new FieldsWriter()
        .put("dataset", consumed.dataset())
        .unless(
            Consumed.SAME, "partition", consumed.partition(), mapping -> Value.of(mapping.text()))
        .text("timezone", consumed.timezone().map(TriggerFields::zone))
        .written();
  }

  static Value of(Alert alert) {
    return new FieldsWriter()
        .put("name", alert.name())
        .put("when", alert.when())
        .put("do", FieldsWriter.items(alert.actions(), Value::of))
        .written();
  }
}
