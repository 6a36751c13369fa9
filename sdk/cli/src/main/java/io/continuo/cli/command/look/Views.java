package io.continuo.cli.command.look;

import io.continuo.cli.output.Cell;
import io.continuo.cli.output.Colour;
import io.continuo.cli.output.Times;
import io.continuo.cli.output.View;
import io.continuo.sdk.model.Attempt;
import io.continuo.sdk.model.Execution;
import io.continuo.sdk.model.RecordedEvent;
import io.continuo.sdk.model.RegisteredTask;
import io.continuo.sdk.model.Runner;
import io.continuo.sdk.model.TaskView;
import io.continuo.sdk.model.Workflow;
import io.continuo.sdk.why.Why;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How each kind of thing stands in a table. */
public final class Views {
  public static final View<Workflow> WORKFLOWS =
      new View<>(
          List.of("WORKFLOW", "VERSION", "STATE", "OWNER", "REGISTERED"),
          workflow -> workflow.id().toString(),
          Workflow::json,
          (workflow, now) ->
              List.of(
                  Cell.of(workflow.id()),
                  Cell.of(workflow.version()),
                  state(workflow),
                  Cell.of(workflow.owner()),
                  Cell.ago(workflow.registeredAt(), now)));

  public static final View<RegisteredTask> TASKS =
      new View<>(
          List.of("TASK", "TYPE", "VERSION", "REGISTERED"),
          task -> task.id().toString(),
          RegisteredTask::json,
          (task, now) ->
              List.of(
                  Cell.of(task.id()),
                  Cell.of(task.type()),
                  Cell.of(task.version()),
                  Cell.ago(task.registeredAt(), now)));

  public static final View<Execution> EXECUTIONS =
      new View<>(
          List.of(
              "EXECUTION", "WORKFLOW", "PARTITION", "RUN", "STATUS", "CREATED", "TOOK", "TRIGGER"),
          Execution::id,
          Execution::json,
          (execution, now) ->
              List.of(
                  Cell.of(execution.id()),
                  Cell.of(execution.workflow()),
                  Cell.of(execution.partition()),
                  Cell.of(execution.run()),
                  Cell.status(execution.status().word()),
                  Cell.ago(execution.createdAt(), now),
                  Cell.of(Times.took(execution.startedAt(), execution.endedAt(), now)),
                  Cell.of(execution.trigger().kind())));

  public static final View<Runner> RUNNERS =
      new View<>(
          List.of("RUNNER", "STATUS", "QUEUES", "BUSY", "HEARTBEAT"),
          Runner::id,
          Runner::json,
          (runner, now) ->
              List.of(
                  Cell.of(runner.id()),
                  Cell.status(runner.status()),
                  Cell.of(String.join(",", runner.queues())),
                  Cell.of(runner.running() + "/" + runner.slots()),
                  Cell.ago(runner.lastHeartbeatAt(), now)));

  public static final View<Why.Reason> REASONS =
      new View<>(
          List.of("TASK", "REASON", "MESSAGE"),
          Why.Reason::kind,
          Why.Reason::json,
          (reason, now) ->
              List.of(Cell.of(reason.task()), Cell.of(reason.kind()), Cell.of(reason.message())));

  public static final View<TaskView> TASKS_OF_A_RUN =
      new View<>(
          List.of("TASK", "TYPE", "STATUS", "ATTEMPTS", "TOOK", "EXIT", "RUNNER", "MESSAGE"),
          TaskView::name,
          TaskView::json,
          Views::taskRow);

  public static final View<RecordedEvent> EVENTS =
      new View<>(
          List.of("SEQUENCE", "TIME", "EVENT", "TASK", "DATA"),
          event -> Long.toString(event.sequence()),
          RecordedEvent::json,
          (event, now) ->
              List.of(
                  Cell.of(event.sequence()),
                  Cell.of(event.time()),
                  Cell.of(event.type()),
                  Cell.of(event.task()),
                  Cell.of(event.data().isEmpty() ? Optional.empty() : Optional.of(event.data()))));

  private Views() {}

  /** Active or paused, and by what if not by the workflow itself. */
  static Cell state(Workflow workflow) {
    boolean alone =
        workflow.pausedBy().isEmpty() || workflow.pausedBy().equals(List.of("workflow"));
    if (alone) {
      return Cell.status(workflow.paused() || !workflow.pausedBy().isEmpty() ? "paused" : "active");
    }
    return new Cell("paused by " + String.join(", ", workflow.pausedBy()), Colour.HELD);
  }

  private static List<Cell> taskRow(TaskView task, Instant now) {
    Optional<Attempt> last = task.lastAttempt();
    return List.of(
        Cell.of(task.name()),
        Cell.of(task.type()),
        Cell.status(task.status().word()),
        Cell.of(task.attempts().size()),
        Cell.of(last.flatMap(attempt -> Times.took(attempt.startedAt(), attempt.endedAt(), now))),
        Cell.of(last.flatMap(Attempt::exitCode)),
        Cell.of(last.flatMap(Attempt::runner)),
        Cell.of(last.flatMap(Attempt::message).or(task::message)));
  }
}
