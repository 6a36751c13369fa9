package io.continuo.runner.launch;

import io.continuo.definition.TaskOptions;
import io.continuo.dispatch.TaskLaunch;
import io.continuo.id.AttemptId;
import io.continuo.id.ExecutionId;
import io.continuo.id.WorkflowId;
import io.continuo.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Builds ready-task commands for tests: {@code SampleTask.of("process").with("command",
 * ...).launch()}.
 */
public record SampleTask(
    String type,
    Value.Fields spec,
    Value.Fields inputs,
    boolean declaresOutputs,
    List<TaskOptions.Secret> secrets) {

  public static SampleTask of(String type) {
    return new SampleTask(type, Value.Fields.EMPTY, Value.Fields.EMPTY, false, List.of());
  }

  public SampleTask with(String field, Value value) {
    Map<String, Value> fields = new java.util.LinkedHashMap<>(spec.values());
    fields.put(field, value);
    return new SampleTask(type, new Value.Fields(fields), inputs, declaresOutputs, secrets);
  }

  public SampleTask with(String field, String... texts) {
    return with(field, new Value.Items(List.of(texts).stream().map(Value::of).toList()));
  }

  public SampleTask withInputs(Value.Fields inputs) {
    return new SampleTask(type, spec, inputs, declaresOutputs, secrets);
  }

  public SampleTask declaringOutputs() {
    return new SampleTask(type, spec, inputs, true, secrets);
  }

  /** References such as {@code DB_PASSWORD=finance-db/password}. */
  public SampleTask withSecrets(String... references) {
    List<TaskOptions.Secret> asked =
        List.of(references).stream().map(TaskOptions.Secret::parse).toList();
    return new SampleTask(type, spec, inputs, declaresOutputs, asked);
  }

  /** A launch of a fresh execution. */
  public TaskLaunch launch() {
    return launch(new AttemptId(new ExecutionId(UUID.randomUUID()), "extract", 1, 1));
  }

  public TaskLaunch launch(AttemptId attempt) {
    return new TaskLaunch(
        attempt,
        "default",
        new WorkflowId("finance", "daily-revenue"),
        1,
        Optional.of("2026-11-21"),
        "manual",
        type,
        spec,
        inputs,
        declaresOutputs,
        secrets);
  }
}
