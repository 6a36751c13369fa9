package io.continuo.gateway.http.slot;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.continuo.definition.Trigger;
import io.continuo.definition.WorkflowDefinition;
import io.continuo.definition.schedule.Slot;
import io.continuo.definition.schedule.SlotCalendar;
import io.continuo.gateway.http.Call;
import io.continuo.gateway.http.Endpoints;
import io.continuo.gateway.http.Json;
import io.continuo.gateway.http.Reply;
import io.continuo.gateway.http.api.JsonFields;
import io.continuo.gateway.http.api.Names;
import io.continuo.gateway.view.query.DefinitionSummary;
import io.continuo.gateway.view.query.Definitions;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Which slots are expected next, and why. */
public final class NextRoutes {
  private static final int MOST = 100;

  private final Definitions definitions;
  private final Clock clock;

  public NextRoutes(Definitions definitions, Clock clock) {
    this.definitions = definitions;
    this.clock = clock;
  }

  public void addTo(Endpoints endpoints) {
    endpoints.get("/api/v1/namespaces/{ns}/workflows/{name}/next", this::next);
  }

  private record Expected(Slot slot, String explain) {}

  private Reply next(Call call) {
    DefinitionSummary newest = Names.newestOf(definitions, Names.workflow(call));
    WorkflowDefinition workflow = Names.definition(newest);
    int count = (int) call.number("count", 5, 1, MOST);
    ObjectNode json = Json.object();
    ArrayNode items = json.putArray("items");
    for (Expected expected : expected(workflow, clock.instant(), count)) {
      ObjectNode item = items.addObject().put("slot", expected.slot().name());
      JsonFields.put(item, "partition", expected.slot().partition());
      item.put("nominalAt", expected.slot().nominal().toString());
      item.put("dueAt", expected.slot().due().toString());
      item.put("explain", expected.explain());
    }
    json.put("paused", newest.pauses().isPaused());
    JsonFields.put(json, "landing", landing(workflow));
    return Reply.ok(json);
  }

  private static List<Expected> expected(WorkflowDefinition workflow, Instant now, int count) {
    List<Expected> all = new ArrayList<>();
    for (Trigger trigger : workflow.triggers()) {
      if (trigger instanceof Trigger.Schedule schedule) {
        SlotCalendar calendar = SlotCalendar.of(workflow.id(), workflow.partitions(), schedule);
        Optional<Slot> slot = calendar.firstFrom(now);
        for (int i = 0; i < count && slot.isPresent(); i++) {
          all.add(new Expected(slot.get(), calendar.explain(slot.get())));
          slot = calendar.after(slot.get().order());
        }
      }
    }
    return all.stream()
        .sorted(Comparator.comparing(expected -> expected.slot().due()))
        .limit(count)
        .toList();
  }

  private static Optional<String> landing(WorkflowDefinition workflow) {
    return workflow.triggers().stream()
        .filter(Trigger.Landing.class::isInstance)
        .map(trigger -> ((Trigger.Landing) trigger).all() ? "all" : "any")
        .findFirst();
  }
}
