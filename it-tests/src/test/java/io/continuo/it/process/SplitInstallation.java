package io.continuo.it.process;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.awaitility.Awaitility;

/** Each service in a process of its own, as in a cluster; the victim is one of them. */
public final class SplitInstallation implements Installation {
  private static final Duration START = Duration.ofSeconds(90);

  /** Services of which one can be the victim, and what they log when they have started. */
  public enum Service {
    GATEWAY("gateway listens"),
    ENGINE("engine started"),
    RUNNER("serves");

    private final String started;

    Service(String started) {
      this.started = started;
    }
  }

  private final Path folder;
  private final Service victim;
  private final Map<String, String> runnerSettings;
  private final String brokers;
  private final int port = Dist.freePort();
  private final Api api = new Api(URI.create("http://127.0.0.1:" + port));
  private final Part broker;
  private final Map<Service, Part> parts = new EnumMap<>(Service.class);
  private final List<Part> moreRunners = new ArrayList<>();
  private int starts;

  /** Starts all of them. */
  public SplitInstallation(Path folder, Service victim) throws IOException {
    this(folder, victim, Map.of());
  }

  /**
   * The same with settings of the runners.
   *
   * @param runnerSettings such as {@code LAUNCHERS}
   */
  public SplitInstallation(Path folder, Service victim, Map<String, String> runnerSettings)
      throws IOException {
    this.folder = folder;
    this.victim = victim;
    this.runnerSettings = Map.copyOf(runnerSettings);
    int brokerPort = Dist.freePort();
    this.brokers = "127.0.0.1:" + brokerPort;
    Files.createDirectories(folder);
    List<String> arguments =
        List.of("service", "broker", "--data", "broker", "--port", String.valueOf(brokerPort));
    this.broker = Part.start(new Part.Launch("broker", arguments, Map.of(), folder));
    broker.awaitLine("ready ", START);
    for (Service service : Service.values()) {
      start(service);
      await(service);
    }
  }

  private void start(Service service) {
    String word = service.name().toLowerCase(Locale.ROOT);
    String name = word + "-" + ++starts;
    List<String> arguments = List.of("service", word);
    parts.put(service, Part.start(new Part.Launch(name, arguments, environment(service), folder)));
  }

  private void await(Service service) {
    await(service, Objects.requireNonNull(parts.get(service)));
  }

  private static void await(Service service, Part part) {
    Awaitility.await(service + " has started")
        .atMost(START)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> part.errors().contains(service.started));
  }

  /** Starts another runner beside the first, with a folder of its own. */
  public Part startRunner(String name) {
    Map<String, String> variables = new HashMap<>(environment(Service.RUNNER));
    variables.put("CONTINUO_RUNNER_NAME", name);
    variables.put("CONTINUO_RUNNER_WORK_FOLDER", folder.resolve("runner-" + name).toString());
    Part part =
        Part.start(
            new Part.Launch("runner-" + name, List.of("service", "runner"), variables, folder));
    moreRunners.add(part);
    await(Service.RUNNER, part);
    return part;
  }

  /** The process that is the victim. */
  public Part victim() {
    return Objects.requireNonNull(parts.get(victim));
  }

  private Map<String, String> environment(Service service) {
    Map<String, String> settings = new HashMap<>();
    settings.put("BOOTSTRAP_SERVERS", brokers);
    switch (service) {
      case GATEWAY -> {
        settings.put("HTTP_PORT", String.valueOf(port));
        settings.put("DATA_FOLDER", "gateway");
      }
      case ENGINE -> {
        settings.put("SCHEMA_REGISTRY", api.url() + "/registry");
        settings.put("STATE_FOLDER", "engine");
      }
      case RUNNER -> {
        settings.put("SCHEMA_REGISTRY", api.url() + "/registry");
        settings.put("NAME", "r1");
        settings.put("LAUNCHERS", "noop,process");
        settings.put("WORK_FOLDER", folder.resolve("runner").toString());
        settings.putAll(runnerSettings);
      }
    }
    Map<String, String> variables = new HashMap<>();
    settings.forEach((key, value) -> variables.put("CONTINUO_" + service + "_" + key, value));
    return variables;
  }

  @Override
  public Api api() {
    return api;
  }

  @Override
  public void kill() {
    victim().kill();
  }

  @Override
  public void restart() {
    start(victim);
    await(victim);
  }

  @Override
  public void restartWithoutWaiting() {
    start(victim);
  }

  @Override
  public String quiet() {
    moreRunners.forEach(Part::stop);
    Objects.requireNonNull(parts.get(Service.RUNNER)).stop();
    Objects.requireNonNull(parts.get(Service.ENGINE)).stop();
    return brokers;
  }

  @Override
  public Path folder() {
    return folder;
  }

  @Override
  public void close() {
    moreRunners.forEach(Part::close);
    parts.values().forEach(Part::close);
    broker.close();
  }
}
