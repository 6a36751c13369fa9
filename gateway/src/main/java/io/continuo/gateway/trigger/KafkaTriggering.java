package io.continuo.gateway.trigger;

import io.continuo.command.WorkflowCommand;
import io.continuo.gateway.command.Commands;
import io.continuo.gateway.follow.DeadLetters;
import io.continuo.gateway.follow.Following;
import io.continuo.gateway.view.query.data.KafkaTriggers;
import io.continuo.wire.UndecodableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the topics that the newest definitions name and starts their workflows. All gateways share
 * one consumer group; a record counts once its commands are durable, so after a crash some are sent
 * again, under the same keys.
 */
public final class KafkaTriggering implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaTriggering.class);

  /** How soon a new trigger begins to be heard. */
  private static final Duration LOOK = Duration.ofSeconds(1);

  /** How long a topic is left alone that may not be read. */
  private static final Duration REFUSED = Duration.ofMinutes(1);

  private final TopicListeners listeners;
  private final Commands commands;
  private final DeadLetters deadLetters;
  private static final Duration GOODBYE = Duration.ofSeconds(2);

  private final Following following;
  private final Map<String, Long> refused = new HashMap<>();
  private Map<String, KafkaTriggers.Topic> topics = Map.of();
  private long looked;

  /**
   * Listens once started.
   *
   * @param consumers makes consumers of the group that all gateways share
   * @param deadLetters takes records that fit no workflow that listens
   */
  public KafkaTriggering(
      TopicListeners listeners,
      Supplier<Consumer<byte[], byte[]>> consumers,
      Commands commands,
      DeadLetters deadLetters) {
    this.listeners = listeners;
    this.commands = commands;
    this.deadLetters = deadLetters;
    this.following =
        new Following(
            "kafka-triggers",
            consumers,
            this::listen,
            e -> LOG.warn("records of other topics start nothing for a moment: {}", e.getMessage()),
            GOODBYE);
  }

  public void start() {
    following.start();
  }

  private void listen(Consumer<byte[], byte[]> consumer, BooleanSupplier stopped)
      throws InterruptedException {
    topics = Map.of();
    looked = System.nanoTime() - LOOK.toNanos();
    while (!stopped.getAsBoolean()) {
      look(consumer);
      if (topics.isEmpty()) {
        Thread.sleep(LOOK);
      } else {
        hear(consumer);
      }
    }
  }

  /** Subscribes anew when other topics are named than before. */
  private void look(Consumer<byte[], byte[]> consumer) {
    if (System.nanoTime() - looked < LOOK.toNanos()) {
      return;
    }
    looked = System.nanoTime();
    Map<String, KafkaTriggers.Topic> now = new TreeMap<>();
    listeners.topics().stream()
        .filter(topic -> !isRefused(topic.name()))
        .forEach(topic -> now.put(topic.name(), topic));
    Set<String> before = Set.copyOf(topics.keySet());
    topics = now;
    if (before.equals(now.keySet())) {
      return;
    }
    LOG.info("records of {} start workflows", now.keySet());
    if (now.isEmpty()) {
      consumer.unsubscribe();
    } else {
      consumer.subscribe(now.keySet(), new FirstPositions(consumer, this::topic));
    }
  }

  /** Whether Kafka has lately not let us read it; the others are read none the less. */
  private boolean isRefused(String topic) {
    Long since = refused.get(topic);
    return since != null && System.nanoTime() - since < REFUSED.toNanos();
  }

  private Optional<KafkaTriggers.Topic> topic(String name) {
    return Optional.ofNullable(topics.get(name));
  }

  private void hear(Consumer<byte[], byte[]> consumer) throws InterruptedException {
    List<Future<?>> sent = new ArrayList<>();
    ConsumerRecords<byte[], byte[]> entries = poll(consumer);
    for (ConsumerRecord<byte[], byte[]> entry : entries) {
      sent.addAll(hear(entry));
    }
    if (!entries.isEmpty()) {
      await(sent);
      consumer.commitSync();
    }
  }

  private ConsumerRecords<byte[], byte[]> poll(Consumer<byte[], byte[]> consumer) {
    try {
      return consumer.poll(LOOK);
    } catch (TopicAuthorizationException e) {
      e.unauthorizedTopics().forEach(topic -> refused.put(topic, System.nanoTime()));
      LOG.warn(
          "Kafka does not let us read {}, so its records start nothing: allow this gateway to",
          e.unauthorizedTopics());
      return ConsumerRecords.empty();
    }
  }

  private List<Future<?>> hear(ConsumerRecord<byte[], byte[]> entry) {
    List<Future<?>> sent = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (TopicListener listener : listeners.of(entry.topic())) {
      try {
        Optional<WorkflowCommand> command = listener.hear(entry);
        command.ifPresent(asked -> sent.add(commands.tell(listener.workflow(), asked)));
      } catch (UndecodableException e) {
        problems.add(String.valueOf(e.getMessage()));
      }
    }
    if (!problems.isEmpty()) {
      deadLetters.put(entry, String.join("; ", problems));
    }
    return sent;
  }

  private static void await(List<Future<?>> sent) throws InterruptedException {
    try {
      for (Future<?> one : sent) {
        one.get();
      }
    } catch (ExecutionException e) {
      throw new KafkaException("a command could not be written: " + e.getCause(), e);
    }
  }

  @Override
  public void close() {
    following.close();
  }
}
