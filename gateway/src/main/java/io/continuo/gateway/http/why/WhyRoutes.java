package io.continuo.gateway.http.why;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.continuo.definition.WorkflowDefinition;
import io.continuo.gateway.http.Call;
import io.continuo.gateway.http.Endpoints;
import io.continuo.gateway.http.Json;
import io.continuo.gateway.http.Problem;
import io.continuo.gateway.http.Reply;
import io.continuo.gateway.http.api.JsonFields;
import io.continuo.gateway.http.api.Names;
import io.continuo.gateway.view.query.Definitions;
import io.continuo.gateway.view.query.Executions;
import io.continuo.gateway.view.query.why.Reason;
import io.continuo.gateway.view.query.why.Reasons;
import io.continuo.gateway.view.query.why.Why;
import io.continuo.wire.ValueJson;
import java.time.Clock;

/** Why an execution or an expected slot stands as it does. */
public final class WhyRoutes {
  private final Definitions definitions;
  private final Executions executions;
  private final Reasons reasons;
  private final Clock clock;

  public WhyRoutes(Definitions definitions, Executions executions, Reasons reasons, Clock clock) {
    this.definitions = definitions;
    this.executions = executions;
    this.reasons = reasons;
    this.clock = clock;
  }

  public void addTo(Endpoints endpoints) {
    endpoints
        .get("/api/v1/executions/{id}/why", this::ofExecution)
        .get("/api/v1/namespaces/{ns}/workflows/{name}/slots/{slot}/why", this::ofSlot);
  }

  private Reply ofExecution(Call call) {
    String id = Names.execution(call).toString();
    return executions
        .byId(id)
        .map(execution -> Reply.ok(json(reasons.of(execution, clock.instant()))))
        .orElseThrow(() -> Names.noExecution(id).asException());
  }

  private Reply ofSlot(Call call) {
    WorkflowDefinition workflow = Names.newest(definitions, Names.workflow(call));
    String slot = call.path("slot");
    return reasons
        .of(workflow, slot, clock.instant())
        .map(why -> Reply.ok(json(why)))
        .orElseThrow(
            () ->
                Problem.notFound(
                        "slot '%s' of workflow %s neither ran nor waits: its list of slots and what comes next tell more"
                            .formatted(slot, workflow.id()))
                    .asException());
  }

  private static ObjectNode json(Why why) {
    ObjectNode json = Json.object().put("workflow", why.workflow().toString());
    JsonFields.put(json, "slot", why.slot());
    JsonFields.put(json, "execution", why.execution());
    json.put("status", why.status());
    ArrayNode list = json.putArray("reasons");
    why.reasons().forEach(reason -> list.add(json(reason)));
    return json.put("left", why.left());
  }

  private static ObjectNode json(Reason reason) {
    ObjectNode json = Json.object().put("kind", reason.kind().text());
    reason.task().ifPresent(task -> json.put("task", task));
    json.put("message", reason.message());
    json.setAll((ObjectNode) JsonFields.parse(ValueJson.write(reason.details())));
    return json;
  }
}
