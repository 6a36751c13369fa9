package io.continuo.sdk.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/** {@code .../backfills...}: every workflow is daily, and nothing runs unless the test says so. */
public final class FakeBackfills {
  private static final Set<String> ENDED = Set.of("succeeded", "failed", "stopped");
  private static final long CONFIRMED_ABOVE = 1_000_000;

  private final FakeState state;
  private final Map<String, ObjectNode> backfills = new LinkedHashMap<>();
  private Consumer<ObjectNode> onCreate = backfill -> {};

  FakeBackfills(FakeState state) {
    this.state = state;
  }

  /** What happens to a backfill right when it is created. */
  public synchronized void onCreate(Consumer<ObjectNode> behaviour) {
    onCreate = behaviour;
  }

  /** A backfill of ten days that somebody created before; its id is the workflow's name. */
  public synchronized ObjectNode running(String namespace, String workflow) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("from", "2026-11-01").put("to", "2026-11-10");
    return backfills.computeIfAbsent(workflow, id -> json(id, namespace, workflow, body, 10));
  }

  /** Moves a backfill on; the rest of its slots remains. */
  public synchronized void moved(String id, String status, int succeeded, int failed) {
    ObjectNode backfill = backfills.getOrDefault(id, JsonNodeFactory.instance.objectNode());
    int rest = backfill.get("total").asInt() - succeeded - failed;
    for (JsonNode part : List.of(backfill, backfill.get("steps").get(0))) {
      ((ObjectNode) part)
          .put("succeeded", succeeded)
          .put("failed", failed)
          .put("running", 0)
          .put("remaining", rest);
    }
    backfill.put("status", status);
  }

  synchronized Reply post(SeenRequest request, String namespace, String workflow) {
    JsonNode body = FakeRoutes.parse(request.body());
    long slots = body.path("slots").size();
    if (slots == 0) {
      try {
        LocalDate from = LocalDate.parse(body.path("from").asText());
        slots = ChronoUnit.DAYS.between(from, LocalDate.parse(body.path("to").asText())) + 1;
      } catch (DateTimeParseException e) {
        return Reply.problem(422, "invalid-backfill", "this label does not fit a daily workflow");
      }
    }
    if (slots > CONFIRMED_ABOVE && !body.path("yes").asBoolean()) {
      return Reply.problem(
          422, "too-many-slots", slots + " slots are more than 1,000,000: pass yes (--yes)");
    }
    if (request.parameter("dryRun").equals(Optional.of("true"))) {
      return Reply.ok(plan(namespace + "/" + workflow, body, slots));
    }
    String key = request.header("Idempotency-Key").orElse("");
    String id = UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)).toString();
    boolean isNew = !backfills.containsKey(id);
    if (isNew) {
      ObjectNode created = json(id, namespace, workflow, body, slots);
      backfills.put(id, created);
      onCreate.accept(created);
    }
    return new Reply.Document(isNew ? 201 : 200, copy(id));
  }

  synchronized Reply answer(SeenRequest request, List<String> path) {
    if (path.isEmpty()) {
      return FakeRoutes.page(
          state,
          request,
          backfills.values().stream()
              .filter(item -> matches(request, item, "workflow"))
              .filter(item -> matches(request, item, "namespace"))
              .filter(item -> matches(request, item, "status"))
              .toList());
    }
    String id = path.get(0);
    if (!backfills.containsKey(id)) {
      return Reply.notFound("backfill " + id);
    }
    if (path.size() > 1) {
      return FakeRoutes.page(state, request, List.of(slot(copy(id))));
    }
    return request.method().equals("GET") ? Reply.ok(copy(id)) : steer(request, id);
  }

  private Reply steer(SeenRequest request, String id) {
    ObjectNode backfill = backfills.getOrDefault(id, JsonNodeFactory.instance.objectNode());
    if (ENDED.contains(backfill.get("status").asText())) {
      return Reply.problem(409, "already-ended", "the backfill has ended");
    }
    if (request.method().equals("DELETE")) {
      backfill.put("status", "stopping");
    } else {
      JsonNode body = FakeRoutes.parse(request.body());
      if (body.has("paused")) {
        backfill.put("status", body.get("paused").asBoolean() ? "paused" : "running");
      }
      if (body.has("concurrency")) {
        backfill.set("concurrency", body.get("concurrency"));
      }
    }
    return Reply.ok(copy(id));
  }

  private ObjectNode copy(String id) {
    return backfills.getOrDefault(id, JsonNodeFactory.instance.objectNode()).deepCopy();
  }

  private static ObjectNode plan(String workflow, JsonNode body, long slots) {
    ObjectNode plan = JsonNodeFactory.instance.objectNode().put("total", slots + 2);
    plan.putArray("steps").add(step(workflow, slots).setAll(range(body)));
    ObjectNode below = plan.withArray("steps").addObject();
    below.put("workflow", "marketing/report").put("count", 2);
    below.put("from", "2026-W45").put("to", "2026-W46");
    below.putArray("because").addObject().put("workflow", workflow).put("dataset", "marts.daily");
    return plan;
  }

  private static ObjectNode step(String workflow, long slots) {
    ObjectNode step = JsonNodeFactory.instance.objectNode();
    step.put("workflow", workflow).put("count", slots).putArray("because");
    return step;
  }

  private static ObjectNode range(JsonNode body) {
    ObjectNode range = JsonNodeFactory.instance.objectNode();
    range.put("from", body.path("from").textValue());
    return range.put("to", body.path("to").textValue());
  }

  private static ObjectNode json(
      String id, String namespace, String workflow, JsonNode body, long slots) {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("id", id);
    json.put("namespace", namespace).put("workflow", workflow).put("status", "running");
    json.put("description", body.path("description").textValue());
    json.setAll(range(body));
    json.put("reverse", body.path("reverse").asBoolean());
    json.put("concurrency", body.path("concurrency").asInt(1));
    json.put("downstream", body.path("downstream").asBoolean());
    json.put("createdAt", "2026-11-21T12:00:00Z").putNull("endedAt");
    progress(json, slots);
    ObjectNode step = json.putArray("steps").addObject();
    progress(step.put("workflow", namespace + "/" + workflow), slots);
    return json;
  }

  private static void progress(ObjectNode json, long slots) {
    json.put("total", slots).put("succeeded", 0).put("failed", 0).put("skipped", 0);
    json.put("running", 1).put("remaining", slots - 1);
  }

  private static ObjectNode slot(ObjectNode backfill) {
    String workflow = backfill.get("namespace").asText() + "/" + backfill.get("workflow").asText();
    return JsonNodeFactory.instance
        .objectNode()
        .put("workflow", workflow)
        .put("slot", "2026-11-01")
        .put("status", "failed")
        .putNull("reason")
        .put("execution", "x1");
  }

  private static boolean matches(SeenRequest request, ObjectNode item, String field) {
    return request.parameter(field).map(item.get(field).asText()::equals).orElse(true);
  }
}
