package io.continuo.definition;

import io.continuo.definition.policy.OnTaskFailure;
import io.continuo.definition.policy.RetryPolicy;
import io.continuo.definition.policy.Timeouts;
import io.continuo.definition.type.Type;
import io.continuo.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Builds a task from its defaults: a {@code noop} that is tried once. Not validated; the reader
 * does that.
 */
public final class TaskBuilder {
  private final String name;
  private String type = "noop";
  private final List<String> after = new ArrayList<>();
  private final Map<String, Value> inputs = new LinkedHashMap<>();
  private final Map<String, Type> outputs = new LinkedHashMap<>();
  private RetryPolicy retry = RetryPolicy.DEFAULT;
  private Timeouts timeouts = Timeouts.NONE;
  private String queue = TaskDefinition.DEFAULT_QUEUE;
  private OnTaskFailure onFailure = OnTaskFailure.FAIL;
  private Optional<TaskRef> use = Optional.empty();
  private TaskOptions options = TaskOptions.NONE;
  private Value.Fields spec = Value.Fields.EMPTY;

  TaskBuilder(String name) {
    this.name = name;
  }

  public TaskBuilder type(String type) {
    this.type = type;
    return this;
  }

  public TaskBuilder after(String... tasks) {
    after.addAll(List.of(tasks));
    return this;
  }

  public TaskBuilder input(String input, Value binding) {
    inputs.put(input, binding);
    return this;
  }

  public TaskBuilder output(String output, Type outputType) {
    outputs.put(output, outputType);
    return this;
  }

  public TaskBuilder retry(RetryPolicy retry) {
    this.retry = retry;
    return this;
  }

  public TaskBuilder timeouts(Timeouts timeouts) {
    this.timeouts = timeouts;
    return this;
  }

  public TaskBuilder queue(String queue) {
    this.queue = queue;
    return this;
  }

  public TaskBuilder onFailure(OnTaskFailure onFailure) {
    this.onFailure = onFailure;
    return this;
  }

  public TaskBuilder use(TaskRef use) {
    this.use = Optional.of(use);
    return this;
  }

  public TaskBuilder options(TaskOptions options) {
    this.options = options;
    return this;
  }

  public TaskBuilder spec(Value.Fields spec) {
    this.spec = spec;
    return this;
  }

  public TaskDefinition build() {
    return new TaskDefinition(
        name, type, after, inputs, outputs, retry, timeouts, queue, onFailure, use, options, spec);
  }
}
