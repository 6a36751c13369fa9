package io.continuo.engine.domain.execution;

import io.continuo.command.Ending;
import io.continuo.command.ExecutionCommand;
import io.continuo.definition.TaskBuilder;
import io.continuo.definition.TaskDefinition;
import io.continuo.definition.TaskOptions;
import io.continuo.definition.WorkflowBuilder;
import io.continuo.definition.WorkflowDefinition;
import io.continuo.engine.domain.DeciderSpec;
import io.continuo.engine.snapshot.ExecutionSnapshot;
import io.continuo.event.ExecutionEvent;
import io.continuo.id.AttemptId;
import io.continuo.id.Digest;
import io.continuo.id.ExecutionId;
import io.continuo.id.RunnerId;
import io.continuo.id.WorkflowId;
import io.continuo.value.Value;
import io.continuo.wire.codec.ExecutionEventCodec;
import java.util.Map;
import java.util.Optional;

/** Words for specs of executions. */
final class ExecutionFixture {
  static final WorkflowId WORKFLOW = new WorkflowId("finance", "daily");
  static final ExecutionId ID = ExecutionId.of(WORKFLOW, "2026-11-21", 1);
  static final Digest DIGEST = new Digest("ab".repeat(32));
  static final RunnerId RUNNER = new RunnerId("runner-a", 1);
  static final RunnerId OTHER = new RunnerId("runner-b", 1);

  private ExecutionFixture() {}

  static WorkflowBuilder aWorkflow() {
    return WorkflowDefinition.of(WORKFLOW);
  }

  static TaskBuilder aTask(String name) {
    return TaskDefinition.named(name).type("noop");
  }

  /** Options of a task that holds permits while it runs, by limit. */
  static TaskOptions holding(Map<String, Integer> limits) {
    TaskOptions none = TaskOptions.NONE;
    return new TaskOptions(
        none.when(),
        none.map(),
        none.cache(),
        limits,
        none.secrets(),
        none.resources(),
        none.produces());
  }

  static ExecutionCommand grant(String task, int number, int epoch, String limit) {
    return new ExecutionCommand.GrantPermits(task, number, epoch, limit);
  }

  static DeciderSpec<ExecutionState, ExecutionCommand, ExecutionEvent> spec(
      WorkflowBuilder workflow) {
    Pinned pinned = Pinned.of(workflow.build());
    return new DeciderSpec<>(
        new DeciderSpec.Subject<>(
            new ExecutionDecider(ID, pinned),
            new ExecutionSnapshot(pinned),
            ExecutionState.ABSENT,
            new ExecutionEventCodec(),
            ID.toString()));
  }

  /** A spec whose execution has been started at second 0. */
  static DeciderSpec<ExecutionState, ExecutionCommand, ExecutionEvent> started(
      WorkflowBuilder workflow) {
    return spec(workflow).after(start());
  }

  static ExecutionCommand start() {
    return start(Value.Fields.EMPTY);
  }

  static ExecutionCommand start(Value.Fields inputs) {
    return new ExecutionCommand.StartExecution(
        WORKFLOW, 1, DIGEST, Optional.of("2026-11-21"), 1, "manual", inputs);
  }

  static ExecutionCommand claim(String task, int number, int epoch) {
    return claim(task, number, epoch, RUNNER);
  }

  static ExecutionCommand claim(String task, int number, int epoch, RunnerId runner) {
    return new ExecutionCommand.ClaimAttempt(task, number, epoch, runner, false);
  }

  static ExecutionCommand exits(String task, int number, int epoch, int code) {
    return report(task, number, epoch, new Ending.Exited(code, Value.Fields.EMPTY, ""));
  }

  static ExecutionCommand leaves(String task, int number, int epoch, Map<String, Value> outputs) {
    return report(task, number, epoch, new Ending.Exited(0, new Value.Fields(outputs), ""));
  }

  static ExecutionCommand report(String task, int number, int epoch, Ending ending) {
    return new ExecutionCommand.ReportAttempt(task, number, epoch, RUNNER, ending);
  }

  static ExecutionCommand wake(String task, long second) {
    return new ExecutionCommand.WakeExecution(Optional.of(task), DeciderSpec.second(second));
  }

  static AttemptId attempt(String task, int number, int epoch) {
    return new AttemptId(ID, task, number, epoch);
  }
}
