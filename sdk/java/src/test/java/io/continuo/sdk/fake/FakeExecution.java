package io.continuo.sdk.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One run, moved along by the test. Every change is an event and wakes the streams. */
public final class FakeExecution {
  private static final Set<String> FINISHED =
      Set.of("succeeded", "failed", "timed-out", "cancelled", "skipped");
  private static final String NOON = "2026-11-21T12:00:00Z";

  private final ObjectNode json;
  private final Map<String, ObjectNode> tasks = new LinkedHashMap<>();
  private final List<ObjectNode> events = new ArrayList<>();
  private final Map<String, FakeLog> logs = new LinkedHashMap<>();
  private long changes;

  FakeExecution(String id, String namespace, String workflow) {
    json = JsonNodeFactory.instance.objectNode();
    json.put("id", id).put("namespace", namespace).put("workflow", workflow).put("version", 1);
    json.put("digest", "sha256:0").putNull("partition").put("run", 1);
    json.putObject("trigger").put("kind", "manual");
    json.put("status", "running").put("createdAt", NOON).put("startedAt", NOON).putNull("endedAt");
    json.putObject("inputs");
    record("ExecutionStarted", "");
  }

  public String id() {
    return json.get("id").asText();
  }

  public synchronized FakeExecution field(String name, JsonNode value) {
    json.set(name, value);
    return this;
  }

  /** Adds a task, or moves an existing one to another status; a running one gets an attempt. */
  public synchronized FakeExecution task(String name, String status, String... after) {
    ObjectNode task = tasks.computeIfAbsent(name, FakeExecution::newTask);
    task.put("status", status);
    if (after.length > 0) {
      task.putArray("after")
          .addAll(Arrays.stream(after).map(JsonNodeFactory.instance::textNode).toList());
    }
    if (status.equals("running")) {
      attempt(task).put("runner", "runner-1").put("startedAt", NOON);
    } else if (!status.equals("waiting")
        && !status.equals("queued")
        && task.get("attempts").isEmpty()) {
      attempt(task).put("runner", "runner-1").put("startedAt", NOON);
    }
    record("Task" + status, name);
    return this;
  }

  /** Ends the task's newest attempt. */
  public synchronized FakeExecution taskEnded(
      String name, String outcome, int exitCode, String message) {
    task(name, outcome);
    JsonNode attempts = tasks.computeIfAbsent(name, FakeExecution::newTask).get("attempts");
    ObjectNode last = (ObjectNode) attempts.get(attempts.size() - 1);
    last.put("outcome", outcome).put("endedAt", "2026-11-21T12:00:42Z").put("exitCode", exitCode);
    last.put("message", message);
    return this;
  }

  public synchronized FakeExecution status(String status) {
    json.put("status", status);
    if (FINISHED.contains(status)) {
      json.put("endedAt", "2026-11-21T12:03:20Z");
    }
    record("Execution" + status, "");
    return this;
  }

  public FakeExecution log(String task, int attempt, String text) {
    return log(task, attempt, "stdout", text);
  }

  /** Adds to one stream of a log. */
  public synchronized FakeExecution log(String task, int attempt, String stream, String text) {
    logs.computeIfAbsent(task + "/" + attempt, key -> new FakeLog()).add(stream, text);
    changed();
    return this;
  }

  synchronized boolean isFinished() {
    return FINISHED.contains(json.get("status").asText());
  }

  synchronized ObjectNode json() {
    ObjectNode copy = json.deepCopy();
    ObjectNode counts = copy.putObject("taskCounts");
    tasks.values().stream()
        .map(task -> task.get("status").asText())
        .forEach(status -> counts.put(status, counts.path(status).asInt() + 1));
    return copy;
  }

  synchronized List<ObjectNode> tasks() {
    return tasks.values().stream().map(ObjectNode::deepCopy).toList();
  }

  synchronized List<ObjectNode> events() {
    return List.copyOf(events);
  }

  synchronized byte[] log(String task, int attempt) {
    return logs.getOrDefault(task + "/" + attempt, new FakeLog()).bytes();
  }

  /** The pieces of a log from an offset on, as the gateway tells them. */
  synchronized List<ObjectNode> pieces(
      String task, int attempt, int offset, Optional<String> stream) {
    return logs.getOrDefault(task + "/" + attempt, new FakeLog()).pieces(offset, stream);
  }

  synchronized long changes() {
    return changes;
  }

  /** Waits until there were more changes than these. */
  synchronized void awaitChangeAfter(long seen) throws InterruptedException {
    while (changes == seen) {
      wait();
    }
  }

  private synchronized void changed() {
    changes++;
    notifyAll();
  }

  private void record(String type, String task) {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.put("sequence", events.size() + 1).put("type", type).put("time", NOON);
    if (!task.isEmpty()) {
      event.put("task", task);
    }
    event.putObject("data");
    events.add(event);
    changed();
  }

  private static ObjectNode newTask(String name) {
    ObjectNode task = JsonNodeFactory.instance.objectNode();
    task.put("name", name).put("type", "container").put("status", "waiting");
    task.putArray("after");
    task.putArray("attempts");
    return task;
  }

  private static ObjectNode attempt(ObjectNode task) {
    return task.withArray("attempts")
        .addObject()
        .put("number", task.get("attempts").size())
        .put("epoch", 1);
  }

  /** The log of one attempt. */
  private static final class FakeLog {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final List<Piece> pieces = new ArrayList<>();

    private record Piece(int offset, String stream, String text) {}

    void add(String stream, String text) {
      pieces.add(new Piece(bytes.size(), stream, text));
      bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    byte[] bytes() {
      return bytes.toByteArray();
    }

    List<ObjectNode> pieces(int offset, Optional<String> stream) {
      return pieces.stream()
          .filter(piece -> stream.map(piece.stream()::equals).orElse(true))
          .flatMap(piece -> from(piece, offset).stream())
          .toList();
    }

    private static Optional<ObjectNode> from(Piece piece, int offset) {
      byte[] all = piece.text().getBytes(StandardCharsets.UTF_8);
      int skip = Math.max(0, offset - piece.offset());
      if (skip >= all.length) {
        return Optional.empty();
      }
      byte[] rest = Arrays.copyOfRange(all, skip, all.length);
      return Optional.of(
          JsonNodeFactory.instance
              .objectNode()
              .put("offset", piece.offset() + skip)
              .put("stream", piece.stream())
              .put("base64", Base64.getEncoder().encodeToString(rest)));
    }
  }
}
