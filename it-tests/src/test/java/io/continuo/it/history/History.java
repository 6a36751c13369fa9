package io.continuo.it.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.avro.dispatch.Definition;
import io.continuo.engine.domain.execution.Pinned;
import io.continuo.event.ExecutionEvent;
import io.continuo.event.Recorded;
import io.continuo.wire.DefinitionText;
import io.continuo.wire.Topics;
import io.continuo.wire.WireFormat;
import io.continuo.wire.codec.ExecutionEventCodec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Every committed event of every execution, with the definitions that they are pinned to. */
public final class History {
  private static final Topics TOPICS = Topics.DEFAULT;

  private final Map<String, List<Recorded<ExecutionEvent>>> executions = new LinkedHashMap<>();
  private final Map<String, Pinned> definitions = new HashMap<>();
  private final String brokers;

  private History(String brokers) {
    this.brokers = brokers;
  }

  /** Reads it; nothing may be writing. */
  public static History read(String brokers) {
    History history = new History(brokers);
    WireFormat format = new WireFormat(new StoredSchemas(brokers));
    ExecutionEventCodec codec = new ExecutionEventCodec();
    for (ConsumerRecord<String, byte[]> entry :
        TopicReader.readAll(brokers, TOPICS.executionEvents())) {
      history
          .executions
          .computeIfAbsent(entry.key(), key -> new ArrayList<>())
          .add(codec.decode(format.read(entry.value())));
    }
    for (ConsumerRecord<String, byte[]> entry :
        TopicReader.readAll(brokers, TOPICS.definitions())) {
      if (entry.value() != null && format.read(entry.value()) instanceof Definition definition) {
        history.definitions.put(
            entry.key(), Pinned.of(DefinitionText.read(definition.getDefinition())));
      }
    }
    return history;
  }

  /** Events by execution id, in their order. */
  public Map<String, List<Recorded<ExecutionEvent>>> executions() {
    return executions;
  }

  /** Events of one execution, in their order; none if it is not known. */
  public List<Recorded<ExecutionEvent>> eventsOf(String execution) {
    return executions.getOrDefault(execution, List.of());
  }

  /** The events of each execution are numbered without gap or repetition. */
  public void assertNumbered() {
    executions.forEach(
        (execution, events) -> {
          List<Long> numbers = events.stream().map(Recorded::sequence).filter(n -> n > 0).toList();
          for (int i = 0; i < numbers.size(); i++) {
            assertThat(numbers.get(i)).as(() -> compact(execution)).isEqualTo(i + 1);
          }
        });
  }

  /** Attempts that won, by {@code execution/task}. */
  public Map<String, Long> winners() {
    return executions.values().stream()
        .flatMap(List::stream)
        .filter(recorded -> recorded.event() instanceof ExecutionEvent.AttemptSucceeded)
        .collect(
            Collectors.groupingBy(
                r -> r.aggregate() + "/" + ((ExecutionEvent.AttemptSucceeded) r.event()).task(),
                Collectors.counting()));
  }

  /** The definition that an execution is pinned to. */
  public Pinned pinned(String execution) {
    ExecutionEvent.ExecutionStarted started =
        eventsOf(execution).stream()
            .map(Recorded::event)
            .filter(ExecutionEvent.ExecutionStarted.class::isInstance)
            .map(ExecutionEvent.ExecutionStarted.class::cast)
            .findFirst()
            .orElseThrow(() -> new AssertionError(execution + " never started"));
    return Optional.ofNullable(definitions.get(started.workflow() + "@" + started.digest()))
        .orElseThrow(() -> new AssertionError("the definition of " + execution + " is gone"));
  }

  /** The rows that the engine keeps of live executions, by their keys in its store. */
  public Map<String, byte[]> rows() {
    Map<String, byte[]> rows = new HashMap<>();
    String changelog = TOPICS.prefix() + "engine-execution-changelog";
    for (ConsumerRecord<String, byte[]> entry : TopicReader.readAll(brokers, changelog)) {
      if (entry.value() == null) {
        rows.remove(entry.key());
      } else {
        rows.put(entry.key(), entry.value());
      }
    }
    return rows;
  }

  /** The events of one execution, a line each. */
  public String compact(String execution) {
    List<Recorded<ExecutionEvent>> events = eventsOf(execution);
    return execution
        + "\n"
        + events.stream()
            .sorted(Comparator.comparingLong(Recorded::sequence))
            .map(r -> "  %4d %s %s".formatted(r.sequence(), r.at(), r.event()))
            .collect(Collectors.joining("\n"));
  }
}
