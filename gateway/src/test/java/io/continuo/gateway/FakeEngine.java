package io.continuo.gateway;

import io.continuo.command.ExecutionCommand;
import io.continuo.command.WorkflowCommand;
import io.continuo.definition.WorkflowDefinition;
import io.continuo.event.BackfillEvent;
import io.continuo.event.DatasetEvent;
import io.continuo.event.ExecutionEvent;
import io.continuo.event.ExecutionStatus;
import io.continuo.event.FailureKind;
import io.continuo.event.LimitEvent;
import io.continuo.event.NamespaceEvent;
import io.continuo.event.Recorded;
import io.continuo.event.TaskOutcome;
import io.continuo.event.WorkflowEvent;
import io.continuo.id.Digest;
import io.continuo.id.ExecutionId;
import io.continuo.id.RunnerId;
import io.continuo.id.WorkflowId;
import io.continuo.value.Value;
import io.continuo.wire.Topics;
import io.continuo.wire.WireFormat;
import io.continuo.wire.codec.ExecutionCommandCodec;
import io.continuo.wire.codec.ExecutionEventCodec;
import io.continuo.wire.codec.WorkflowCommandCodec;
import io.continuo.wire.codec.WorkflowEventCodec;
import io.continuo.wire.codec.backfill.BackfillEventCodec;
import io.continuo.wire.codec.dataset.DatasetEventCodec;
import io.continuo.wire.codec.limit.LimitEventCodec;
import io.continuo.wire.codec.namespace.NamespaceEventCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Answers commands as an engine does, in transactions, with rules of its own: a partition {@code
 * refused} is refused; the first task fails once and then runs until the execution is cancelled.
 */
final class FakeEngine implements AutoCloseable {
  static final RunnerId RUNNER = new RunnerId("r1", 1);

  private final Topics topics;
  private final WireFormat format;
  private final KafkaConsumer<String, byte[]> consumer;
  private final KafkaProducer<String, byte[]> producer;
  private final Map<String, Long> sequences = new HashMap<>();
  private final Map<String, Digest> digests = new HashMap<>();
  private final Map<String, Integer> versions = new HashMap<>();
  private final Set<String> keys = new HashSet<>();
  private final FakeAggregates others;
  private final Thread thread =
      Thread.ofPlatform().daemon().name("fake-engine").unstarted(this::run);
  private volatile boolean closed;

