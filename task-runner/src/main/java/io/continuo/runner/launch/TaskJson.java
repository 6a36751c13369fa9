package io.continuo.runner.launch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.continuo.dispatch.TaskLaunch;
import io.continuo.id.AttemptId;
import io.continuo.id.WorkflowId;
import io.continuo.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Values and ready-task commands as JSON, for the files of a workspace. */
public final class TaskJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private TaskJson() {}

  /** Parses one JSON document; the exception's original message names line and column. */
  public static Value parse(String json) throws JsonProcessingException {
    return value(MAPPER.readTree(json));
  }

  public static String write(Value value) {
    return node(value).toString();
  }

  static String write(TaskLaunch task) {
    ObjectNode json = NODES.objectNode();
    json.put("attempt", task.attempt().toString());
    json.put("queue", task.queue());
    json.put("workflow", task.workflow().toString());
    json.put("version", task.version());
    task.partition().ifPresent(partition -> json.put("partition", partition));
    json.put("trigger", task.trigger());
    json.put("type", task.type());
    json.set("spec", node(task.spec()));
    json.set("inputs", node(task.inputs()));
    json.put("declaresOutputs", task.declaresOutputs());
    return json.toString();
  }

  static TaskLaunch parseLaunch(String text) throws JsonProcessingException {
    JsonNode json = MAPPER.readTree(text);
    return new TaskLaunch(
        AttemptId.parse(json.path("attempt").asText()),
        json.path("queue").asText(),
        WorkflowId.parse(json.path("workflow").asText()),
        json.path("version").asInt(),
        json.hasNonNull("partition")
            ? Optional.of(json.path("partition").asText())
            : Optional.empty(),
        json.path("trigger").asText(),
        json.path("type").asText(),
        fields(json.path("spec")),
        fields(json.path("inputs")),
        json.path("declaresOutputs").asBoolean());
  }

  private static Value value(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> fields(node);
      case ARRAY -> {
        List<Value> items = new ArrayList<>(node.size());
        node.forEach(item -> items.add(value(item)));
        yield new Value.Items(items);
      }
      case STRING -> Value.of(node.textValue());
      case BOOLEAN -> Value.of(node.booleanValue());
      case NUMBER ->
          node.isIntegralNumber() && node.canConvertToLong()
              ? Value.of(node.longValue())
              : Value.of(node.doubleValue());
      case NULL, MISSING, BINARY, POJO -> Value.NULL;
    };
  }

  private static Value.Fields fields(JsonNode node) {
    Map<String, Value> fields = new LinkedHashMap<>();
    node.properties().forEach(field -> fields.put(field.getKey(), value(field.getValue())));
    return new Value.Fields(fields);
  }

  private static JsonNode node(Value value) {
    return switch (value) {
      case Value.Null _ -> NODES.nullNode();
      case Value.Bool(boolean bool) -> NODES.booleanNode(bool);
      case Value.Whole(long whole) -> NODES.numberNode(whole);
      case Value.Decimal(double decimal) -> NODES.numberNode(decimal);
      case Value.Text(String text) -> NODES.textNode(text);
      case Value.Items(List<Value> items) -> {
        var array = NODES.arrayNode(items.size());
        items.forEach(item -> array.add(node(item)));
        yield array;
      }
      case Value.Fields(Map<String, Value> fields) -> {
        ObjectNode object = NODES.objectNode();
        fields.forEach((name, field) -> object.set(name, node(field)));
        yield object;
      }
    };
  }
}
