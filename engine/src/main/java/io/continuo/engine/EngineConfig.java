package io.continuo.engine;

import io.continuo.wire.Topics;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Settings of an engine.
 *
 * @param bootstrapServers Kafka's addresses
 * @param schemaRegistry addresses of the schema registry
 * @param topics names of the topics
 * @param queues task queues that exist
 * @param threads stream threads; more than there are topic partitions are idle
 * @param commitInterval how long a transaction lasts at most; the read model lags by it, but for
 *     answers to whoever asked and for the ends of executions, which are committed at once; the
 *     path between tasks does not wait for it
 * @param stateFolder where Kafka Streams keeps its lock and process id
 * @param kafka any setting of Kafka Streams or its clients, passed through unchanged
 */
public record EngineConfig(
    String bootstrapServers,
    List<String> schemaRegistry,
    Topics topics,
    List<String> queues,
    int threads,
    Duration commitInterval,
    String stateFolder,
    Map<String, String> kafka) {
  private static final String KAFKA_PREFIX = "kafka.";

  public EngineConfig {
    schemaRegistry = List.copyOf(schemaRegistry);
    queues = List.copyOf(queues);
    kafka = Map.copyOf(kafka);
    require(!bootstrapServers.isBlank(), "bootstrap.servers: name at least one Kafka broker");
    require(!schemaRegistry.isEmpty(), "schema.registry: name at least one address");
    require(!queues.isEmpty(), "queues: name at least one");
    require(threads >= 1, "threads: at least 1, not " + threads);
    require(
        commitInterval.toMillis() >= 1, "commit.interval: at least 1 ms, not " + commitInterval);
  }

  /** An engine with the defaults of everything but the two addresses. */
  public static EngineConfig of(String bootstrapServers, String schemaRegistry) {
    return from(Map.of("bootstrap.servers", bootstrapServers, "schema.registry", schemaRegistry));
  }

  /**
   * Reads settings by their dotted names; {@code kafka.*} passes through.
   *
   * @throws IllegalArgumentException that names a key that is unknown or a value that cannot be
   */
  public static EngineConfig from(Map<String, String> settings) {
    Map<String, String> rest = new TreeMap<>(settings);
    Map<String, String> kafka = new TreeMap<>();
    settings.forEach(
        (key, value) -> {
          if (key.startsWith(KAFKA_PREFIX)) {
            kafka.put(key.substring(KAFKA_PREFIX.length()), value);
            rest.remove(key);
          }
        });
    EngineConfig config =
        new EngineConfig(
            take(rest, "bootstrap.servers", "localhost:9092"),
            list(take(rest, "schema.registry", "http://127.0.0.1:8080/registry")),
            new Topics(take(rest, "topic.prefix", Topics.DEFAULT.prefix())),
            list(take(rest, "queues", "default")),
            Integer.parseInt(take(rest, "threads", "1")),
            Duration.parse(take(rest, "commit.interval", "PT0.5S")),
            take(rest, "state.folder", "continuo-engine"),
            kafka);
    require(
        rest.isEmpty(),
        "unknown settings " + rest.keySet() + ": Kafka's own begin with '" + KAFKA_PREFIX + "'");
    return config;
  }

  /**
   * Settings from variables of the environment: {@code CONTINUO_ENGINE_COMMIT_INTERVAL} is {@code
   * commit.interval}.
   */
  public static Map<String, String> fromEnvironment(Map<String, String> environment) {
    String prefix = "CONTINUO_ENGINE_";
    Map<String, String> settings = new TreeMap<>();
    environment.forEach(
        (name, value) -> {
          if (name.startsWith(prefix)) {
            settings.put(
                name.substring(prefix.length()).toLowerCase(Locale.ROOT).replace('_', '.'), value);
          }
        });
    return settings;
  }

  private static String take(Map<String, String> settings, String key, String otherwise) {
    String value = settings.remove(key);
    return value == null ? otherwise : value;
  }

  private static List<String> list(String text) {
    return Arrays.stream(text.split(","))
        .map(String::strip)
        .filter(item -> !item.isEmpty())
        .toList();
  }

  private static void require(boolean holds, String problem) {
    if (!holds) {
      throw new IllegalArgumentException(problem);
    }
  }
}
