package io.continuo.gateway.trigger;

import io.continuo.command.WorkflowCommand;
import io.continuo.definition.Trigger;
import io.continuo.definition.WorkflowDefinition;
import io.continuo.id.WorkflowId;
import io.continuo.value.Value;
import io.continuo.wire.UndecodableException;
import io.continuo.wire.ValueJson;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * A workflow that listens to a topic, with its triggers for it.
 *
 * @param mappings of which the first that lets a record through counts
 */
record TopicListener(WorkflowId workflow, List<EventMapping> mappings) {

  /** The triggers of a definition for this topic. */
  static TopicListener of(WorkflowDefinition workflow, String topic) {
    return new TopicListener(
        workflow.id(),
        workflow.triggers().stream()
            .filter(Trigger.Kafka.class::isInstance)
            .map(Trigger.Kafka.class::cast)
            .filter(trigger -> trigger.topic().equals(topic))
            .map(
                trigger ->
                    EventMapping.of(workflow, Facts.KAFKA, trigger.filter(), trigger.inputs()))
            .toList());
  }

  /**
   * What to ask the workflow because of a record; nothing when the filters do not let it through.
   *
   * @throws UndecodableException when it does not fit
   */
  Optional<WorkflowCommand> hear(ConsumerRecord<byte[], byte[]> entry) {
    Map<String, Value> facts = facts(entry);
    for (EventMapping mapping : mappings) {
      switch (mapping.map(facts)) {
        case EventMapping.Outcome.Start(var partition, var inputs) -> {
          String key = entry.topic() + "/" + entry.partition() + "/" + entry.offset();
          return Optional.of(
              new WorkflowCommand.TriggerExecution(
                  key, "kafka", key, partition, inputs, Optional.empty()));
        }
        case EventMapping.Outcome.Unfit(List<String> problems) ->
            throw new UndecodableException(
                "it does not fit " + workflow + ": " + String.join("; ", problems));
        case EventMapping.Outcome.Filtered _ -> {}
      }
    }
    return Optional.empty();
  }

  private static Map<String, Value> facts(ConsumerRecord<byte[], byte[]> entry) {
    Map<String, Value> headers = new LinkedHashMap<>();
    for (Header header : entry.headers()) {
      if (header.value() != null) {
        headers.put(header.key(), Value.of(new String(header.value(), StandardCharsets.UTF_8)));
      }
    }
    return Map.of(
        "value", entry.value() == null ? Value.NULL : ValueJson.read(text(entry.value())),
        "key",
            entry.key() == null
                ? Value.NULL
                : Value.of(new String(entry.key(), StandardCharsets.UTF_8)),
        "headers", new Value.Fields(headers),
        "topic", Value.of(entry.topic()),
        "partition", Value.of((long) entry.partition()),
        "offset", Value.of(entry.offset()),
        "timestamp", Value.of(Instant.ofEpochMilli(entry.timestamp()).toString()));
  }

  private static String text(byte[] value) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString();
    } catch (CharacterCodingException e) {
      throw new UndecodableException("the value is not UTF-8", e);
    }
  }
}
