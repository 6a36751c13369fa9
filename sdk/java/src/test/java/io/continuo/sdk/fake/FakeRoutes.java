package io.continuo.sdk.fake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Request to reply, as the API's contract says. */
final class FakeRoutes {
  private final FakeState state;
  private final FakeExecutionRoutes executions;
  private final Pauses pauses;
  final FakeDatasets datasets;
  final FakeLimits limits;
  final FakeSlots slots;
  final FakeBackfills backfills;

  FakeRoutes(FakeState state, Faults faults) {
    this.state = state;
    this.executions = new FakeExecutionRoutes(state, faults);
    this.pauses = new Pauses(state);
    this.datasets = new FakeDatasets(state);
    this.limits = new FakeLimits(state);
    this.slots = new FakeSlots(state);
    this.backfills = new FakeBackfills(state);
  }

  Reply answer(SeenRequest request) {
    List<String> path =
        Arrays.stream(request.path().substring(1).split("/", -1))
            .map(segment -> URLDecoder.decode(segment, StandardCharsets.UTF_8))
            .toList();
    if (path.size() < 3 || !path.get(0).equals("api") || !path.get(1).equals("v1")) {
      return Reply.notFound("route " + request.path());
    }
    List<String> rest = path.subList(3, path.size());
    return switch (path.get(2)) {
      case "whoami" -> Reply.ok(identity());
      case "runners" -> rest.isEmpty() ? page(request, state.runners()) : runner(rest);
      case "workflows" ->
          page(
              request,
              matching(request, state.newest("workflows")).stream().map(pauses::pausedBy).toList());
      case "tasks" -> page(request, matching(request, state.newest("tasks")));
      case "executions" -> executions.answer(request, rest);
      case "landings" -> datasets.landings(request);
      case "datasets" -> datasets.answer(request, rest);
      case "limits" -> limits.answer(request, rest);
      case "backfills" -> backfills.answer(request, rest);
      case "installation" -> pauses.installation(request);
      case "namespaces" -> namespaces(request, rest);
      default -> Reply.notFound("route " + request.path());
    };
  }

  private Reply runner(List<String> path) {
    String id = path.get(0);
    return state.runners().stream()
        .filter(runner -> runner.get("id").asText().equals(id))
        .findFirst()
        .map(runner -> Reply.ok(path.contains("drain") ? runner.put("status", "draining") : runner))
        .orElseGet(() -> Reply.notFound("runner " + id));
  }

  private Reply namespaces(SeenRequest request, List<String> path) {
    return switch (path.size()) {
      case 0 -> pauses.namespaces(request);
      case 1 -> pauses.namespace(request, path.get(0));
      default -> named(request, path);
    };
  }

  /** {@code {ns}/{kind}/{name}[/...]}. */
  private Reply named(SeenRequest request, List<String> path) {
    String namespace = path.get(0);
    String kind = path.get(1);
    String name = path.get(2);
    if (request.method().equals("PUT")) {
      boolean created = state.register(kind, namespace, name, request.body());
      return new Reply.Document(created ? 201 : 200, newest(kind, namespace, name).orElseThrow());
    }
    Optional<ObjectNode> newest = newest(kind, namespace, name);
    if (newest.isEmpty()) {
      return Reply.notFound(kind.substring(0, kind.length() - 1) + " " + namespace + "/" + name);
    }
    String more = String.join("/", path.subList(3, path.size()));
    return switch (request.method() + " " + more) {
      case "GET " -> Reply.ok(pauses.pausedBy(newest.get()));
      case "PATCH " -> patch(newest.get(), request);
      case "GET slots" -> slots.slots(request, namespace + "/" + name);
      case "GET slots/2026-11-21/why" -> Reply.ok(FakeState.why(""));
      case "GET next" -> slots.next(request, newest.get());
      case "POST backfills" -> backfills.post(request, namespace, name);
      case "POST executions" -> run(request, namespace, name);
      default -> version(request, state.versions(kind, namespace, name), more);
    };
  }

  private static Reply version(SeenRequest request, List<ObjectNode> versions, String more) {
    if (more.equals("versions")) {
      return Reply.list(versions, "");
    }
    return versions.stream()
        .filter(version -> more.equals("versions/" + version.get("version").asText()))
        .findFirst()
        .map(Reply::ok)
        .orElseGet(() -> Reply.notFound(request.path()));
  }

