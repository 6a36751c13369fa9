package io.continuo.gateway.http.slot;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.continuo.definition.WorkflowDefinition;
import io.continuo.gateway.http.Call;
import io.continuo.gateway.http.Endpoints;
import io.continuo.gateway.http.Json;
import io.continuo.gateway.http.Problem;
import io.continuo.gateway.http.Reply;
import io.continuo.gateway.http.api.JsonFields;
import io.continuo.gateway.http.api.Lists;
import io.continuo.gateway.http.api.Names;
import io.continuo.gateway.view.query.Definitions;
import io.continuo.gateway.view.query.Labels;
import io.continuo.gateway.view.query.time.SlotFilter;
import io.continuo.gateway.view.query.time.SlotHistory;
import io.continuo.gateway.view.query.time.SlotNeeds;
import io.continuo.gateway.view.query.time.SlotSummary;
import io.continuo.gateway.view.query.time.Slots;
import java.util.List;
import java.util.Set;

/** The record of every expected slot. */
public final class SlotRoutes {
  private static final List<String> STATUSES =
      List.of(
          "waiting",
          "queued",
          "running",
          "succeeded",
          "failed",
          "timed-out",
          "cancelled",
          "skipped",
          "missed");

  private final Definitions definitions;
  private final Slots slots;
  private final SlotHistory history;
  private final SlotNeeds needs;

  public SlotRoutes(Definitions definitions, Slots slots, SlotHistory history, SlotNeeds needs) {
    this.definitions = definitions;
    this.slots = slots;
    this.history = history;
    this.needs = needs;
  }

  public void addTo(Endpoints endpoints) {
    endpoints.get("/api/v1/namespaces/{ns}/workflows/{name}/slots", this::list);
  }

  private Reply list(Call call) {
    WorkflowDefinition workflow = Names.newest(definitions, Names.workflow(call));
    SlotFilter filter =
        new SlotFilter(new Labels(call.query("from"), call.query("to")), statuses(call));
    return Lists.page(
        history.page(workflow, filter, call.query("cursor"), call.limit()),
        slot -> json(workflow, slot));
  }

  private static List<String> statuses(Call call) {
    List<String> statuses =
        call.query("status").map(text -> List.of(text.split(","))).orElse(List.of());
    if (!Set.copyOf(STATUSES).containsAll(statuses)) {
      throw Problem.badRequest(
              "invalid-parameter",
              "status is '"
                  + String.join(",", statuses)
                  + "'; give any of "
                  + String.join(",", STATUSES))
          .asException();
    }
    return statuses;
  }

  private ObjectNode json(WorkflowDefinition workflow, SlotSummary slot) {
    ObjectNode json = Json.object().put("slot", slot.slot());
    JsonFields.put(json, "partition", slot.partition());
    json.put("status", slot.status());
    JsonFields.put(json, "reason", slot.reason());
    JsonFields.putTime(json, "dueAt", slot.dueAt());
    JsonFields.put(json, "execution", slot.run().map(SlotSummary.Run::execution));
    JsonFields.put(json, "executionStatus", slot.run().map(SlotSummary.Run::status));
    json.put("runs", slot.run().map(SlotSummary.Run::number).orElse(0));
    json.set("waitingFor", waitingFor(workflow, slot));
    slot.run()
        .ifPresent(
            run -> {
              ObjectNode by = json.putObject("startedBy");
              JsonFields.put(by, "kind", run.kind());
              JsonFields.put(by, "origin", run.origin());
            });
    Slots.Counts counts = slots.counts(workflow.id(), slot.slot());
    json.put("joined", counts.joined()).put("ignored", counts.ignored());
    return json.put("updatedAt", slot.updatedAt().toString());
  }

  private ArrayNode waitingFor(WorkflowDefinition workflow, SlotSummary slot) {
    ArrayNode list = Json.object().arrayNode();
    if (slot.status().equals("waiting")) {
      for (SlotNeeds.Need need : needs.of(workflow, slot.slot())) {
        ObjectNode one = list.addObject().put("dataset", need.dataset());
        one.put("needed", need.needed()).put("landed", need.landed());
        need.missing().forEach(one.putArray("missing")::add);
      }
    }
    return list;
  }
}
