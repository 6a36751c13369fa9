package io.continuo.gateway.http.backfill;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.continuo.backfill.BackfillPlan;
import io.continuo.gateway.http.Json;
import io.continuo.gateway.http.api.JsonFields;
import io.continuo.gateway.view.query.time.BackfillSlot;
import io.continuo.gateway.view.query.time.BackfillSummary;

/** Backfills and plans as the API shows them. */
final class BackfillJson {
  /** Slots that a preview names, of each workflow. */
  private static final int LISTED = 100;

  private BackfillJson() {}

  static ObjectNode plan(BackfillPlan plan) {
    ObjectNode json = Json.object().put("total", plan.total());
    ArrayNode steps = json.putArray("steps");
    for (BackfillPlan.Step step : plan.steps()) {
      ObjectNode one = steps.addObject().put("workflow", step.workflow().toString());
      one.put("count", step.slots().count());
      one.put("from", step.slots().first().toString());
      one.put("to", step.slots().last().toString());
      ArrayNode slots = one.putArray("slots");
      step.slots().stream().limit(LISTED).forEach(label -> slots.add(label.toString()));
      ArrayNode because = one.putArray("because");
      for (BackfillPlan.Feed feed : step.feeds()) {
        because
            .addObject()
            .put("workflow", plan.steps().get(feed.step()).workflow().toString())
            .put("dataset", feed.dataset());
      }
    }
    return json;
  }

  static ObjectNode backfill(BackfillSummary backfill) {
    ObjectNode json = Json.object().put("id", backfill.id());
    json.put("namespace", backfill.workflow().namespace());
    json.put("workflow", backfill.workflow().name());
    json.put("status", backfill.status());
    json.put("description", backfill.description());
    JsonFields.put(json, "from", backfill.from());
    JsonFields.put(json, "to", backfill.to());
    json.put("reverse", backfill.reverse());
    json.put("concurrency", backfill.concurrency());
    json.put("downstream", backfill.downstream());
    json.put("skipSucceeded", backfill.skipSucceeded());
    json.put("createdAt", backfill.createdAt().toString());
    JsonFields.putTime(json, "endedAt", backfill.endedAt());
    counts(json, backfill.counts());
    ArrayNode steps = json.putArray("steps");
    for (BackfillSummary.Step step : backfill.steps()) {
      counts(steps.addObject().put("workflow", step.workflow()), step.counts());
    }
    return json;
  }

  private static void counts(ObjectNode json, BackfillSummary.Counts counts) {
    json.put("total", counts.total())
        .put("succeeded", counts.succeeded())
        .put("failed", counts.failed())
        .put("skipped", counts.skipped())
        .put("running", counts.running())
        .put("remaining", counts.remaining());
  }

  static ObjectNode slot(BackfillSlot slot) {
    ObjectNode json = Json.object().put("workflow", slot.workflow());
    json.put("slot", slot.slot()).put("status", slot.status());
    JsonFields.put(json, "reason", slot.reason());
    return JsonFields.put(json, "execution", slot.execution());
  }
}
