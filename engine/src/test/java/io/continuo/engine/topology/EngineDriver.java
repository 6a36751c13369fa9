package io.continuo.engine.topology;

import io.continuo.avro.dispatch.Definition;
import io.continuo.command.BackfillCommand;
import io.continuo.command.ExecutionCommand;
import io.continuo.command.LimitCommand;
import io.continuo.command.NamespaceCommand;
import io.continuo.command.RunnerCommand;
import io.continuo.command.WorkflowCommand;
import io.continuo.definition.WorkflowDefinition;
import io.continuo.engine.topology.family.Definitions;
import io.continuo.id.Digest;
import io.continuo.wire.DefinitionText;
import io.continuo.wire.InMemorySchemas;
import io.continuo.wire.Topics;
import io.continuo.wire.WireFormat;
import io.continuo.wire.codec.ExecutionCommandCodec;
import io.continuo.wire.codec.RunnerCommandCodec;
import io.continuo.wire.codec.WorkflowCommandCodec;
import io.continuo.wire.codec.backfill.BackfillCommandCodec;
import io.continuo.wire.codec.limit.LimitCommandCodec;
import io.continuo.wire.codec.namespace.NamespaceCommandCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;

/**
 * An engine on Kafka's test driver, with a clock that the test moves. Commands loop back as on a
 * real cluster.
 */
final class EngineDriver implements AutoCloseable {
  static final Instant START = Instant.parse("2026-11-21T02:00:00Z");
  static final Topics TOPICS = Topics.DEFAULT;

  private final WireFormat format;
  private final TopologyTestDriver driver;
  private Instant now = START;

  EngineDriver(InMemorySchemas schemas) {
    this.format = new WireFormat(schemas);
    Properties settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "engine");
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:9092");
    driver =
        new TopologyTestDriver(
            EngineTopology.of(TOPICS, format, Set.of("default"), new Looks()), settings, START);
  }

  void send(String key, WorkflowCommand command) {
    raw(TOPICS.workflowCommands(), key, format.write(new WorkflowCommandCodec().encode(command)));
  }

  void send(String key, ExecutionCommand command) {
    raw(TOPICS.executionCommands(), key, format.write(new ExecutionCommandCodec().encode(command)));
  }

  void send(String key, RunnerCommand command) {
    raw(TOPICS.runnerCommands(), key, format.write(new RunnerCommandCodec().encode(command)));
  }

  void send(String key, LimitCommand command) {
    raw(TOPICS.limitCommands(), key, format.write(new LimitCommandCodec().encode(command)));
  }

  void send(String key, NamespaceCommand command) {
    raw(TOPICS.namespaceCommands(), key, format.write(new NamespaceCommandCodec().encode(command)));
  }

  void send(String key, BackfillCommand command) {
    raw(TOPICS.backfillCommands(), key, format.write(new BackfillCommandCodec().encode(command)));
  }

  void raw(String topic, String key, byte[] value) {
    Serializer<byte[]> bytes = new ByteArraySerializer();
    driver
        .createInputTopic(topic, new StringSerializer(), bytes)
        .pipeInput(new TestRecord<>(key, value, now));
  }

  /**
   * Sends a command with a time and an id of its own, so that a second engine can be sent the very
   * same.
   */
  void sendAt(Instant at, String key, ExecutionCommand command) {
    RecordHeaders headers = new RecordHeaders();
    headers.add(Topics.CAUSE_HEADER, at.toString().getBytes(StandardCharsets.UTF_8));
    byte[] value = format.write(new ExecutionCommandCodec().encode(command));
    driver
        .createInputTopic(
            TOPICS.executionCommands(), new StringSerializer(), new ByteArraySerializer())
        .pipeInput(new TestRecord<>(key, value, headers, at));
  }

  /** Shows the engine a definition, as the topic would. */
  void publish(WorkflowDefinition definition) {
    String canonical = DefinitionText.write(definition);
    Digest digest = DefinitionText.digest(canonical);
    Definition record = new Definition(definition.id().toString(), digest.hex(), canonical);
    raw(TOPICS.definitions(), Definitions.key(definition.id(), digest), format.write(record));
  }

  /** Puts rows into the executions' store, as a restore from the changelog would. */
  void restoreExecutionRows(Map<String, String> rows) {
    KeyValueStore<String, byte[]> store = driver.getKeyValueStore("execution");
    rows.forEach((key, value) -> store.put(key, value.getBytes(StandardCharsets.ISO_8859_1)));
  }

  void advance(Duration time) {
    now = now.plus(time);
    driver.advanceWallClockTime(time);
  }

  Instant now() {
    return now;
  }

  WireFormat format() {
    return format;
  }

  /**
   * The records that were written to the topic since the last call, readable and byte for byte
   * comparable.
   */
  List<TestRecord<byte[], byte[]>> written(String topic) {
    return driver
        .createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
        .readRecordsToList();
  }

  /** Every row of the executions' store. */
  Map<String, String> executionRows() {
    Map<String, String> rows = new TreeMap<>();
    KeyValueStore<String, byte[]> store = driver.getKeyValueStore("execution");
    try (KeyValueIterator<String, byte[]> all = store.all()) {
      all.forEachRemaining(
          row -> rows.put(row.key, new String(row.value, StandardCharsets.ISO_8859_1)));
    }
    return rows;
  }

  /** Executions that are remembered as ended. */
  List<String> endedExecutions() {
    List<String> ended = new ArrayList<>();
    KeyValueStore<String, byte[]> store = driver.getKeyValueStore("execution-ended");
    try (KeyValueIterator<String, byte[]> all = store.all()) {
      all.forEachRemaining(row -> ended.add(row.key));
    }
    return ended;
  }

  @Override
  public void close() {
    driver.close();
  }
}
