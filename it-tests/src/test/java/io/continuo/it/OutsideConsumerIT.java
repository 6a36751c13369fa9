package io.continuo.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.continuo.it.history.TopicReader;
import io.continuo.it.process.InThisProcess;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** Somebody else's program reads the events, and knows nothing of us but the registry's address. */
class OutsideConsumerIT {

  @Test
  void theWholeHistoryOfAnExecutionCanBeReadWithNothingButTheRegistry() throws Exception {
    try (InThisProcess continuo = new InThisProcess()) {
      var execution =
          continuo.run(
              "outside/story",
              """
              tasks:
                one: { type: noop }
                two: { type: process, after: [one], command: ['false'], onFailure: skip }
                three: { type: noop, after: [one] }
              """);
      assertThat(execution.path("status").asText()).isEqualTo("succeeded");
      var registry = new CachedSchemaRegistryClient(continuo.registry(), 100);
      List<GenericRecord> events = new ArrayList<>();
      for (var entry : TopicReader.readAll(continuo.brokers(), "continuo.execution.events")) {
        events.add(decode(registry, entry));
      }
      assertThat(events)
          .allSatisfy(
              event ->
                  assertThat(event.get("execution")).hasToString(execution.path("id").asText()))
          .extracting(event -> event.getSchema().getName())
          .startsWith("ExecutionStarted", "AttemptScheduled")
          .contains("AttemptStarted", "AttemptSucceeded", "AttemptFailed", "TaskSkipped")
          .endsWith("ExecutionEnded");
      assertThat(registry.getLatestSchemaMetadata("io.continuo.avro.execution.ExecutionEnded"))
          .satisfies(latest -> assertThat(latest.getSchema()).contains("ExecutionEnded"));
    }
  }

  private static GenericRecord decode(
      CachedSchemaRegistryClient registry, ConsumerRecord<String, byte[]> entry) throws Exception {
    ByteBuffer bytes = ByteBuffer.wrap(entry.value());
    assertThat(bytes.get()).isZero();
    Schema schema = (Schema) registry.getSchemaById(bytes.getInt()).rawSchema();
    var decoder =
        DecoderFactory.get()
            .binaryDecoder(entry.value(), bytes.position(), bytes.remaining(), null);
    GenericRecord event = new GenericDatumReader<GenericRecord>(schema).read(null, decoder);
    assertThat(decoder.isEnd()).isTrue();
    return event;
  }
}
