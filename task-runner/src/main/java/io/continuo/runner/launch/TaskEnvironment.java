package io.continuo.runner.launch;

import io.continuo.dispatch.TaskLaunch;
import java.util.LinkedHashMap;
import java.util.Map;

/** The environment variables that every task finds, whatever launches it. */
public final class TaskEnvironment {

  private TaskEnvironment() {}

  /**
   * The contract's variables over the task's own ones.
   *
   * @param inputs path of the inputs file as the task sees it
   * @param outputs path of the outputs file as the task sees it
   */
  public static Map<String, String> of(TaskLaunch task, String inputs, String outputs)
      throws LaunchException {
    Map<String, String> variables = new LinkedHashMap<>(Spec.of(task.spec()).textMap("env"));
    variables.put("CONTINUO_INPUTS", inputs);
    variables.put("CONTINUO_OUTPUTS", outputs);
    variables.put("CONTINUO_EXECUTION", task.attempt().execution().toString());
    variables.put("CONTINUO_TASK", task.attempt().task());
    variables.put("CONTINUO_ATTEMPT", Integer.toString(task.attempt().number()));
    // Empty rather than unset, so that a script with `set -u` survives a run without partition.
    variables.put("CONTINUO_PARTITION", task.partition().orElse(""));
    variables.put("CONTINUO_NAMESPACE", task.workflow().namespace());
    variables.put("CONTINUO_WORKFLOW", task.workflow().name());
    variables.put("CONTINUO_TRIGGER", task.trigger());
    return variables;
  }
}
