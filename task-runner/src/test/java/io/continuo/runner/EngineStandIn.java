package io.continuo.runner;

import io.continuo.command.Ending;
import io.continuo.command.ExecutionCommand;
import io.continuo.command.RunnerCommand;
import io.continuo.dispatch.Lane;
import io.continuo.dispatch.LogChunk;
import io.continuo.dispatch.RunnerControl;
import io.continuo.dispatch.TaskLaunch;
import io.continuo.id.AttemptId;
import io.continuo.wire.InMemorySchemas;
import io.continuo.wire.SchemaStore;
import io.continuo.wire.TopicAdmin;
import io.continuo.wire.TopicPlan;
import io.continuo.wire.Topics;
import io.continuo.wire.WireFormat;
import io.continuo.wire.codec.DispatchCodec;
import io.continuo.wire.codec.ExecutionCommandCodec;
import io.continuo.wire.codec.LogChunkCodec;
import io.continuo.wire.codec.RunnerCommandCodec;
import io.continuo.wire.codec.TaskLaunchCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Sends a runner its tasks and hears everything that it says, through real topics. */
final class EngineStandIn {
  final Topics topics;
  final SchemaStore schemas = new InMemorySchemas();
  final List<ExecutionCommand> executionCommands = new CopyOnWriteArrayList<>();

  /** Attempts in the order of their claims. */
  final List<AttemptId> claimed = new CopyOnWriteArrayList<>();

  final List<RunnerCommand> runnerCommands = new CopyOnWriteArrayList<>();
  final List<LogChunk> logs = new CopyOnWriteArrayList<>();
  final List<ConsumerRecord<String, byte[]>> deadLetters = new CopyOnWriteArrayList<>();

  /** Whether claims that ask for an answer are accepted at once. */
  volatile boolean accepting = true;

  private final WireFormat format = new WireFormat(schemas);
  private final KafkaProducer<String, byte[]> producer;
  private final KafkaConsumer<String, byte[]> consumer;
  private final Thread thread;
  private volatile boolean open = true;

  EngineStandIn(String bootstrapServers, String prefix) throws Exception {
    topics = new Topics(prefix);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      new TopicAdmin(admin).apply(new TopicPlan(topics, List.of("default"), 1, (short) 1));
    }
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "linger.ms", 0),
            new StringSerializer(),
            new ByteArraySerializer());
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers, "auto.offset.reset", "earliest"),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    consumer.assign(
        List.of(
                topics.executionCommands(),
                topics.runnerCommands(),
                topics.logs(),
                topics.deadLetters())
            .stream()
            .map(topic -> new TopicPartition(topic, 0))
            .toList());
    thread = Thread.ofVirtual().start(this::listen);
  }

  private void listen() {
    try (consumer) {
      while (open) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(50))) {
          hear(record);
        }
      }
    }
  }

  private void hear(ConsumerRecord<String, byte[]> record) {
    if (record.topic().equals(topics.executionCommands())) {
      ExecutionCommand command = new ExecutionCommandCodec().decode(format.read(record.value()));
      if (command instanceof ExecutionCommand.ClaimAttempt claim) {
        claimed.add(attempt(record, claim));
      }
      executionCommands.add(command);
      if (accepting && command instanceof ExecutionCommand.ClaimAttempt claim && claim.confirm()) {
        AttemptId id = attempt(record, claim);
        var answer =
            new ProducerRecord<>(
                topics.runnerControl(),
                claim.runner().name(),
                format.write(new DispatchCodec().encode(new RunnerControl.ClaimAccepted(id))));
        answer.headers().add(record.headers().lastHeader(Topics.CAUSE_HEADER));
        write(answer);
      }
    } else if (record.topic().equals(topics.runnerCommands())) {
      runnerCommands.add(new RunnerCommandCodec().decode(format.read(record.value())));
    } else if (record.topic().equals(topics.logs())) {
      logs.add(new LogChunkCodec().decode(format.read(record.value())));
    } else {
      deadLetters.add(record);
    }
  }

  private static AttemptId attempt(
      ConsumerRecord<String, byte[]> record, ExecutionCommand.ClaimAttempt claim) {
    return new AttemptId(
        io.continuo.id.ExecutionId.parse(record.key()),
        claim.task(),
        claim.number(),
        claim.epoch());
  }

  void tell(String runner, RunnerControl control) {
    write(topics.runnerControl(), runner, format.write(new DispatchCodec().encode(control)));
  }

  void dispatch(TaskLaunch task) {
    dispatch(task, Lane.LIVE);
  }

  void dispatch(TaskLaunch task, Lane lane) {
    String key = task.attempt().execution() + "/" + task.attempt().task();
    write(topics.tasks("default", lane), key, format.write(new TaskLaunchCodec().encode(task)));
  }

  void write(String topic, String key, byte[] value) {
    write(new ProducerRecord<>(topic, key, value));
  }

  private void write(ProducerRecord<String, byte[]> entry) {
    try {
      producer.send(entry).get();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  List<ExecutionCommand.ClaimAttempt> claims() {
    List<ExecutionCommand.ClaimAttempt> claims = new ArrayList<>();
    for (ExecutionCommand command : executionCommands) {
      if (command instanceof ExecutionCommand.ClaimAttempt claim) {
        claims.add(claim);
      }
    }
    return claims;
  }

  List<Ending> endings() {
    List<Ending> endings = new ArrayList<>();
    for (ExecutionCommand command : executionCommands) {
      if (command instanceof ExecutionCommand.ReportAttempt report) {
        endings.add(report.ending());
      }
    }
    return endings;
  }

  long beats(long incarnation) {
    return runnerCommands.stream()
        .filter(c -> c instanceof RunnerCommand.Heartbeat beat && beat.incarnation() == incarnation)
        .count();
  }

  /** The attempt's log as a reader would put it together. */
  String log(AttemptId attempt) {
    byte[] whole = new byte[0];
    for (LogChunk chunk : logs) {
      if (chunk.attempt().equals(attempt)) {
        int end = (int) chunk.offset() + chunk.bytes().remaining();
        whole = end > whole.length ? java.util.Arrays.copyOf(whole, end) : whole;
        chunk.bytes().duplicate().get(whole, (int) chunk.offset(), chunk.bytes().remaining());
      }
    }
    return new String(whole, StandardCharsets.UTF_8);
  }

  boolean logIsComplete(AttemptId attempt) {
    return logs.stream().anyMatch(chunk -> chunk.attempt().equals(attempt) && chunk.last());
  }

  void close() throws InterruptedException {
    open = false;
    thread.join();
    producer.close(Duration.ofSeconds(1));
  }
}
