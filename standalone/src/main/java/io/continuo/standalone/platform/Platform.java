package io.continuo.standalone.platform;

import io.continuo.engine.Engine;
import io.continuo.engine.EngineConfig;
import io.continuo.gateway.Gateway;
import io.continuo.gateway.GatewayConfig;
import io.continuo.runner.Capacity;
import io.continuo.runner.RunnerConfig;
import io.continuo.runner.TaskRunner;
import io.continuo.standalone.broker.BrokerConfig;
import io.continuo.standalone.broker.EmbeddedBroker;
import io.continuo.wire.TopicAdmin;
import io.continuo.wire.TopicPlan;
import io.continuo.wire.Topics;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A whole Continuo in this JVM, on loopback. */
public final class Platform implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Platform.class);
  private static final Duration START = Duration.ofSeconds(60);

  /**
   * Of the topics that tasks pass through. Each costs memory and wake-ups; one machine gains
   * nothing by more.
   */
  private static final int TOPIC_PARTITIONS = 4;

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();

  /** They need the parts, but not each other. */
  private final List<AutoCloseable> workers = new ArrayList<>();

  private final PlatformConfig config;
  private final List<String> queues;
  private String bootstrapServers = "";
  private URI url = URI.create("http://127.0.0.1");

  private Platform(PlatformConfig config) {
    this.config = config;
    this.queues = List.copyOf(Capacity.queues(config.queues()).keySet());
  }

  /**
   * Starts everything and returns when it accepts work; what was started is stopped if the rest
   * cannot start.
   */
  public static Platform start(PlatformConfig config) throws Exception {
    Platform platform = new Platform(config);
    try {
      platform.startAll();
      return platform;
    } catch (Exception e) {
      platform.close();
      throw e;
    }
  }

  /** Address of the gateway. */
  public URI url() {
    return url;
  }

  /** Address of the embedded broker. */
  public String bootstrapServers() {
    return bootstrapServers;
  }

  private void startAll() throws Exception {
    EmbeddedBroker broker = keep(EmbeddedBroker.start(brokerConfig()));
    bootstrapServers = broker.bootstrapServers();
    createTopics();
    Gateway gateway = keep(Gateway.start(GatewayConfig.from(gatewaySettings())));
    url = URI.create("http://127.0.0.1:" + gateway.port());
    CompletableFuture<Engine> engine = CompletableFuture.supplyAsync(this::startEngine);
    try {
      // The runner waits for nobody; the engine is waited for, because "ready" promises that it
      // works.
      workers.add(TaskRunner.start(RunnerConfig.from(runnerSettings())));
    } finally {
      workers.add(engine.join());
    }
    if (!engine.join().awaitRunning(START)) {
      throw new IllegalStateException(
          "the engine is not running after " + START + ": its log says why");
    }
  }

  private Engine startEngine() {
    try {
      return Engine.start(EngineConfig.from(engineSettings()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CompletionException(e);
    }
  }

  private BrokerConfig brokerConfig() {
    BrokerConfig broker = BrokerConfig.persistent(config.folder().resolve("broker"));
    for (Map.Entry<String, String> override : config.broker().entrySet()) {
      broker = broker.with(override.getKey(), override.getValue());
    }
    return broker;
  }

  private void createTopics() throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      new TopicAdmin(admin)
          .apply(new TopicPlan(Topics.DEFAULT, queues, TOPIC_PARTITIONS, (short) 1));
    }
  }

  private Map<String, String> gatewaySettings() {
    return Map.of(
        "bootstrap.servers", bootstrapServers,
        "http.port", Integer.toString(config.port()),
        "data.folder", config.folder().resolve("gateway").toString());
  }

  private Map<String, String> engineSettings() {
    Map<String, String> settings = new HashMap<>();
    settings.put("bootstrap.servers", bootstrapServers);
    settings.put("schema.registry", url + "/registry");
    settings.put("queues", String.join(",", queues));
    settings.put("state.folder", config.folder().resolve("engine").toString());
    settings.putAll(config.engine());
    return settings;
  }

  private Map<String, String> runnerSettings() {
    String types = "noop,http,process" + (DockerSocket.answers() ? ",container" : "");
    Map<String, String> settings = new HashMap<>();
    settings.put("bootstrap.servers", bootstrapServers);
    settings.put("schema.registry", url + "/registry");
    settings.put("name", "dev");
    settings.put("queues", String.join(",", config.queues()));
    settings.put("launchers", types);
    settings.put("launcher.process.folder", config.processFolder().toString());
    settings.put("secrets.providers", "env");
    settings.put("work.folder", config.folder().resolve("runner").toString());
    settings.putAll(config.runner());
    return settings;
  }

  private <T extends AutoCloseable> T keep(T part) {
    parts.push(part);
    return part;
  }

  /**
   * Stops everything in reverse; tasks that run outside this JVM go on and are found again at the
   * next start.
   */
  @Override
  public void close() {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      workers.forEach(worker -> threads.execute(() -> stop(worker)));
    }
    workers.clear();
    while (!parts.isEmpty()) {
      stop(parts.pop());
    }
    if (config.ephemeral() && Files.exists(config.folder())) {
      Folders.delete(config.folder());
    }
  }

  private static void stop(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception e) {
      LOG.warn("{} did not stop in good order", part.getClass().getSimpleName(), e);
    }
  }
}
