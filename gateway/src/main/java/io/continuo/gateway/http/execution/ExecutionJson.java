package io.continuo.gateway.http.execution;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.continuo.gateway.http.Json;
import io.continuo.gateway.http.api.JsonFields;
import io.continuo.gateway.view.query.ExecutionSummary;
import io.continuo.gateway.view.query.TaskSummary;
import java.util.List;
import java.util.Optional;

/** Executions and their tasks as the API shows them. */
final class ExecutionJson {
  private ExecutionJson() {}

  static ObjectNode execution(ExecutionSummary execution) {
    ObjectNode json = Json.object();
    json.put("id", execution.id());
    json.put("namespace", execution.workflow().namespace());
    json.put("workflow", execution.workflow().name());
    json.put("version", execution.version());
    json.put("digest", execution.digest());
    JsonFields.put(json, "partition", execution.partition());
    json.put("run", execution.run());
    ObjectNode trigger = json.putObject("trigger").put("kind", execution.triggerKind());
    JsonFields.put(trigger, "key", execution.triggerKey());
    execution.triggerOrigin().ifPresent(origin -> trigger.put("origin", origin));
    json.put("status", execution.status());
    JsonFields.put(json, "message", execution.message().filter(text -> !text.isEmpty()));
    json.put("createdAt", execution.createdAt().toString());
    JsonFields.putTime(json, "startedAt", execution.startedAt());
    JsonFields.putTime(json, "endedAt", execution.endedAt());
    JsonFields.putJson(json, "inputs", Optional.of(execution.inputs()));
    JsonFields.putJson(json, "outputs", execution.outputs());
    return json;
  }

  static ObjectNode task(TaskSummary task) {
    ObjectNode json = Json.object();
    json.put("name", task.name());
    JsonFields.put(json, "type", task.type());
    json.put("status", task.status());
    JsonFields.put(json, "message", task.message());
    ArrayNode after = json.putArray("after");
    task.after().forEach(after::add);
    JsonFields.putJson(json, "inputs", task.inputs());
    JsonFields.putJson(json, "outputs", task.outputs());
    json.set("attempts", attempts(task.attempts()));
    return json;
  }

  private static ArrayNode attempts(List<TaskSummary.Attempt> attempts) {
    ArrayNode list = Json.object().arrayNode();
    for (TaskSummary.Attempt attempt : attempts) {
      ObjectNode json = list.addObject();
      json.put("number", attempt.number());
      json.put("epoch", attempt.epoch());
      JsonFields.put(json, "runner", attempt.runner());
      JsonFields.put(json, "outcome", attempt.outcome());
      JsonFields.put(json, "budget", attempt.budget());
      JsonFields.putTime(json, "scheduledAt", attempt.scheduledAt());
      JsonFields.putTime(json, "startedAt", attempt.startedAt());
      JsonFields.putTime(json, "endedAt", attempt.endedAt());
      attempt
          .exitCode()
          .ifPresentOrElse(code -> json.put("exitCode", code), () -> json.putNull("exitCode"));
      JsonFields.put(json, "message", attempt.message());
    }
    return list;
  }
}
