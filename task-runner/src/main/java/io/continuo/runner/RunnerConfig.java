package io.continuo.runner;

import io.continuo.id.Names;
import io.continuo.wire.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Settings of a task runner.
 *
 * @param bootstrapServers Kafka's addresses
 * @param schemaRegistry addresses of the schema registry
 * @param topics names of the topics
 * @param name of this runner, the same after every restart and different from every other's
 * @param labels that its operator gives it, shown in lists
 * @param capacity how much it takes, and from which queues
 * @param workFolder where its attempts have their workspaces; must survive a restart
 * @param launchers task types that it can run; {@code process} is for development machines
 * @param extensions folder of jars that bring task types; it has the launchers of all of them
 * @param launcherSettings those of the launchers, {@code <type>.<setting>}, such as {@code
 *     container.host}
 * @param secretSettings where secrets come from, such as {@code providers}
 * @param heartbeat how often it says that it lives; the engine gives it 15 s
 * @param reconcile how often it compares what really runs with what it believes
 * @param parting what it does with what runs when it is told to stop
 * @param kafka any setting of Kafka's clients, passed through unchanged
 */
public record RunnerConfig(
    String bootstrapServers,
    List<String> schemaRegistry,
    Topics topics,
    String name,
    Map<String, String> labels,
    Capacity capacity,
    Path workFolder,
    List<String> launchers,
    Optional<Path> extensions,
    Map<String, String> launcherSettings,
    Map<String, String> secretSettings,
    Duration heartbeat,
    Duration reconcile,
    Parting parting,
    Map<String, String> kafka) {
  static final String LAUNCHER_PREFIX = "launcher.";
  private static final String SECRETS_PREFIX = "secrets.";
  private static final String KAFKA_PREFIX = "kafka.";
  private static final String ENVIRONMENT_PREFIX = "CONTINUO_RUNNER_";

  public RunnerConfig {
    schemaRegistry = List.copyOf(schemaRegistry);
    labels = Map.copyOf(labels);
    launchers = List.copyOf(launchers);
    launcherSettings = Map.copyOf(launcherSettings);
    secretSettings = Map.copyOf(secretSettings);
    kafka = Map.copyOf(kafka);
    require(!bootstrapServers.isBlank(), "bootstrap.servers: name at least one Kafka broker");
    require(!schemaRegistry.isEmpty(), "schema.registry: name at least one address");
    require(
        Names.isValid(name),
        "name: '" + name + "' is no name: use 1 to 63 lower-case letters, digits, '-', '_' or '.'");
    require(heartbeat.toMillis() >= 100, "heartbeat.interval: at least 100 ms, not " + heartbeat);
    require(reconcile.toMillis() >= 100, "reconcile.interval: at least 100 ms, not " + reconcile);
  }

  /**
   * Reads settings by their dotted names; {@code kafka.*}, {@code launcher.*} and {@code secrets.*}
   * pass through.
   *
   * @throws IllegalArgumentException that names a key that is unknown or a value that cannot be
   */
  public static RunnerConfig from(Map<String, String> settings) {
    Map<String, String> rest = new TreeMap<>(settings);
    Map<String, String> kafka = takeBelow(rest, KAFKA_PREFIX);
    Map<String, String> launcherSettings = takeBelow(rest, LAUNCHER_PREFIX);
    Map<String, String> secretSettings = takeBelow(rest, SECRETS_PREFIX);
    RunnerConfig config =
        new RunnerConfig(
            take(rest, "bootstrap.servers", "localhost:9092"),
            list(take(rest, "schema.registry", "http://127.0.0.1:8080/registry")),
            new Topics(take(rest, "topic.prefix", Topics.DEFAULT.prefix())),
            take(rest, "name", HostName.asRunnerName()),
            labels(list(take(rest, "labels", ""))),
            capacity(rest),
            Path.of(take(rest, "work.folder", "continuo-runner")),
            list(take(rest, "launchers", "noop,http,container")),
            Optional.of(take(rest, "extensions", "")).filter(text -> !text.isBlank()).map(Path::of),
            launcherSettings,
            secretSettings,
            duration("heartbeat.interval", take(rest, "heartbeat.interval", "PT5S")),
            duration("reconcile.interval", take(rest, "reconcile.interval", "PT30S")),
            new Parting(
                Parting.Way.of(take(rest, "shutdown", "leave")),
                duration("shutdown.timeout", take(rest, "shutdown.timeout", "PT10M"))),
            kafka);
    require(
        rest.isEmpty(),
        "unknown settings " + rest.keySet() + ": Kafka's own begin with '" + KAFKA_PREFIX + "'");
    return config;
  }

  private static Capacity capacity(Map<String, String> settings) {
    String rate = "launches.per.second.per.namespace";
    return new Capacity(
        Capacity.queues(list(take(settings, "queues", "default"))),
        Capacity.lanes(list(take(settings, "lane.weights", "live:8,backfill:1"))),
        whole("slots", take(settings, "slots", "64")),
        whole(rate, take(settings, rate, "0")));
  }

  /** Settings from variables: {@code CONTINUO_RUNNER_WORK_FOLDER} is {@code work.folder}. */
  public static Map<String, String> fromEnvironment(Map<String, String> environment) {
    Map<String, String> settings = new TreeMap<>();
    environment.forEach(
        (name, value) -> {
          if (name.startsWith(ENVIRONMENT_PREFIX)) {
            String key = name.substring(ENVIRONMENT_PREFIX.length()).toLowerCase(Locale.ROOT);
            settings.put(key.replace('_', '.'), value);
          }
        });
    return settings;
  }

  private static String take(Map<String, String> settings, String key, String otherwise) {
    String value = settings.remove(key);
    return value == null ? otherwise : value;
  }

  private static Map<String, String> takeBelow(Map<String, String> settings, String prefix) {
    Map<String, String> below = new TreeMap<>();
    settings.forEach(
        (key, value) -> {
          if (key.startsWith(prefix)) {
            below.put(key.substring(prefix.length()), value);
          }
        });
    settings.keySet().removeIf(key -> key.startsWith(prefix));
    return below;
  }

  static int whole(String key, String value) {
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(key + ": '" + value + "' is not a whole number", e);
    }
  }

  private static Duration duration(String key, String value) {
    try {
      return Duration.parse(value);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          key + ": '" + value + "' is not an ISO 8601 duration such as PT3S", e);
    }
  }

  private static Map<String, String> labels(List<String> items) {
    Map<String, String> labels = new TreeMap<>();
    for (String item : items) {
      int equals = item.indexOf('=');
      require(
          equals > 0, "labels: '" + item + "' is no label: write name=value, with commas between");
      labels.put(item.substring(0, equals).strip(), item.substring(equals + 1).strip());
    }
    return labels;
  }

  private static List<String> list(String text) {
    return Arrays.stream(text.split(",", -1))
        .map(String::strip)
        .filter(item -> !item.isEmpty())
        .toList();
  }

  static void require(boolean holds, String problem) {
    if (!holds) {
      throw new IllegalArgumentException(problem);
    }
  }
}
