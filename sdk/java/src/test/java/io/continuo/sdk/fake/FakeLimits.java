package io.continuo.sdk.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** {@code /api/v1/limits...}. */
public final class FakeLimits {
  private final FakeState state;
  private final Map<String, ObjectNode> limits = new TreeMap<>();

  FakeLimits(FakeState state) {
    this.state = state;
  }

  /** Somebody holds a permit of the limit and somebody waits for one. */
  public synchronized void busy(String name) {
    ObjectNode limit = limits.computeIfAbsent(name, FakeLimits::limit);
    limit.put("used", 1).put("waiting", 1);
    entry(limit.withArray("holders").addObject(), "x1").put("attempt", 2).put("lane", "normal");
    entry(limit.withArray("queue").addObject(), "x2")
        .put("position", 1)
        .put("priority", "normal")
        .put("lane", "backfill");
  }

  synchronized Reply answer(SeenRequest request, List<String> path) {
    if (path.isEmpty()) {
      return FakeRoutes.page(
          state, request, limits.values().stream().map(FakeLimits::row).toList());
    }
    String name = path.get(0);
    if (request.method().equals("PUT")) {
      set(limits.computeIfAbsent(name, FakeLimits::limit), FakeRoutes.parse(request.body()));
    }
    return Optional.ofNullable(limits.get(name))
        .map(Reply::ok)
        .orElseGet(() -> Reply.notFound("limit " + name));
  }

  private static void set(ObjectNode limit, JsonNode body) {
    limit.set("permits", body.get("permits"));
    limit.put("backfillShare", body.path("backfillShare").asDouble(0.5));
    limit.put("description", body.path("description").textValue());
  }

  private static ObjectNode limit(String name) {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("name", name).put("permits", 1);
    json.put("backfillShare", 0.5).putNull("description").put("used", 0).put("waiting", 0);
    json.putArray("holders");
    json.putArray("queue");
    return json;
  }

  private static ObjectNode row(ObjectNode limit) {
    return limit.deepCopy().without(List.of("holders", "queue"));
  }

  private static ObjectNode entry(ObjectNode json, String execution) {
    return json.put("execution", execution)
        .put("task", "convert")
        .put("namespace", "finance")
        .put("weight", 1)
        .put("since", "2026-11-21T12:00:00Z");
  }
}
