package io.continuo.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.continuo.gateway.log.LogLimits;
import io.continuo.wire.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GatewayConfigTest {

  @Test
  void everySettingHasADefault() {
    GatewayConfig config = GatewayConfig.from(Map.of());

    assertThat(config.http().host()).isEqualTo("127.0.0.1");
    assertThat(config.http().port()).isEqualTo(8080);
    assertThat(config.http().tokens()).isEmpty();
    assertThat(config.bootstrapServers()).isEqualTo("localhost:9092");
    assertThat(config.schemaRegistry()).isEmpty();
    assertThat(config.topics()).isEqualTo(Topics.DEFAULT);
    assertThat(config.dataFolder()).isEqualTo(Path.of("continuo-gateway"));
    assertThat(config.secretsFolder()).isEmpty();
    assertThat(config.answerTimeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(config.streams()).isEqualTo(256);
    assertThat(config.logs()).isEqualTo(new LogLimits(Duration.ofDays(14), 10L << 30));
    assertThat(config.kafka()).isEmpty();
  }

  @Test
  void everyKeyIsRead() {
    GatewayConfig config =
        GatewayConfig.from(
            Map.ofEntries(
                Map.entry("http.host", "0.0.0.0"),
                Map.entry("http.port", "0"),
                Map.entry("auth.tokens", "0123456789abcdef, fedcba9876543210"),
                Map.entry("bootstrap.servers", "k:1"),
                Map.entry("schema.registry", "http://r:1,http://r:2"),
                Map.entry("topic.prefix", "x."),
                Map.entry("data.folder", "/d"),
                Map.entry("secrets.folder", "/s"),
                Map.entry("answer.timeout", "PT3S"),
                Map.entry("streams", "7"),
                Map.entry("log.retention", "P2D"),
                Map.entry("log.max.bytes", "5000000000"),
                Map.entry("kafka.security.protocol", "SSL")));

    assertThat(config.http().host()).isEqualTo("0.0.0.0");
    assertThat(config.http().port()).isZero();
    assertThat(config.http().tokens()).containsExactly("0123456789abcdef", "fedcba9876543210");
    assertThat(config.bootstrapServers()).isEqualTo("k:1");
    assertThat(config.schemaRegistry()).isEqualTo(List.of("http://r:1", "http://r:2"));
    assertThat(config.topics()).isEqualTo(new Topics("x."));
    assertThat(config.dataFolder()).isEqualTo(Path.of("/d"));
    assertThat(config.secretsFolder()).contains(Path.of("/s"));
    assertThat(config.answerTimeout()).isEqualTo(Duration.ofSeconds(3));
    assertThat(config.streams()).isEqualTo(7);
    assertThat(config.logs()).isEqualTo(new LogLimits(Duration.ofDays(2), 5_000_000_000L));
    assertThat(config.kafka()).isEqualTo(Map.of("security.protocol", "SSL"));
  }

  @Test
  void variablesOfTheEnvironmentAreTheSameKeys() {
    assertThat(
            GatewayConfig.fromEnvironment(
                Map.of(
                    "CONTINUO_GATEWAY_HTTP_PORT",
                    "1",
                    "CONTINUO_GATEWAY_KAFKA_SASL_MECHANISM",
                    "PLAIN",
                    "HOME",
                    "/")))
        .isEqualTo(Map.of("http.port", "1", "kafka.sasl.mechanism", "PLAIN"));
  }

  @Test
  void beingReachableByOthersWithoutAskingForATokenIsRefused() {
    assertRefused(Map.of("http.host", "0.0.0.0"), "auth.tokens");
    assertRefused(Map.of("http.host", "0.0.0.0", "auth.tokens", "short"), "guessed");
  }

  @Test
  void nonsenseIsRefusedByName() {
    assertRefused(Map.of("htp.port", "1"), "htp.port");
    assertRefused(Map.of("http.port", "many"), "http.port");
    assertRefused(Map.of("http.port", "70000"), "http.port");
    assertRefused(Map.of("answer.timeout", "10"), "answer.timeout");
    assertRefused(Map.of("streams", "0"), "streams");
    assertRefused(Map.of("log.retention", "P0D"), "log.retention");
    assertRefused(Map.of("log.max.bytes", "10GB"), "log.max.bytes");
    assertRefused(Map.of("bootstrap.servers", " "), "bootstrap.servers");
  }

  private static void assertRefused(Map<String, String> settings, String hint) {
    assertThatThrownBy(() -> GatewayConfig.from(settings))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(hint);
  }
}
