package io.continuo.engine;

import io.continuo.engine.topology.EngineTopology;
import io.continuo.engine.topology.Looks;
import io.continuo.wire.ConfluentSchemas;
import io.continuo.wire.SchemaStore;
import io.continuo.wire.Schemas;
import io.continuo.wire.WireFormat;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running engine. Any number may run side by side: Kafka shares the topic partitions among them.
 */
public final class Engine implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Engine.class);
  private static final Duration CLOSE = Duration.ofSeconds(8);

  private final KafkaStreams streams;
  private final CountDownLatch running = new CountDownLatch(1);
  private final CountDownLatch dead = new CountDownLatch(1);

  private Engine(KafkaStreams streams) {
    this.streams = streams;
  }

  /**
   * Starts an engine, waiting for the schema registry if need be; it works once {@link
   * #awaitRunning} says so.
   */
  public static Engine start(EngineConfig config) throws InterruptedException {
    return start(config, new ConfluentSchemas(config.schemaRegistry(), Map.of()));
  }

  /**
   * Starts an engine that asks this store for schemas, whatever registry the configuration names.
   */
  public static Engine start(EngineConfig config, SchemaStore schemas) throws InterruptedException {
    WireFormat format = new WireFormat(schemas);
    format.prepare(Schemas.writtenByEngine(), why -> LOG.warn("waiting: {}", why));
    Stillness stillness = new Stillness(new Looks());
    var topology =
        EngineTopology.of(config.topics(), format, Set.copyOf(config.queues()), stillness.looks());
    var clients = new EngineClients(config.topics()::takesCommands, stillness);
    var settings = StreamsSettings.of(config);
    settings.put(StillConsumer.STILLNESS, stillness);
    Engine engine = new Engine(new KafkaStreams(topology, settings, clients));
    engine.start();
    return engine;
  }

  private void start() {
    streams.setUncaughtExceptionHandler(
        failure -> {
          LOG.error("a stream thread failed and is replaced; its transaction is undone", failure);
          return StreamThreadExceptionResponse.REPLACE_THREAD;
        });
    streams.setStateListener(
        (now, before) -> {
          if (now == KafkaStreams.State.RUNNING) {
            running.countDown();
          }
          if (now.hasCompletedShutdown()) {
            dead.countDown();
          }
        });
    streams.start();
  }

  /** Waits until every topic partition is restored and worked; false if that takes longer. */
  public boolean awaitRunning(Duration timeout) throws InterruptedException {
    return running.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Whether commands are being worked now. */
  public boolean isRunning() {
    return streams.state() == KafkaStreams.State.RUNNING;
  }

  /** Waits until the engine has stopped, whoever stopped it. */
  public void awaitStop() throws InterruptedException {
    dead.await();
  }

  /** Commits what is done and leaves the group. */
  @Override
  public void close() {
    streams.close(CLOSE);
  }
}
