package io.continuo.gateway.http.workflow;

import io.continuo.definition.TaskDefinition;
import io.continuo.definition.WorkflowDefinition;
import io.continuo.gateway.http.Problem;
import io.continuo.gateway.view.query.limit.LimitSummary;
import io.continuo.gateway.view.query.limit.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether the limits that tasks name are there, and large enough ever to let them run. */
final class LimitCheck {
  private final Limits limits;

  LimitCheck(Limits limits) {
    this.limits = limits;
  }

  /** Every limit that does not fit. */
  List<Problem.Fault> faults(WorkflowDefinition workflow) {
    List<Problem.Fault> faults = new ArrayList<>();
    workflow
        .tasks()
        .values()
        .forEach(task -> check("/tasks/" + escaped(task.name()), task, faults));
    workflow.finallyTask().ifPresent(task -> check("/finally", task, faults));
    return faults;
  }

  private void check(String place, TaskDefinition task, List<Problem.Fault> faults) {
    task.options()
        .limits()
        .forEach(
            (name, weight) ->
                problem(task.name(), name, weight)
                    .ifPresent(
                        what ->
                            faults.add(
                                new Problem.Fault(
                                    place + "/limits/" + escaped(name), Optional.empty(), what))));
  }

  private Optional<String> problem(String task, String name, int weight) {
    Optional<LimitSummary> limit = limits.byName(name);
    if (limit.isEmpty()) {
      return Optional.of(
          "there is no limit '"
              + name
              + "': make it with continuo limits set "
              + name
              + " --permits N");
    }
    int permits = limit.get().permits();
    return weight <= permits || permits == 0
        ? Optional.empty()
        : Optional.of(
            "task "
                + task
                + " takes "
                + weight
                + " permits of "
                + name
                + ", which has "
                + permits
                + ", so it would wait for ever: take fewer, or raise it with continuo limits set "
                + name
                + " --permits "
                + weight);
  }

  static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }
}
