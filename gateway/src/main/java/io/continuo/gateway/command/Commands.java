package io.continuo.gateway.command;

import io.continuo.command.BackfillCommand;
import io.continuo.command.DatasetCommand;
import io.continuo.command.ExecutionCommand;
import io.continuo.command.LimitCommand;
import io.continuo.command.NamespaceCommand;
import io.continuo.command.RunnerCommand;
import io.continuo.command.WorkflowCommand;
import io.continuo.gateway.follow.Progress;
import io.continuo.gateway.view.EventReader;
import io.continuo.id.ExecutionId;
import io.continuo.id.WorkflowId;
import io.continuo.wire.Topics;
import io.continuo.wire.WireFormat;
import io.continuo.wire.codec.ExecutionCommandCodec;
import io.continuo.wire.codec.RunnerCommandCodec;
import io.continuo.wire.codec.WorkflowCommandCodec;
import io.continuo.wire.codec.backfill.BackfillCommandCodec;
import io.continuo.wire.codec.dataset.DatasetCommandCodec;
import io.continuo.wire.codec.limit.LimitCommandCodec;
import io.continuo.wire.codec.namespace.NamespaceCommandCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;

/** Sends commands and waits for what the engine makes of them. */
public final class Commands {
  /** Exact repeats have no event: after so long without one, see whether it is so already. */
  private static final Duration DOUBT = Duration.ofMillis(300);

  /** How long an answer is kept back until the read model shows it. */
  private static final Duration VISIBLE = Duration.ofSeconds(2);

  private final WorkflowCommandCodec workflows = new WorkflowCommandCodec();
  private final ExecutionCommandCodec executions = new ExecutionCommandCodec();
  private final RunnerCommandCodec runners = new RunnerCommandCodec();
  private final DatasetCommandCodec datasets = new DatasetCommandCodec();
  private final BackfillCommandCodec backfills = new BackfillCommandCodec();
  private final LimitCommandCodec limits = new LimitCommandCodec();
  private final NamespaceCommandCodec namespaces = new NamespaceCommandCodec();
  private final Producer<String, byte[]> producer;
  private final WireFormat format;
  private final Topics topics;
  private final Waiting waiting;
  private final Progress progress;
  private final Duration patience;

  /**
   * Commands to the aggregates under the topics of this reader.
   *
   * @param progress of the read model
   * @param patience how long a caller waits for the engine
   */
  public Commands(
      Producer<String, byte[]> producer,
      EventReader events,
      Waiting waiting,
      Progress progress,
      Duration patience) {
    this.producer = producer;
    this.format = events.format();
    this.topics = events.names();
    this.waiting = waiting;
    this.progress = progress;
    this.patience = patience;
  }

  /** Names of the topics of this installation. */
  public Topics topics() {
    return topics;
  }

  /**
   * Asks a workflow.
   *
   * @param alreadySo whether what is asked is true already, in the read model
   */
  public Answer ask(WorkflowId id, WorkflowCommand command, BooleanSupplier alreadySo)
      throws InterruptedException {
    return ask(topics.workflowCommands(), id.toString(), workflows.encode(command), alreadySo);
  }

  public Answer ask(ExecutionId id, ExecutionCommand command, BooleanSupplier alreadySo)
      throws InterruptedException {
    return ask(topics.executionCommands(), id.toString(), executions.encode(command), alreadySo);
  }

  /** Asks the aggregate of a runner. */
  public Answer ask(String runner, RunnerCommand command, BooleanSupplier alreadySo)
      throws InterruptedException {
    return ask(topics.runnerCommands(), runner, runners.encode(command), alreadySo);
  }

  /** Asks a dataset, by its name. */
  public Answer ask(String dataset, DatasetCommand command, BooleanSupplier alreadySo)
      throws InterruptedException {
    return ask(topics.datasetCommands(), dataset, datasets.encode(command), alreadySo);
  }

  /** Asks a backfill, by its id. */
  public Answer ask(String backfill, BackfillCommand command, BooleanSupplier alreadySo)
      throws InterruptedException {
    return ask(topics.backfillCommands(), backfill, backfills.encode(command), alreadySo);
  }

  /** Asks a limit, by its name. */
  public Answer ask(String limit, LimitCommand command, BooleanSupplier alreadySo)
      throws InterruptedException {
    return ask(topics.limitCommands(), limit, limits.encode(command), alreadySo);
  }

  /** Asks a namespace, or the installation. */
  public Answer ask(String namespace, NamespaceCommand command, BooleanSupplier alreadySo)
      throws InterruptedException {
    return ask(topics.namespaceCommands(), namespace, namespaces.encode(command), alreadySo);
  }

  /**
   * Tells a workflow something without waiting for what it makes of it.
   *
   * @return is done when the command is durable
   */
  public Future<RecordMetadata> tell(WorkflowId id, WorkflowCommand command) {
    return producer.send(
        entry(
            topics.workflowCommands(),
            id.toString(),
            workflows.encode(command),
            UUID.randomUUID().toString()));
  }

  private ProducerRecord<String, byte[]> entry(
      String topic, String key, SpecificRecord command, String cause) {
    ProducerRecord<String, byte[]> entry = new ProducerRecord<>(topic, key, format.write(command));
    entry.headers().add(Topics.CAUSE_HEADER, cause.getBytes(StandardCharsets.UTF_8));
    return entry;
  }

  private Answer ask(String topic, String key, SpecificRecord command, BooleanSupplier alreadySo)
      throws InterruptedException {
    String cause = UUID.randomUUID().toString();
    CompletableFuture<Answer.Event> future = waiting.expect(cause);
    try {
      producer
          .send(entry(topic, key, command, cause))
          .get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return seen(await(future, alreadySo));
    } catch (ExecutionException e) {
      throw new KafkaException("the command could not be written: " + e.getCause(), e);
    } catch (TimeoutException e) {
      throw new KafkaException("Kafka did not take the command within " + patience, e);
    } finally {
      waiting.forget(cause);
    }
  }

  /**
   * So that whoever reads right after the answer finds what it says; a read model that lags is not
   * waited for long.
   */
  private Answer seen(Answer answer) throws InterruptedException {
    if (answer instanceof Answer.Event(_, var partition, var offset)) {
      progress.awaitOffset(partition, offset, VISIBLE);
    }
    return answer;
  }

  private Answer await(CompletableFuture<Answer.Event> future, BooleanSupplier alreadySo)
      throws InterruptedException, ExecutionException {
    long end = System.nanoTime() + patience.toNanos();
    while (System.nanoTime() < end) {
      try {
        return future.get(DOUBT.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        if (alreadySo.getAsBoolean()) {
          // It may be so by this very command, whose event is on its way here.
          return future.isDone() ? future.get() : new Answer.AlreadySo();
        }
      }
    }
    return new Answer.Silence();
  }
}
