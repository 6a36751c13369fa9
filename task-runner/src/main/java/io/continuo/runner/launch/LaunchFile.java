package io.continuo.runner.launch;

import io.continuo.definition.TaskOptions;
import io.continuo.dispatch.TaskLaunch;
import io.continuo.id.AttemptId;
import io.continuo.id.WorkflowId;
import io.continuo.value.Value;
import io.continuo.wire.ValueJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The ready-task command in a workspace, as JSON that people can read too. */
final class LaunchFile {

  private LaunchFile() {}

  static String write(TaskLaunch task) {
    Map<String, Value> json = new LinkedHashMap<>();
    json.put("attempt", Value.of(task.attempt().toString()));
    json.put("queue", Value.of(task.queue()));
    json.put("workflow", Value.of(task.workflow().toString()));
    json.put("version", Value.of(task.version()));
    task.partition().ifPresent(partition -> json.put("partition", Value.of(partition)));
    json.put("trigger", Value.of(task.trigger()));
    json.put("type", Value.of(task.type()));
    json.put("spec", task.spec());
    json.put("inputs", task.inputs());
    json.put("declaresOutputs", Value.of(task.declaresOutputs()));
    json.put(
        "secrets",
        new Value.Items(
            task.secrets().stream().<Value>map(one -> Value.of(one.toString())).toList()));
    return ValueJson.write(new Value.Fields(json));
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException if it is something else
   */
  static TaskLaunch read(String text) {
    Map<String, Value> json = ValueJson.readFields(text).values();
    return new TaskLaunch(
        AttemptId.parse(text(json, "attempt")),
        text(json, "queue"),
        WorkflowId.parse(text(json, "workflow")),
        json.get("version") instanceof Value.Whole(long version) ? (int) version : 0,
        json.containsKey("partition") ? Optional.of(text(json, "partition")) : Optional.empty(),
        text(json, "trigger"),
        text(json, "type"),
        fields(json, "spec"),
        fields(json, "inputs"),
        Value.of(true).equals(json.get("declaresOutputs")),
        secrets(json.getOrDefault("secrets", Value.NULL)));
  }

  /** A workspace of an earlier version has none. */
  private static List<TaskOptions.Secret> secrets(Value json) {
    return json instanceof Value.Items(List<Value> items)
        ? items.stream().map(item -> TaskOptions.Secret.parse(((Value.Text) item).value())).toList()
        : List.of();
  }

  private static String text(Map<String, Value> json, String name) {
    if (json.get(name) instanceof Value.Text(String text)) {
      return text;
    }
    throw new IllegalArgumentException("'" + name + "' is missing");
  }

  private static Value.Fields fields(Map<String, Value> json, String name) {
    if (json.get(name) instanceof Value.Fields fields) {
      return fields;
    }
    throw new IllegalArgumentException("'" + name + "' is missing");
  }
}
