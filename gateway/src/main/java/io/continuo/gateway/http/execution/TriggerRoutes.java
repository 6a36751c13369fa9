package io.continuo.gateway.http.execution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.continuo.command.WorkflowCommand;
import io.continuo.event.WorkflowEvent;
import io.continuo.gateway.command.Answer;
import io.continuo.gateway.command.Commands;
import io.continuo.gateway.http.Call;
import io.continuo.gateway.http.Endpoints;
import io.continuo.gateway.http.Json;
import io.continuo.gateway.http.Problem;
import io.continuo.gateway.http.ProblemException;
import io.continuo.gateway.http.Reply;
import io.continuo.gateway.http.api.Answers;
import io.continuo.gateway.http.api.IdempotencyKey;
import io.continuo.gateway.http.api.Names;
import io.continuo.gateway.view.query.ExecutionSummary;
import io.continuo.gateway.view.query.Executions;
import io.continuo.id.WorkflowId;
import io.continuo.value.Value;
import io.continuo.wire.UndecodableException;
import io.continuo.wire.ValueJson;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Starting executions by hand. */
public final class TriggerRoutes {
  private final Executions executions;
  private final Commands commands;

  public TriggerRoutes(Executions executions, Commands commands) {
    this.executions = executions;
    this.commands = commands;
  }

  public void addTo(Endpoints endpoints) {
    endpoints.post("/api/v1/namespaces/{ns}/workflows/{name}/executions", this::trigger);
  }

  private Reply trigger(Call call) throws InterruptedException {
    WorkflowId id = Names.workflow(call);
    String key = IdempotencyKey.of(call);
    WorkflowCommand command = command(call.json(), key);
    Optional<ExecutionSummary> known = executions.byKey(id, key);
    if (known.isPresent()) {
      return repeated(known.get());
    }
    Answer answer = commands.ask(id, command, () -> executions.byKey(id, key).isPresent());
    return switch (Answers.accepted(answer)) {
      case Answer.Event event
          when event.recorded().event() instanceof WorkflowEvent.ExecutionTriggered e ->
          created(id, e, event);
      case Answer.Event _, Answer.AlreadySo _, Answer.Silence _ ->
          repeated(
              executions
                  .byKey(id, key)
                  .orElseThrow(
                      () ->
                          new IllegalStateException(
                              "an accepted trigger of " + id + " left no execution")));
    };
  }

  private static Reply repeated(ExecutionSummary execution) {
    return Reply.ok(ExecutionJson.execution(execution)).with("Location", location(execution.id()));
  }

  /**
   * The execution as the read model has it; or, when that lags too far behind, as the engine's
   * answer says it is.
   */
  private Reply created(
      WorkflowId id, WorkflowEvent.ExecutionTriggered event, Answer.Event answer) {
    String execution = event.execution().toString();
    ObjectNode json =
        executions
            .byId(execution)
            .map(ExecutionJson::execution)
            .orElseGet(() -> fromAnswer(id, event, answer));
    return Reply.json(201, json).with("Location", location(execution));
  }

  private static ObjectNode fromAnswer(
      WorkflowId id, WorkflowEvent.ExecutionTriggered event, Answer.Event answer) {
    return ExecutionJson.execution(
        new ExecutionSummary(
            0,
            event.execution().toString(),
            id,
            event.version(),
            event.digest().hex(),
            event.partition(),
            event.run(),
            event.kind(),
            Optional.of(event.key()),
            Optional.of(event.origin()).filter(text -> !text.isEmpty()),
            event.slot().or(event::partition),
            "queued",
            Optional.empty(),
            answer.recorded().at(),
            Optional.empty(),
            Optional.empty(),
            ValueJson.write(event.inputs()),
            Optional.empty(),
            0));
  }

  private static String location(String execution) {
    return "/api/v1/executions/" + execution;
  }

  private static WorkflowCommand command(ObjectNode body, String key) {
    body.fieldNames()
        .forEachRemaining(
            name -> {
              if (!name.equals("partition") && !name.equals("inputs") && !name.equals("version")) {
                throw invalid(
                    "there is no field '" + name + "': give partition, inputs or version");
              }
            });
    return new WorkflowCommand.TriggerExecution(
        key,
        "manual",
        "",
        partition(body.path("partition")),
        inputs(body.path("inputs")),
        version(body.path("version")));
  }

  private static Optional<String> partition(JsonNode node) {
    if (node.isMissingNode() || node.isNull()) {
      return Optional.empty();
    }
    if (!node.isTextual()) {
      throw invalid("/partition is no text");
    }
    return Optional.of(node.textValue());
  }

  private static Value.Fields inputs(JsonNode node) {
    if (node.isMissingNode() || node.isNull()) {
      return Value.Fields.EMPTY;
    }
    if (!(node instanceof ObjectNode object)) {
      throw invalid("/inputs is no JSON object");
    }
    try {
      return ValueJson.readFields(new String(Json.bytes(object), StandardCharsets.UTF_8));
    } catch (UndecodableException e) {
      throw invalid("/inputs: " + e.getMessage());
    }
  }

  private static Optional<Integer> version(JsonNode node) {
    if (node.isMissingNode() || node.isNull()) {
      return Optional.empty();
    }
    if (!node.isInt() || node.intValue() < 1) {
      throw invalid("/version is no whole number from 1");
    }
    return Optional.of(node.intValue());
  }

  private static ProblemException invalid(String detail) {
    return Problem.of(422, "invalid-trigger", detail).asException();
  }
}
