package io.continuo.sdk.fake;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** What the fake knows: workflows and tasks by version, executions, runners. */
public final class FakeState {
  private final Map<String, List<ObjectNode>> definitions = new LinkedHashMap<>();
  private final Map<String, FakeExecution> executions = new LinkedHashMap<>();
  private final List<ObjectNode> runners = new ArrayList<>();
  private Consumer<FakeExecution> onRun = execution -> {};
  private int pageSize = 100;

  /** Registers a workflow as if somebody had done so before. */
  public synchronized FakeState workflow(String namespace, String name) {
    register("workflows", namespace, name, "name: " + name);
    return this;
  }

  public synchronized FakeExecution execution(String namespace, String workflow) {
    return executionOf(namespace, workflow, UUID.randomUUID().toString());
  }

  /** What happens to an execution that is started over HTTP, right when it starts. */
  public synchronized void onRun(Consumer<FakeExecution> behaviour) {
    onRun = behaviour;
  }

  public synchronized void pageSize(int items) {
    pageSize = items;
  }

  public synchronized FakeState runner(String id, int slots, int running) {
    ObjectNode runner = JsonNodeFactory.instance.objectNode();
    runner.put("id", id).put("status", "live").put("slots", slots).put("running", running);
    runner.put("lastHeartbeatAt", "2026-11-21T12:00:00Z");
    runner.putArray("queues").add("default");
    runner.putArray("types").add("container").add("noop");
    runner.putArray("images");
    runner.putObject("labels").put("zone", "b");
    runners.add(runner);
    return this;
  }

  /** One task that waits for a runner, of this execution, or of none where the id is empty. */
  static ObjectNode why(String execution) {
    ObjectNode why = JsonNodeFactory.instance.objectNode().put("workflow", "finance/daily");
    why.put("slot", "2026-11-21").put("status", execution.isEmpty() ? "waiting" : "running");
    why.set(
        "execution",
        execution.isEmpty()
            ? JsonNodeFactory.instance.nullNode()
            : JsonNodeFactory.instance.textNode(execution));
    ObjectNode reason = why.put("left", 2).putArray("reasons").addObject();
    if (execution.isEmpty()) {
      reason.put("kind", "partition").put("message", "waits for raw.clicks@2026-11-21");
    } else {
      reason.put("kind", "no-runner").put("task", "load").put("message", "no runner serves 'big'");
    }
    return why;
  }

  synchronized int pageSize() {
    return pageSize;
  }

  synchronized List<ObjectNode> runners() {
    return List.copyOf(runners);
  }

  /** The newest version of each definition of a kind. */
  synchronized List<ObjectNode> newest(String kind) {
    return definitions.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(kind + "/"))
        .map(entry -> entry.getValue().get(entry.getValue().size() - 1))
        .toList();
  }

  synchronized List<ObjectNode> versions(String kind, String namespace, String name) {
    return List.copyOf(definitions.getOrDefault(key(kind, namespace, name), List.of()));
  }

  /** True when this text is new. */
  synchronized boolean register(String kind, String namespace, String name, String text) {
    List<ObjectNode> versions =
        definitions.computeIfAbsent(key(kind, namespace, name), key -> new ArrayList<>());
    String digest = "sha256:" + UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
    boolean known =
        !versions.isEmpty()
            && versions.get(versions.size() - 1).get("digest").asText().equals(digest);
    if (!known) {
      ObjectNode version = JsonNodeFactory.instance.objectNode();
      version.put("namespace", namespace).put("name", name).put("version", versions.size() + 1);
      version
          .put("digest", digest)
          .put("paused", false)
          .put("registeredAt", "2026-11-21T11:00:00Z");
      version.putObject("owner").put("team", "data");
      version.putObject("definition").put("text", text);
      versions.add(version);
    }
    return !known;
  }

  public synchronized Optional<FakeExecution> byId(String id) {
    return Optional.ofNullable(executions.get(id));
  }

  synchronized List<ObjectNode> executions() {
    return executions.values().stream().map(FakeExecution::json).toList();
  }

  /** The execution of an idempotency key; true in the pair's place when it is new. */
  FakeExecution run(String namespace, String workflow, String idempotencyKey) {
    String id = UUID.nameUUIDFromBytes(idempotencyKey.getBytes(StandardCharsets.UTF_8)).toString();
    Consumer<FakeExecution> behaviour;
    FakeExecution execution;
    synchronized (this) {
      if (executions.containsKey(id)) {
        return executions.get(id);
      }
      execution = executionOf(namespace, workflow, id);
      behaviour = onRun;
    }
    behaviour.accept(execution);
    return execution;
  }

  private FakeExecution executionOf(String namespace, String workflow, String id) {
    FakeExecution execution = new FakeExecution(id, namespace, workflow);
    executions.put(id, execution);
    return execution;
  }

  private static String key(String kind, String namespace, String name) {
    return kind + "/" + namespace + "/" + name;
  }
}
