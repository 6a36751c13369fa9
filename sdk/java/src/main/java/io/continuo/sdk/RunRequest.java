package io.continuo.sdk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.continuo.sdk.json.Json;
import io.continuo.sdk.model.QualifiedName;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A wish to run a workflow; immutable.
 *
 * @param idempotencyKey the same key is the same execution, however often it is sent
 */
public record RunRequest(
    QualifiedName workflow,
    Optional<String> partition,
    Optional<Integer> version,
    Map<String, JsonNode> inputs,
    String idempotencyKey) {

  public RunRequest {
    inputs = Map.copyOf(inputs);
  }

  /** A run of the newest version, with a fresh idempotency key. */
  public static RunRequest of(QualifiedName workflow) {
    return new RunRequest(
        workflow, Optional.empty(), Optional.empty(), Map.of(), UUID.randomUUID().toString());
  }

  /** For one data partition, by its label, for example {@code 2026-11-21}. */
  public RunRequest partition(String label) {
    return new RunRequest(workflow, Optional.of(label), version, inputs, idempotencyKey);
  }

  public RunRequest version(int number) {
    return new RunRequest(workflow, partition, Optional.of(number), inputs, idempotencyKey);
  }

  public RunRequest input(String name, JsonNode value) {
    Map<String, JsonNode> more = new LinkedHashMap<>(inputs);
    more.put(name, value);
    return new RunRequest(workflow, partition, version, more, idempotencyKey);
  }

  public RunRequest idempotencyKey(String key) {
    return new RunRequest(workflow, partition, version, inputs, key);
  }

  ObjectNode json() {
    ObjectNode json = Json.object();
    partition.ifPresent(label -> json.put("partition", label));
    version.ifPresent(number -> json.put("version", number));
    if (!inputs.isEmpty()) {
      json.set("inputs", Json.object().setAll(inputs));
    }
    return json;
  }
}
