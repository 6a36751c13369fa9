package io.continuo.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.continuo.wire.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunnerConfigTest {

  @Test
  void theDefaultsAreThese() {
    assertThat(RunnerConfig.from(Map.of()))
        .isEqualTo(
            new RunnerConfig(
                "localhost:9092",
                List.of("http://127.0.0.1:8080/registry"),
                new Topics("continuo."),
                HostName.asRunnerName(),
                List.of("default"),
                64,
                Path.of("continuo-runner"),
                List.of("noop", "http", "container"),
                Map.of(),
                Map.of(),
                Duration.ofSeconds(3),
                Duration.ofSeconds(30),
                Map.of()));
  }

  @Test
  void everyKeyReachesItsSetting() {
    Map<String, String> settings =
        Map.ofEntries(
            Map.entry("bootstrap.servers", "b:1"),
            Map.entry("schema.registry", "http://r:2, http://r:3"),
            Map.entry("topic.prefix", "x."),
            Map.entry("name", "crew-7"),
            Map.entry("queues", "big,small"),
            Map.entry("slots", "3"),
            Map.entry("work.folder", "/w"),
            Map.entry("launchers", "process"),
            Map.entry("launcher.container.host", "tcp://d:4"),
            Map.entry("secrets.providers", "env"),
            Map.entry("heartbeat.interval", "PT1S"),
            Map.entry("reconcile.interval", "PT2S"),
            Map.entry("kafka.security.protocol", "SSL"));

    assertThat(RunnerConfig.from(settings))
        .isEqualTo(
            new RunnerConfig(
                "b:1",
                List.of("http://r:2", "http://r:3"),
                new Topics("x."),
                "crew-7",
                List.of("big", "small"),
                3,
                Path.of("/w"),
                List.of("process"),
                Map.of("container.host", "tcp://d:4"),
                Map.of("providers", "env"),
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                Map.of("security.protocol", "SSL")));
  }

  @Test
  void variablesAreTheSameKeysInCapitals() {
    assertThat(
            RunnerConfig.fromEnvironment(
                Map.of(
                    "CONTINUO_RUNNER_WORK_FOLDER",
                    "/w",
                    "CONTINUO_TOKEN",
                    "not ours",
                    "HOME",
                    "/")))
        .containsExactly(Map.entry("work.folder", "/w"));
  }

  @Test
  void whatCannotBeIsRefusedByName() {
    Map<String, String> wrong =
        Map.of(
            "slots", "many",
            "name", "Crew 1",
            "heartbeat.interval", "3s",
            "reconcile.interval", "PT0S",
            "queues", " , ",
            "schema.registry", "",
            "topic.prefix", "a b",
            "slotz", "1");
    wrong.forEach(
        (key, value) ->
            assertThatThrownBy(() -> RunnerConfig.from(Map.of(key, value)))
                .as("%s = %s", key, value)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(key.replaceAll("[.].*", "")));
  }

  @Test
  void aHostNameBecomesARunnerName() {
    assertThat(HostName.asRunnerName("Build_Host.example.COM"))
        .isEqualTo("runner-build-host-example-com");
    assertThat(HostName.asRunnerName("...")).isEqualTo("runner");
    assertThat(io.continuo.id.Names.isValid(HostName.asRunnerName("x".repeat(200)))).isTrue();
  }
}
