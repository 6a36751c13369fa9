package io.continuo.definition.canonical;

import io.continuo.definition.Input;
import io.continuo.definition.Owner;
import io.continuo.definition.RegisteredTask;
import io.continuo.definition.WorkflowDefinition;
import io.continuo.definition.partition.Partitions;
import io.continuo.definition.policy.OnWorkflowFailure;
import io.continuo.definition.policy.OverlapPolicy;
import io.continuo.definition.policy.Priority;
import io.continuo.id.WorkflowId;
import io.continuo.value.Value;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * A definition as the fields that its author would write, without those that say no more than the
 * default.
 */
public final class DefinitionFields {
  private DefinitionFields() {}

  public static Value.Fields of(WorkflowDefinition workflow) {
    FieldsWriter fields =
        head(workflow.id(), workflow.owner()).text("description", workflow.description());
    workflow.partitions().ifPresent(partitions -> fields.put("partitions", partitions(partitions)));
    workflow.finallyTask().ifPresent(task -> fields.put("finally", TaskFields.of(task)));
    return fields
        .map("labels", workflow.labels(), Value::of)
        .map("inputs", workflow.inputs(), DefinitionFields::input)
        .map("outputs", workflow.outputs(), value -> value)
        .list("consumes", workflow.consumes(), TriggerFields::of)
        .list("produces", workflow.produces(), Value::of)
        .list("triggers", workflow.triggers(), TriggerFields::of)
        .unless(OverlapPolicy.ALLOW, "overlap", workflow.overlap(), PolicyFields::overlap)
        .unless(
            Priority.NORMAL, "priority", workflow.priority(), priority -> Value.of(priority.text()))
        .unless(false, "backfillFromUpstream", workflow.backfillFromUpstream(), Value::of)
        .duration("deadline", workflow.deadline())
        .unless(
            OnWorkflowFailure.ABORT,
            "onFailure",
            workflow.onFailure(),
            policy -> Value.of(policy.text()))
        .list("alerts", workflow.alerts(), TriggerFields::of)
        .map("tasks", workflow.tasks(), TaskFields::of)
        .written();
  }

  public static Value.Fields of(RegisteredTask task) {
    return head(task.id(), task.owner())
        .put("kind", "task")
        .text("description", task.description())
        .map("inputs", task.inputs(), DefinitionFields::input)
        .all(TaskFields.of(task.task()))
        .written();
  }

  private static FieldsWriter head(WorkflowId id, Owner owner) {
    return new FieldsWriter()
        .put("namespace", id.namespace())
        .put("name", id.name())
        .unless(
            Owner.NONE,
            "owner",
            owner,
            who ->
                new FieldsWriter()
                    .text("team", who.team())
                    .text("contact", who.contact())
                    .written());
  }

  private static Value partitions(Partitions partitions) {
    return new FieldsWriter()
        .put("grain", partitions.grain().text())
        .unless(ZoneOffset.UTC, "timezone", partitions.timezone(), zone -> Value.of(zone.getId()))
        .text("start", partitions.start().map(LocalDate::toString))
        .written();
  }

  private static Value input(Input input) {
    FieldsWriter fields = new FieldsWriter().put("type", input.type().text());
    input.defaultValue().ifPresent(value -> fields.put("default", value));
    return fields.text("description", input.description()).written();
  }
}
