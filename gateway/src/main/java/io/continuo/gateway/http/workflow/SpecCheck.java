package io.continuo.gateway.http.workflow;

import io.continuo.definition.RegisteredTask;
import io.continuo.definition.TaskDefinition;
import io.continuo.definition.WorkflowDefinition;
import io.continuo.gateway.http.Problem;
import io.continuo.gateway.view.query.Runners;
import io.continuo.spec.SpecSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether tasks of third parties' types say what the JSON schemas accept that runners announced
 * with the types. What a task {@code use}s was checked when that was registered.
 */
final class SpecCheck {
  private final Runners runners;

  SpecCheck(Runners runners) {
    this.runners = runners;
  }

  /**
   * What was found.
   *
   * @param faults for which the definition is refused
   * @param warnings what could not be checked
   */
  record Found(List<Problem.Fault> faults, List<Problem.Fault> warnings) {
    private Found() {
      this(new ArrayList<>(), new ArrayList<>());
    }
  }

  Found of(WorkflowDefinition workflow) {
    Found found = new Found();
    workflow
        .tasks()
        .values()
        .forEach(task -> check("/tasks/" + LimitCheck.escaped(task.name()), task, found));
    workflow.finallyTask().ifPresent(task -> check("/finally", task, found));
    return found;
  }

  Found of(RegisteredTask registered) {
    Found found = new Found();
    check("", registered.task(), found);
    return found;
  }

  private void check(String place, TaskDefinition task, Found found) {
    if (!task.isThirdParty() || task.use().isPresent()) {
      return;
    }
    Optional<String> announced = runners.schemaOf(task.type());
    if (announced.isEmpty()) {
      found.warnings().add(unknown(place, task));
    } else if (!announced.get().isEmpty()) {
      check(place, task, announced.get(), found);
    }
  }

  private static void check(String place, TaskDefinition task, String schema, Found found) {
    try {
      SpecSchema.of(schema)
          .faultsOfWritten(task.spec())
          .forEach(fault -> found.faults().add(fault(place + fault.pointer(), fault.message())));
    } catch (IllegalArgumentException e) {
      String complaint =
          "the JSON schema that a runner announced for '%s' is of no use here, so its fields are not checked: %s"
              .formatted(task.type(), e.getMessage());
      found.warnings().add(fault(place + "/type", complaint));
    }
  }

  private static Problem.Fault unknown(String place, TaskDefinition task) {
    return fault(
        place + "/type",
        "no runner has announced the task type '"
            + task.type()
            + "' yet, so its fields are not checked: start one on queue '"
            + task.queue()
            + "' with the jar that brings the type");
  }

  private static Problem.Fault fault(String pointer, String message) {
    return new Problem.Fault(pointer, Optional.empty(), message);
  }
}
