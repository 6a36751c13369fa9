package io.continuo.definition.canonical;

import io.continuo.definition.TaskDefinition;
import io.continuo.definition.TaskOptions;
import io.continuo.definition.TaskRef;
import io.continuo.definition.policy.OnTaskFailure;
import io.continuo.definition.policy.RetryPolicy;
import io.continuo.definition.policy.Timeouts;
import io.continuo.value.Value;

/** A task as fields: those of its spec beside the others, as authors write them. */
final class TaskFields {
  private TaskFields() {}

  static Value.Fields of(TaskDefinition task) {
    FieldsWriter fields =
        new FieldsWriter()
            .text("use", task.use().map(TaskRef::toString))
            .put("type", task.type())
            .list("after", task.after(), Value::of)
            .map("inputs", task.inputs(), value -> value)
            .map("outputs", task.outputs(), type -> Value.of(type.text()))
            .unless(RetryPolicy.DEFAULT, "retry", task.retry(), PolicyFields::retry)
            .unless(Timeouts.NONE, "timeout", task.timeouts(), PolicyFields::timeouts)
            .unless(TaskDefinition.DEFAULT_QUEUE, "queue", task.queue(), Value::of)
            .unless(OnTaskFailure.FAIL, "onFailure", task.onFailure(), PolicyFields::onFailure);
    return options(fields, task.options()).all(task.spec()).written();
  }

  private static FieldsWriter options(FieldsWriter fields, TaskOptions options) {
    options.map().ifPresent(map -> fields.put("map", map(map)));
    options.cache().ifPresent(cache -> fields.put("cache", cache(cache)));
    return fields
        .text("when", options.when())
        .map("limits", options.limits(), PolicyFields::number)
        .list("secrets", options.secrets(), TaskFields::secret)
        .map("resources", options.resources(), value -> value)
        .list("produces", options.produces(), Value::of);
  }

  private static Value map(TaskOptions.Mapping map) {
    FieldsWriter fields = new FieldsWriter().put("over", map.over()).put("as", map.as());
    map.concurrency().ifPresent(limit -> fields.put("concurrency", PolicyFields.number(limit)));
    return fields.unless(1.0, "minSuccess", map.minSuccess(), Value::of).written();
  }

  private static Value cache(TaskOptions.Cache cache) {
    return new FieldsWriter()
        .put("version", cache.version())
        .duration("ttl", cache.ttl())
        .list("ignore", cache.ignore(), Value::of)
        .written();
  }

  private static Value secret(TaskOptions.Secret secret) {
    return new FieldsWriter()
        .put(secret.isFile() ? "file" : "env", secret.target())
        .put("from", secret.from())
        .written();
  }
}
