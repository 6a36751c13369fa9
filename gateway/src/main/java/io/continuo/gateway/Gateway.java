package io.continuo.gateway;

import io.continuo.gateway.command.Commands;
import io.continuo.gateway.command.EarlyAnswers;
import io.continuo.gateway.command.Waiting;
import io.continuo.gateway.follow.DeadLetters;
import io.continuo.gateway.follow.LetterCount;
import io.continuo.gateway.http.Endpoints;
import io.continuo.gateway.http.HttpService;
import io.continuo.gateway.http.Sse;
import io.continuo.gateway.log.LogArrivals;
import io.continuo.gateway.log.LogFollower;
import io.continuo.gateway.log.LogStore;
import io.continuo.gateway.log.LogSweeper;
import io.continuo.gateway.log.StoredLogs;
import io.continuo.gateway.registry.KafkaRegistryLog;
import io.continuo.gateway.registry.RegistryException;
import io.continuo.gateway.registry.RegistryLog;
import io.continuo.gateway.registry.RegistryRules;
import io.continuo.gateway.registry.RegistrySchemas;
import io.continuo.gateway.trigger.KafkaTriggering;
import io.continuo.gateway.trigger.Secrets;
import io.continuo.gateway.trigger.TopicListeners;
import io.continuo.gateway.view.Database;
import io.continuo.gateway.view.EventReader;
import io.continuo.gateway.view.View;
import io.continuo.wire.ConfluentSchemas;
import io.continuo.wire.SchemaStore;
import io.continuo.wire.Schemas;
import io.continuo.wire.WireFormat;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.Producer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running gateway: HTTP, the read model, logs and, unless another is named, the schema registry.
 */
public final class Gateway implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);

  private final Resources resources;
  private final HttpService http;
  private final View view;
  private final List<Endpoints.Served> served;

  private Gateway(Resources resources, HttpService http, View view, List<Endpoints.Served> served) {
    this.resources = resources;
    this.http = http;
    this.view = view;
    this.served = served;
  }

  /**
   * Starts a gateway. It answers as soon as this returns; {@code /readyz} tells when its read model
   * follows.
   *
   * @throws IOException when it cannot listen, or its data folder cannot be used
   */
  public static Gateway start(GatewayConfig config) throws IOException {
    Resources resources = new Resources();
    try {
      return start(config, resources);
    } catch (IOException | RuntimeException e) {
      resources.close();
      throw e;
    }
  }

  private static Gateway start(GatewayConfig config, Resources resources) throws IOException {
    KafkaClients clients = new KafkaClients(config);
    Optional<RegistryLog> registry = registry(config, clients, resources);
    WireFormat format = new WireFormat(schemas(config, registry));
    EventReader events = new EventReader(format, config.topics());
    Database database = resources.add(open(config.dataFolder().resolve("view.db")));
    Waiting waiting = new Waiting();
    Producer<String, byte[]> producer = resources.add(clients.producer());
    DeadLetters deadLetters = DeadLetters.to(config.topics().deadLetters(), producer);
    var viewed = new View.Source(clients.consumers("view", "read_committed"), deadLetters);
    View view = resources.add(new View(database, events, viewed, waiting::hear));
    EarlyAnswers early =
        resources.add(
            new EarlyAnswers(waiting, events, clients.consumers("answers", "read_uncommitted")));
    Path logs = config.dataFolder().resolve("logs");
    LogStore store = new LogStore(logs, config.logs(), Clock.systemUTC());
    LogSweeper sweeper = resources.add(new LogSweeper(store, config.logs()));
    var logged =
        new LogFollower.Source(
            clients.consumers("logs", "read_committed"), config.topics().logs(), deadLetters);
    LogFollower follower = resources.add(new LogFollower(store, format, logged, logs));
    LogArrivals arrivals = new LogArrivals(resources.add(clients.admin()), follower.progress());
    Commands commands =
        new Commands(producer, events, waiting, view.progress(), config.answerTimeout());
    PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    Sse sse = new Sse(config.streams());
    Meters.bind(meters, view, store, waiting, sse);
    LetterCount letters =
        resources.add(
            new LetterCount(
                clients.consumers("dead-letters", "read_committed"),
                config.topics(),
                (topic, more) -> Meters.count(meters, topic, more)));
    ReadSide read = ReadSide.of(database);
    KafkaTriggering triggering =
        resources.add(
            new KafkaTriggering(
                new TopicListeners(
                    read.kafkaTriggers(), read.definitions(), () -> view.progress().records()),
                clients.sharing(config.topics().prefix() + "triggers", "triggers"),
                commands,
                deadLetters));
    Routes routes =
        new Routes(
            read,
            commands,
            view,
            new StoredLogs(store, follower.progress(), arrivals),
            format,
            sse,
            meters,
            registry,
            new Secrets(System.getenv(), config.secretsFolder()),
            !config.http().tokens().isEmpty());
    List<Endpoints.Served> served = new ArrayList<>();
    HttpService http =
        resources.add(
            HttpService.start(config.http(), router -> served.addAll(routes.addTo(router))));
    view.start();
    early.start();
    follower.start();
    sweeper.start();
    letters.start();
    triggering.start();
    LOG.info("gateway listens on {}:{}", config.http().host(), http.port());
    return new Gateway(resources, http, view, List.copyOf(served));
  }

  /**
   * The embedded registry, with all our schemas in it: one transaction at the first start, and no
   * writer waits later.
   */
  private static Optional<RegistryLog> registry(
      GatewayConfig config, KafkaClients clients, Resources resources) {
    if (!config.schemaRegistry().isEmpty()) {
      return Optional.empty();
    }
    RegistryLog log =
        resources.add(new KafkaRegistryLog(clients.common(), config.topics().schemas()));
    try {
      int fresh = log.write(state -> RegistryRules.registerAll(state, Schemas.all()));
      LOG.info("schema registry: {} schemas are new", fresh);
    } catch (RegistryException e) {
      LOG.warn("not all schemas are registered, whoever needs one will try again: {}", e.message());
    }
    return Optional.of(log);
  }

  private static SchemaStore schemas(GatewayConfig config, Optional<RegistryLog> registry) {
    return registry
        .<SchemaStore>map(RegistrySchemas::new)
        .orElseGet(() -> new ConfluentSchemas(config.schemaRegistry(), Map.of()));
  }

  private static Database open(Path file) throws IOException {
    try {
      return Database.open(file);
    } catch (SQLException e) {
      throw new IOException(
          "the read model at " + file + " cannot be opened: " + e.getMessage(), e);
    }
  }

  /** The port that it listens on. */
  public int port() {
    return http.port();
  }

  /** The routes of the API. */
  List<Endpoints.Served> served() {
    return served;
  }

  /** What keeps it from its work at the moment; empty when nothing does. */
  public List<String> troubles() {
    return view.trouble().stream().toList();
  }

  @Override
  public void close() {
    resources.close();
  }
}