  private Reply patch(ObjectNode newest, SeenRequest request) {
    newest.set("paused", parse(request.body()).path("paused"));
    return Reply.ok(pauses.pausedBy(newest));
  }

  private Reply run(SeenRequest request, String namespace, String name) {
    Optional<String> key = request.header("Idempotency-Key");
    int before = state.executions().size();
    FakeExecution execution = state.run(namespace, name, key.orElse(""));
    JsonNode body = parse(request.body());
    execution.field(
        "partition",
        body.path("partition").isTextual()
            ? body.get("partition")
            : JsonNodeFactory.instance.nullNode());
    execution.field(
        "inputs", body.has("inputs") ? body.get("inputs") : JsonNodeFactory.instance.objectNode());
    return new Reply.Document(state.executions().size() > before ? 201 : 200, execution.json());
  }

  private Optional<ObjectNode> newest(String kind, String namespace, String name) {
    List<ObjectNode> versions = state.versions(kind, namespace, name);
    return versions.isEmpty() ? Optional.empty() : Optional.of(versions.get(versions.size() - 1));
  }

  private static List<ObjectNode> matching(SeenRequest request, List<ObjectNode> items) {
    return items.stream()
        .filter(
            item -> request.parameter("name").map(item.get("name").asText()::equals).orElse(true))
        .filter(
            item ->
                request
                    .parameter("namespace")
                    .map(item.get("namespace").asText()::equals)
                    .orElse(true))
        .toList();
  }

  /**
   * The cursor is the position, which a real server must not do: lists there move under the reader.
   */
  private Reply page(SeenRequest request, List<ObjectNode> items) {
    return page(state, request, items);
  }

  static Reply page(FakeState state, SeenRequest request, List<ObjectNode> items) {
    int from = request.parameter("cursor").map(Integer::parseInt).orElse(0);
    int size =
        Math.min(
            state.pageSize(),
            request.parameter("limit").map(Integer::parseInt).orElse(state.pageSize()));
    int to = Math.min(items.size(), from + size);
    return Reply.list(items.subList(from, to), to < items.size() ? Integer.toString(to) : "");
  }

  private static ObjectNode identity() {
    ObjectNode json =
        JsonNodeFactory.instance.objectNode().put("subject", "local").put("version", "0.1.0");
    json.putArray("roles").add("admin");
    return json;
  }

  static JsonNode parse(String body) {
    try {
      return new ObjectMapper().readTree(body);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** {@code /api/v1/namespaces[/{ns}]} and {@code /api/v1/installation}. */
  private static final class Pauses {
    private final FakeState state;
    private final Set<String> paused = new TreeSet<>();
    private boolean everything;

    Pauses(FakeState state) {
      this.state = state;
    }

    synchronized Reply namespaces(SeenRequest request) {
      Stream<String> known =
          state.newest("workflows").stream().map(workflow -> workflow.get("namespace").asText());
      return page(state, request, known.distinct().sorted().map(this::namespaceJson).toList());
    }

    synchronized Reply namespace(SeenRequest request, String name) {
      if (parse(request.body()).path("paused").asBoolean()) {
        paused.add(name);
      } else {
        paused.remove(name);
      }
      return Reply.ok(namespaceJson(name));
    }

    synchronized Reply installation(SeenRequest request) {
      if (request.method().equals("PATCH")) {
        everything = parse(request.body()).path("paused").asBoolean();
      }
      return Reply.ok(JsonNodeFactory.instance.objectNode().put("paused", everything));
    }

    /** The workflow with what holds it back. */
    synchronized ObjectNode pausedBy(ObjectNode workflow) {
      ObjectNode copy = workflow.deepCopy();
      List<String> reasons =
          Stream.of(
                  workflow.get("paused").asBoolean() ? "workflow" : "",
                  paused.contains(workflow.get("namespace").asText()) ? "namespace" : "",
                  everything ? "installation" : "")
              .filter(reason -> !reason.isEmpty())
              .toList();
      reasons.forEach(copy.putArray("pausedBy")::add);
      return copy;
    }

    private ObjectNode namespaceJson(String name) {
      return JsonNodeFactory.instance
          .objectNode()
          .put("namespace", name)
          .put("paused", paused.contains(name));
    }
  }
}
