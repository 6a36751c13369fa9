package io.continuo.standalone.bench.runner;

import io.continuo.dispatch.Lane;
import io.continuo.dispatch.TaskLaunch;
import io.continuo.id.AttemptId;
import io.continuo.id.ExecutionId;
import io.continuo.id.WorkflowId;
import io.continuo.value.Value;
import io.continuo.wire.ConfluentSchemas;
import io.continuo.wire.Topics;
import io.continuo.wire.WireFormat;
import io.continuo.wire.codec.TaskLaunchCodec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Stands in for an engine: writes ready tasks, and counts what is reported of them. */
final class ReadyTasks implements AutoCloseable {
  private static final String QUEUE = "default";

  private final Producer<String, byte[]> producer;
  private final Admin admin;
  private final WireFormat format;
  private final TaskLaunchCodec codec = new TaskLaunchCodec();

  ReadyTasks(String bootstrapServers, String registry) {
    Map<String, Object> kafka = Map.of("bootstrap.servers", bootstrapServers);
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put("linger.ms", 5);
    this.producer =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    this.admin = Admin.create(kafka);
    this.format = new WireFormat(new ConfluentSchemas(List.of(registry), Map.of()));
  }

  /**
   * Writes so many, each of an execution of its own, and does not wait for what becomes of them.
   */
  void write(int count) {
    for (int i = 0; i < count; i++) {
      AttemptId attempt = new AttemptId(new ExecutionId(UUID.randomUUID()), "noop", 1, 1);
      TaskLaunch launch =
          new TaskLaunch(
              attempt,
              QUEUE,
              new WorkflowId("bench", "noop"),
              1,
              Optional.empty(),
              "manual",
              "noop",
              Value.Fields.EMPTY,
              Value.Fields.EMPTY,
              false,
              List.of());
      var _ =
          producer.send(
              new ProducerRecord<>(
                  Topics.DEFAULT.tasks(QUEUE, Lane.LIVE),
                  attempt.execution().toString(),
                  format.write(codec.encode(launch))));
    }
    producer.flush();
  }

  /** Commands to executions so far: of noop tasks there is one each, the report of its end. */
  long reports() throws ExecutionException, InterruptedException {
    String topic = Topics.DEFAULT.executionCommands();
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    producer
        .partitionsFor(topic)
        .forEach(p -> ends.put(new TopicPartition(topic, p.partition()), OffsetSpec.latest()));
    return admin.listOffsets(ends).all().get().values().stream()
        .mapToLong(end -> end.offset())
        .sum();
  }

  @Override
  public void close() {
    producer.close();
    admin.close();
  }
}
