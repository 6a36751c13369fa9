package io.continuo.gateway.http.execution;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.continuo.command.ExecutionCommand;
import io.continuo.command.WorkflowCommand;
import io.continuo.gateway.command.Answer;
import io.continuo.gateway.command.Commands;
import io.continuo.gateway.http.Call;
import io.continuo.gateway.http.Endpoints;
import io.continuo.gateway.http.Problem;
import io.continuo.gateway.http.Reply;
import io.continuo.gateway.http.api.Answers;
import io.continuo.gateway.http.api.Lists;
import io.continuo.gateway.http.api.Names;
import io.continuo.gateway.view.query.Events;
import io.continuo.gateway.view.query.ExecutionFilter;
import io.continuo.gateway.view.query.ExecutionSummary;
import io.continuo.gateway.view.query.Executions;
import io.continuo.gateway.view.query.Tasks;
import io.continuo.gateway.view.query.time.Slots;
import io.continuo.id.ExecutionId;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Lists, details, history and cancelling of executions. */
public final class ExecutionRoutes {
  private final Executions executions;
  private final Tasks tasks;
  private final Events events;
  private final TriggerJson triggers;
  private final Commands commands;
  private final EventJson eventJson;

  public ExecutionRoutes(
      Executions executions,
      Tasks tasks,
      Events events,
      Slots slots,
      Commands commands,
      EventJson eventJson) {
    this.executions = executions;
    this.tasks = tasks;
    this.events = events;
    this.triggers = new TriggerJson(slots);
    this.commands = commands;
    this.eventJson = eventJson;
  }

  public void addTo(Endpoints endpoints) {
    endpoints
        .get("/api/v1/executions", this::list)
        .get("/api/v1/executions/{id}", call -> Reply.ok(detail(find(call))))
        .get("/api/v1/executions/{id}/tasks", this::tasks)
        .get("/api/v1/executions/{id}/events", this::events)
        .post("/api/v1/executions/{id}/cancel", this::cancel);
  }

  private Reply list(Call call) {
    ExecutionFilter filter =
        new ExecutionFilter(
            call.query("namespace"),
            call.query("workflow"),
            call.query("status").map(words -> List.of(words.split(","))).orElse(List.of()),
            call.query("partition"),
            time(call, "from"),
            time(call, "to"));
    return Lists.page(
        executions.list(filter, call.query("cursor"), call.limit()), ExecutionJson::execution);
  }

  private ObjectNode detail(ExecutionSummary execution) {
    ObjectNode json = ExecutionJson.execution(execution);
    triggers.add(execution, json);
    ObjectNode counts = json.putObject("taskCounts");
    tasks.counts(execution).forEach(counts::put);
    return json;
  }

  private Reply tasks(Call call) {
    return Lists.page(
        tasks.list(find(call), call.query("cursor"), call.limit()), ExecutionJson::task);
  }

  private Reply events(Call call) {
    ExecutionSummary execution = find(call);
    return Lists.page(events.list(execution, call.query("cursor"), call.limit()), eventJson::event);
  }

  private Reply cancel(Call call) throws InterruptedException {
    ExecutionId id = Names.execution(call);
    ExecutionSummary execution = find(call);
    String reason = call.json().path("reason").asText("");
    if (execution.hasEnded()) {
      throw Problem.of(409, "not-live", "execution " + id + " has ended: it " + execution.status())
          .asException();
    }
    Answer answer = askToCancel(id, execution, reason);
    Answers.accepted(answer);
    return Reply.json(202, ExecutionJson.execution(find(call)));
  }

  /** One that has not started yet is its workflow's to cancel. */
  private Answer askToCancel(ExecutionId id, ExecutionSummary execution, String reason)
      throws InterruptedException {
    if (execution.status().equals("queued")) {
      Answer answer =
          commands.ask(
              execution.workflow(),
              new WorkflowCommand.CancelQueued(id, "api", reason),
              () -> ended(id));
      if (Answers.refusal(answer).isEmpty()) {
        return answer;
      }
    }
    return commands.ask(
        id, new ExecutionCommand.CancelExecution("api", reason), () -> stopping(id));
  }

  private boolean ended(ExecutionId id) {
    return executions.byId(id.toString()).map(ExecutionSummary::hasEnded).orElse(false);
  }

  private boolean stopping(ExecutionId id) {
    return executions
        .byId(id.toString())
        .map(execution -> execution.hasEnded() || execution.status().equals("cancelling"))
        .orElse(false);
  }

  private ExecutionSummary find(Call call) {
    String id = Names.execution(call).toString();
    return executions.byId(id).orElseThrow(() -> Names.noExecution(id).asException());
  }

  private static Optional<Instant> time(Call call, String name) {
    try {
      return call.query(name).map(Instant::parse);
    } catch (DateTimeException e) {
      throw Problem.badRequest(
              "invalid-parameter", name + " is no time: write it like 2026-11-21T05:00:00Z")
          .asException();
    }
  }
}