  FakeEngine(String bootstrap, Topics topics, WireFormat format, int partitions) {
    this.topics = topics;
    this.format = format;
    this.others = new FakeAggregates(topics);
    this.consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrap),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrap, "transactional.id", "fake-engine"),
            new StringSerializer(),
            new ByteArraySerializer());
    List<TopicPartition> all =
        IntStream.range(0, partitions)
            .boxed()
            .flatMap(
                p ->
                    Stream.of(
                        new TopicPartition(topics.workflowCommands(), p),
                        new TopicPartition(topics.executionCommands(), p),
                        new TopicPartition(topics.datasetCommands(), p),
                        new TopicPartition(topics.backfillCommands(), p),
                        new TopicPartition(topics.limitCommands(), p),
                        new TopicPartition(topics.namespaceCommands(), p)))
            .toList();
    consumer.assign(all);
    consumer.seekToBeginning(all);
    producer.initTransactions();
    thread.start();
  }

  private void run() {
    while (!closed) {
      for (ConsumerRecord<String, byte[]> entry : consumer.poll(Duration.ofMillis(50))) {
        producer.beginTransaction();
        answer(entry);
        producer.commitTransaction();
      }
    }
  }

  private void answer(ConsumerRecord<String, byte[]> entry) {
    String cause =
        new String(
            Objects.requireNonNull(entry.headers().lastHeader(Topics.CAUSE_HEADER)).value(),
            StandardCharsets.UTF_8);
    SpecificRecord wire = format.read(entry.value());
    if (entry.topic().equals(topics.workflowCommands())) {
      workflow(entry.key(), cause, new WorkflowCommandCodec().decode(wire));
    } else if (entry.topic().equals(topics.executionCommands())) {
      execution(entry.key(), cause, new ExecutionCommandCodec().decode(wire));
    } else {
      others.answer(entry, wire).forEach(event -> emit(entry.key(), cause, event));
    }
  }

  private void workflow(String id, String cause, WorkflowCommand command) {
    switch (command) {
      case WorkflowCommand.RegisterWorkflow(var definition, var digest, _) -> {
        digests.put(id, digest);
        emit(
            id,
            cause,
            new WorkflowEvent.WorkflowRegistered(
                versions.merge(id, 1, Integer::sum), digest, definition));
        declare(WorkflowId.parse(id), definition);
      }
      case WorkflowCommand.RegisterTask(var canonical, var digest) ->
          emit(
              id,
              cause,
              new WorkflowEvent.TaskRegistered(
                  versions.merge(id, 1, Integer::sum), digest, canonical));
      case WorkflowCommand.TriggerExecution trigger -> trigger(id, cause, trigger);
      case WorkflowCommand.PauseWorkflow(var by, var scope) ->
          emit(id, cause, new WorkflowEvent.WorkflowPaused(by, scope));
      case WorkflowCommand.ResumeWorkflow(var by, var scope) ->
          emit(id, cause, new WorkflowEvent.WorkflowResumed(by, scope));
      case WorkflowCommand.CancelQueued _ ->
          emit(
              id,
              cause,
              new WorkflowEvent.WorkflowCommandRejected(
                  "CancelQueued", "not-held", "it does not wait"));
      case WorkflowCommand.NoteExecutionEnded _ -> {}
      case WorkflowCommand.RunBackfillSlot _ -> {}
      case WorkflowCommand.CancelBackfillSlot _ -> {}
      case WorkflowCommand.NoteLanding _ -> {}
      case WorkflowCommand.NoteLanded _ -> {}
      case WorkflowCommand.FollowWorkflow _ -> {}
      case WorkflowCommand.UnfollowWorkflow _ -> {}
      case WorkflowCommand.WakeWorkflow _ -> {}
    }
  }

  /** As the datasets answer to what the workflow tells them. */
  private void declare(WorkflowId id, WorkflowDefinition definition) {
    definition
        .produces()
        .forEach(
            dataset ->
                emit(
                    dataset,
                    "declare",
                    new DatasetEvent.ProducerAdded(id, definition.partitions())));
    definition
        .consumes()
        .forEach(
            consumed -> emit(consumed.dataset(), "declare", new DatasetEvent.ConsumerAdded(id)));
  }

  private void trigger(String id, String cause, WorkflowCommand.TriggerExecution trigger) {
    if (trigger.partition().isPresent() && trigger.partition().get().equals("refused")) {
      emit(
          id,
          cause,
          new WorkflowEvent.WorkflowCommandRejected(
              "TriggerExecution", "overlap-refused", "no room"));
      return;
    }
    if (!versions.containsKey(id)) {
      emit(
          id,
          cause,
          new WorkflowEvent.WorkflowCommandRejected(
              "TriggerExecution", "not-found", "register it"));
      return;
    }
    if (!keys.add(trigger.key())) {
      return;
    }
    ExecutionId execution = ExecutionId.of(WorkflowId.parse(id), trigger.key(), 1);
    Digest digest = Objects.requireNonNull(digests.get(id));
    emit(
        id,
        cause,
        new WorkflowEvent.ExecutionTriggered(
            execution,
            trigger.key(),
            trigger.kind(),
            trigger.origin(),
            Optional.empty(),
            1,
            digest,
            trigger.partition(),
            1,
            trigger.inputs(),
            false));
    start(execution.toString(), WorkflowId.parse(id), digest, trigger);
  }

  private void start(
      String execution, WorkflowId id, Digest digest, WorkflowCommand.TriggerExecution trigger) {
    emit(
        execution,
        "start",
        new ExecutionEvent.ExecutionStarted(
            id, 1, digest, trigger.partition(), 1, trigger.kind(), trigger.inputs()));
    emit(
        execution, "start", new ExecutionEvent.AttemptScheduled("first", 1, 1, Value.Fields.EMPTY));
    emit(execution, "claim", new ExecutionEvent.AttemptStarted("first", 1, 1, RUNNER));
    emit(
        execution,
        "report",
        new ExecutionEvent.AttemptFailed(
            "first", 1, 1, FailureKind.ERROR, OptionalInt.of(3), "exit code 3"));
    emit(execution, "report", new ExecutionEvent.RetryScheduled("first", 2, 1, Instant.EPOCH));
    emit(execution, "wake", new ExecutionEvent.AttemptScheduled("first", 2, 1, Value.Fields.EMPTY));
    emit(execution, "claim", new ExecutionEvent.AttemptStarted("first", 2, 1, RUNNER));
  }

  private void execution(String id, String cause, ExecutionCommand command) {
    switch (command) {
      case ExecutionCommand.CancelExecution(var by, var reason) -> {
        emit(
            id,
            cause,
            new ExecutionEvent.ExecutionStopping(ExecutionStatus.CANCELLED, by + ": " + reason));
        emit(
            id,
            cause,
            new ExecutionEvent.AttemptFailed(
                "first", 2, 1, FailureKind.CANCELLED, OptionalInt.empty(), "stopped"));
        emit(id, cause, new ExecutionEvent.TaskFailed("first", TaskOutcome.CANCELLED, "stopped"));
        emit(
            id,
            cause,
            new ExecutionEvent.ExecutionEnded(
                ExecutionStatus.CANCELLED, Value.Fields.EMPTY, "stopped"));
      }
      default -> throw new IllegalArgumentException("not in this play: " + command);
    }
  }

  private void emit(String id, String cause, Object event) {
    long sequence = sequences.merge(id, 1L, Long::sum);
    Instant now = Instant.ofEpochMilli(1_000_000 + sequence);
    switch (event) {
      case WorkflowEvent e ->
          send(
              topics.workflowEvents(),
              id,
              new WorkflowEventCodec().encode(new Recorded<>(id, sequence, cause, now, e)));
      case ExecutionEvent e ->
          send(
              topics.executionEvents(),
              id,
              new ExecutionEventCodec().encode(new Recorded<>(id, sequence, cause, now, e)));
      case DatasetEvent e ->
          send(
              topics.datasetEvents(),
              id,
              new DatasetEventCodec().encode(new Recorded<>(id, sequence, cause, now, e)));
      case BackfillEvent e ->
          send(
              topics.backfillEvents(),
              id,
              new BackfillEventCodec().encode(new Recorded<>(id, sequence, cause, now, e)));
      case LimitEvent e ->
          send(
              topics.limitEvents(),
              id,
              new LimitEventCodec().encode(new Recorded<>(id, sequence, cause, now, e)));
      case NamespaceEvent e ->
          send(
              topics.namespaceEvents(),
              id,
              new NamespaceEventCodec().encode(new Recorded<>(id, sequence, cause, now, e)));
      default -> throw new IllegalArgumentException(event.toString());
    }
  }

  void send(String topic, String key, SpecificRecord wire) {
    var _ = producer.send(new ProducerRecord<>(topic, key, format.write(wire)));
  }

  @Override
  public void close() {
    closed = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    consumer.close();
    producer.close();
  }
}
