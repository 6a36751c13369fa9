package io.continuo.sdk.fake;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@code .../workflows/{name}/slots} and {@code /next}, as the test tells them. */
public final class FakeSlots {
  private final FakeState state;
  private final Map<String, List<ObjectNode>> slots = new HashMap<>();
  private final Map<String, List<ObjectNode>> next = new HashMap<>();

  FakeSlots(FakeState state) {
    this.state = state;
  }

  /** A slot of a workflow, newer than those told before; the test may add fields. */
  public synchronized ObjectNode slot(String workflow, String label, String status) {
    ObjectNode slot = JsonNodeFactory.instance.objectNode();
    slot.put("slot", label).put("partition", label).put("status", status).putNull("reason");
    slot.put("dueAt", "2026-11-21T12:00:00Z").putNull("execution").put("runs", 0);
    slot.putArray("waitingFor");
    slots.computeIfAbsent(workflow, name -> new ArrayList<>()).add(0, slot);
    return slot;
  }

  /** A slot to come, later than those told before. */
  public synchronized void next(String workflow, String label, String dueAt, String explain) {
    ObjectNode slot = JsonNodeFactory.instance.objectNode();
    slot.put("slot", label).put("partition", label);
    slot.put("nominalAt", dueAt).put("dueAt", dueAt).put("explain", explain);
    next.computeIfAbsent(workflow, name -> new ArrayList<>()).add(slot);
  }

  synchronized Reply slots(SeenRequest request, String workflow) {
    return FakeRoutes.page(
        state,
        request,
        slots.getOrDefault(workflow, List.of()).stream()
            .filter(
                slot ->
                    request
                        .parameter("status")
                        .map(words -> List.of(words.split(",", -1)))
                        .map(words -> words.contains(slot.get("status").asText()))
                        .orElse(true))
            .toList());
  }

  synchronized Reply next(SeenRequest request, ObjectNode workflow) {
    String name = workflow.get("namespace").asText() + "/" + workflow.get("name").asText();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.putArray("items")
        .addAll(
            next.getOrDefault(name, List.of()).stream()
                .limit(request.parameter("count").map(Integer::parseInt).orElse(5))
                .toList());
    json.set("paused", workflow.get("paused"));
    json.putNull("landing");
    return Reply.ok(json);
  }
}
