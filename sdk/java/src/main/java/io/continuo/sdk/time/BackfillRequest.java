package io.continuo.sdk.time;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.continuo.sdk.json.Json;
import io.continuo.sdk.model.QualifiedName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A wish to run many slots of a workflow; immutable.
 *
 * @param fields the request's body, field by field
 * @param idempotencyKey the same key is the same backfill, however often it is sent
 */
public record BackfillRequest(
    QualifiedName workflow, Map<String, JsonNode> fields, String idempotencyKey) {

  public BackfillRequest {
    fields = Map.copyOf(fields);
  }

  /** Every slot from one label to another, both included, one at a time unless told otherwise. */
  public static BackfillRequest range(QualifiedName workflow, String from, String to) {
    return of(workflow).with("from", new TextNode(from)).with("to", new TextNode(to));
  }

  /** These slots and no others. */
  public static BackfillRequest slots(QualifiedName workflow, List<String> labels) {
    return of(workflow)
        .with(
            "slots", Json.object().arrayNode().addAll(labels.stream().map(TextNode::new).toList()));
  }

  private static BackfillRequest of(QualifiedName workflow) {
    return new BackfillRequest(workflow, Map.of(), UUID.randomUUID().toString());
  }

  /** How many run at once. */
  public BackfillRequest concurrency(int executions) {
    return with("concurrency", new IntNode(executions));
  }

  /** The newest slot first. */
  public BackfillRequest reverse() {
    return with("reverse", BooleanNode.TRUE);
  }

  /** Leaves slots alone whose last run succeeded. */
  public BackfillRequest skipSucceeded() {
    return with("skipSucceeded", BooleanNode.TRUE);
  }

  /** Also runs the affected slots of the consumers that opted in, and of theirs. */
  public BackfillRequest downstream() {
    return with("downstream", BooleanNode.TRUE);
  }

  /** Refuses a downstream backfill of more slots than these. */
  public BackfillRequest maxSlots(int slots) {
    return with("maxSlots", new IntNode(slots));
  }

  /** Confirms that it may be more than a million slots. */
  public BackfillRequest yes() {
    return with("yes", BooleanNode.TRUE);
  }

  public BackfillRequest description(String text) {
    return with("description", new TextNode(text));
  }

  /** Inputs of every run. */
  public BackfillRequest inputs(Map<String, JsonNode> values) {
    return with("inputs", Json.object().setAll(values));
  }

  public BackfillRequest idempotencyKey(String key) {
    return new BackfillRequest(workflow, fields, key);
  }

  ObjectNode json() {
    return Json.object().setAll(fields);
  }

  private BackfillRequest with(String name, JsonNode value) {
    Map<String, JsonNode> more = new LinkedHashMap<>(fields);
    more.put(name, value);
    return new BackfillRequest(workflow, more, idempotencyKey);
  }
}
