package io.continuo.gateway;

import io.continuo.gateway.http.HttpSettings;
import io.continuo.gateway.log.LogLimits;
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
 * Settings of a gateway.
 *
 * @param http where to listen, and the tokens of those who may come in
 * @param bootstrapServers Kafka's addresses
 * @param schemaRegistry addresses of a schema registry; none means the embedded one
 * @param topics names of the topics
 * @param dataFolder for the read model and the logs; may be deleted while the gateway is down, and
 *     is filled again
 * @param secretsFolder where each secret is a file, such as finance/webhook; what the environment
 *     does not have is looked for there
 * @param answerTimeout how long a caller waits for the engine
 * @param streams most server-sent event streams at once
 * @param logs how much of the attempts' logs it keeps
 * @param kafka any setting of Kafka's clients, passed through unchanged
 */
public record GatewayConfig(
    HttpSettings http,
    String bootstrapServers,
    List<String> schemaRegistry,
    Topics topics,
    Path dataFolder,
    Optional<Path> secretsFolder,
    Duration answerTimeout,
    int streams,
    LogLimits logs,
    Map<String, String> kafka) {
  private static final String KAFKA_PREFIX = "kafka.";
  private static final String ENVIRONMENT_PREFIX = "CONTINUO_GATEWAY_";

  public GatewayConfig {
    schemaRegistry = List.copyOf(schemaRegistry);
    kafka = Map.copyOf(kafka);
    require(!bootstrapServers.isBlank(), "bootstrap.servers: name at least one Kafka broker");
    require(answerTimeout.isPositive(), "answer.timeout: more than nothing, not " + answerTimeout);
    require(streams >= 1, "streams: at least 1, not " + streams);
    require(
        logs.retention().isPositive(), "log.retention: more than nothing, not " + logs.retention());
    require(logs.maxBytes() >= 1, "log.max.bytes: at least 1, not " + logs.maxBytes());
  }

  /**
   * Reads settings by their dotted names; {@code kafka.*} passes through.
   *
   * @throws IllegalArgumentException that names a key that is unknown or a value that cannot be
   */
  public static GatewayConfig from(Map<String, String> settings) {
    Map<String, String> rest = new TreeMap<>(settings);
    Map<String, String> kafka = new TreeMap<>();
    settings.forEach(
        (key, value) -> {
          if (key.startsWith(KAFKA_PREFIX)) {
            kafka.put(key.substring(KAFKA_PREFIX.length()), value);
            rest.remove(key);
          }
        });
    GatewayConfig config =
        new GatewayConfig(
            new HttpSettings(
                take(rest, "http.host", "127.0.0.1"),
                number("http.port", take(rest, "http.port", "8080")),
                list(take(rest, "auth.tokens", ""))),
            take(rest, "bootstrap.servers", "localhost:9092"),
            list(take(rest, "schema.registry", "")),
            new Topics(take(rest, "topic.prefix", Topics.DEFAULT.prefix())),
            Path.of(take(rest, "data.folder", "continuo-gateway")),
            Optional.of(take(rest, "secrets.folder", ""))
                .filter(text -> !text.isEmpty())
                .map(Path::of),
            duration("answer.timeout", take(rest, "answer.timeout", "PT10S")),
            number("streams", take(rest, "streams", "256")),
            new LogLimits(
                duration("log.retention", take(rest, "log.retention", "P14D")),
                bytes("log.max.bytes", take(rest, "log.max.bytes", "10737418240"))),
            kafka);
    require(
        rest.isEmpty(),
        "unknown settings " + rest.keySet() + ": Kafka's own begin with '" + KAFKA_PREFIX + "'");
    return config;
  }

  /**
   * Settings from variables of the environment: {@code CONTINUO_GATEWAY_HTTP_PORT} is {@code
   * http.port}.
   */
  public static Map<String, String> fromEnvironment(Map<String, String> environment) {
    Map<String, String> settings = new TreeMap<>();
    environment.forEach(
        (name, value) -> {
          if (name.startsWith(ENVIRONMENT_PREFIX)) {
            settings.put(
                name.substring(ENVIRONMENT_PREFIX.length())
                    .toLowerCase(Locale.ROOT)
                    .replace('_', '.'),
                value);
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

  private static int number(String key, String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(key + ": a whole number, not '" + text + "'", e);
    }
  }

  private static long bytes(String key, String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(key + ": a number of bytes, not '" + text + "'", e);
    }
  }

  private static Duration duration(String key, String text) {
    try {
      return Duration.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(key + ": a duration like PT10S, not '" + text + "'", e);
    }
  }

  private static void require(boolean holds, String problem) {
    if (!holds) {
      throw new IllegalArgumentException(problem);
    }
  }
}
