package io.continuo.gateway.http.execution;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.continuo.gateway.http.Json;
import io.continuo.gateway.http.api.JsonFields;
import io.continuo.gateway.view.query.ExecutionSummary;
import io.continuo.gateway.view.query.time.SlotLanding;
import io.continuo.gateway.view.query.time.Slots;
import java.util.List;

/** What started an execution, and which landings belonged to it or came in vain. */
final class TriggerJson {
  private static final int LISTED = 100;

  private final Slots slots;

  TriggerJson(Slots slots) {
    this.slots = slots;
  }

  /** Completes the trigger of an execution. */
  void add(ExecutionSummary execution, ObjectNode json) {
    ObjectNode trigger = json.withObject("/trigger");
    if (execution.triggerKind().equals("backfill")) {
      execution.triggerOrigin().ifPresent(backfill -> trigger.put("backfill", backfill));
    }
    execution.slot().ifPresent(slot -> addLandings(execution, slot, trigger));
  }

  private void addLandings(ExecutionSummary execution, String slot, ObjectNode trigger) {
    if (execution.triggerKind().equals("landing")) {
      execution
          .triggerOrigin()
          .flatMap(landing -> slots.landing(execution.workflow(), slot, landing))
          .ifPresent(landing -> trigger.set("startedBy", json(landing)));
    }
    List<SlotLanding> joined = slots.landings(execution.workflow(), slot, false, LISTED);
    List<SlotLanding> ignored = slots.landings(execution.workflow(), slot, true, LISTED);
    if (!joined.isEmpty() || !ignored.isEmpty()) {
      ArrayNode list = trigger.putArray("joined");
      joined.forEach(landing -> list.add(json(landing)));
      ArrayNode others = trigger.putArray("ignored");
      ignored.forEach(landing -> others.add(json(landing)));
    }
  }

  private static ObjectNode json(SlotLanding landing) {
    ObjectNode json = Json.object().put("dataset", landing.dataset());
    JsonFields.put(json, "partition", landing.partition());
    JsonFields.put(json, "id", landing.id());
    json.put("at", landing.at().toString());
    landing.ignored().ifPresent(reason -> json.put("reason", reason));
    return json;
  }
}
