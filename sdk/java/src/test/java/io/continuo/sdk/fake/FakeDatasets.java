package io.continuo.sdk.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** {@code /api/v1/landings} and {@code /api/v1/datasets...}: what has landed, by label. */
public final class FakeDatasets {
  private static final List<String> REQUIRED =
      List.of("specversion", "id", "source", "type", "subject");

  private final FakeState state;
  private final Map<String, TreeMap<String, ObjectNode>> partitions = new LinkedHashMap<>();
  private final Map<String, ObjectNode> known = new HashMap<>();
  private final Map<String, String> consumers = new LinkedHashMap<>();

  FakeDatasets(FakeState state) {
    this.state = state;
  }

  /** A workflow consumes the dataset, whether or not it has landed. */
  public synchronized void consumed(String dataset, String workflow) {
    partitions.computeIfAbsent(dataset, name -> new TreeMap<>());
    consumers.put(dataset, workflow);
  }

  synchronized Reply landings(SeenRequest request) {
    JsonNode body = FakeRoutes.parse(request.body());
    List<JsonNode> events =
        request.header("Content-Type").equals(Optional.of("application/cloudevents-batch+json"))
            ? StreamSupport.stream(body.spliterator(), false).toList()
            : List.of(body);
    for (JsonNode event : events) {
      Optional<String> missing =
          REQUIRED.stream().filter(name -> event.path(name).asText().isBlank()).findFirst();
      if (missing.isPresent()) {
        return missing(missing.get());
      }
    }
    List<ObjectNode> items = new ArrayList<>();
    events.forEach(event -> items.add(land(event)));
    boolean news = items.stream().anyMatch(item -> item.get("status").asText().equals("landed"));
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.putArray("items").addAll(items);
    return new Reply.Document(news ? 201 : 200, json);
  }

  synchronized Reply answer(SeenRequest request, List<String> path) {
    if (path.isEmpty()) {
      return FakeRoutes.page(state, request, partitions.keySet().stream().map(this::json).toList());
    }
    if (!partitions.containsKey(path.get(0))) {
      return Reply.notFound("dataset " + path.get(0));
    }
    return path.size() == 1
        ? Reply.ok(json(path.get(0)))
        : FakeRoutes.page(state, request, landed(request, path.get(0)));
  }

  private ObjectNode land(JsonNode event) {
    String subject = event.get("subject").asText();
    String dataset = subject.replaceAll("@.*", "");
    String label = subject.substring(Math.min(subject.length(), dataset.length() + 1));
    String key = event.get("source") + " " + event.get("id");
    boolean repeated = known.putIfAbsent(key, JsonNodeFactory.instance.objectNode()) != null;
    ObjectNode partition =
        partitions
            .computeIfAbsent(dataset, name -> new TreeMap<>())
            .computeIfAbsent(label, name -> partition(label));
    if (!repeated) {
      partition.put("landings", partition.get("landings").asInt() + 1);
      partition.set("source", event.get("source"));
      partition.set("id", event.get("id"));
      partition.put("uri", event.at("/data/uri").textValue());
    }
    ObjectNode item = JsonNodeFactory.instance.objectNode().put("dataset", dataset);
    item.set("partition", partition.get("partition"));
    item.set("id", event.get("id"));
    item.put("status", repeated ? "repeated" : "landed");
    item.set("landings", partition.get("landings"));
    return item;
  }

  private static ObjectNode partition(String label) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("partition", label.isEmpty() ? null : label);
    return json.put("landedAt", "2026-11-21T12:00:00Z").put("landings", 0).putNull("execution");
  }

  private List<ObjectNode> landed(SeenRequest request, String dataset) {
    Stream<Map.Entry<String, ObjectNode>> entries =
        partitions.getOrDefault(dataset, new TreeMap<>()).entrySet().stream()
            .sorted(Map.Entry.comparingByKey(Comparator.reverseOrder()));
    return entries
        .filter(at -> request.parameter("from").map(at.getKey()::compareTo).orElse(0) >= 0)
        .filter(at -> request.parameter("to").map(at.getKey()::compareTo).orElse(0) <= 0)
        .map(Map.Entry::getValue)
        .toList();
  }

  private ObjectNode json(String dataset) {
    TreeMap<String, ObjectNode> landed = partitions.getOrDefault(dataset, new TreeMap<>());
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("name", dataset);
    json.putArray("producers");
    Optional.ofNullable(consumers.get(dataset))
        .ifPresentOrElse(json.putArray("consumers")::add, () -> {});
    json.put("partitions", landed.size());
    json.put("lastPartition", landed.isEmpty() ? null : landed.lastKey());
    json.put("lastLandedAt", landed.isEmpty() ? null : "2026-11-21T12:00:00Z");
    return json;
  }

  private static Reply missing(String attribute) {
    ObjectNode problem =
        Reply.problemJson(422, "invalid-event", "the event is no landing; nothing was taken");
    problem
        .putArray("errors")
        .addObject()
        .put("pointer", "/" + attribute)
        .put("message", "the attribute is missing");
    return new Reply.Document(422, problem);
  }
}
