package io.continuo.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.continuo.dispatch.Lane;
import io.continuo.wire.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
                Map.of(),
                new Capacity(Map.of("default", 1), Map.of(Lane.LIVE, 8, Lane.BACKFILL, 1), 64, 0),
                Path.of("continuo-runner"),
                List.of("noop", "http", "container"),
                Optional.empty(),
                Map.of(),
                Map.of(),
                Duration.ofSeconds(5),
                Duration.ofSeconds(30),
                new Parting(Parting.Way.LEAVE, Duration.ofMinutes(10)),
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
            Map.entry("labels", "zone=b, gpu="),
            Map.entry("queues", "big:2,small"),
            Map.entry("lane.weights", "live:3"),
            Map.entry("launches.per.second.per.namespace", "20"),
            Map.entry("shutdown", "hand-over"),
            Map.entry("shutdown.timeout", "PT1M"),
            Map.entry("slots", "3"),
            Map.entry("work.folder", "/w"),
            Map.entry("launchers", "process"),
            Map.entry("extensions", "/x"),
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
                Map.of("zone", "b", "gpu", ""),
                new Capacity(
                    Map.of("big", 2, "small", 1), Map.of(Lane.LIVE, 3, Lane.BACKFILL, 1), 3, 20),
                Path.of("/w"),
                List.of("process"),
                Optional.of(Path.of("/x")),
                Map.of("container.host", "tcp://d:4"),
                Map.of("providers", "env"),
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                new Parting(Parting.Way.HAND_OVER, Duration.ofMinutes(1)),
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
        Map.ofEntries(
            Map.entry("slots", "many"),
            Map.entry("name", "Crew 1"),
            Map.entry("heartbeat.interval", "3s"),
            Map.entry("reconcile.interval", "PT0S"),
            Map.entry("queues", " , "),
            Map.entry("lane.weights", "slow:1"),
            Map.entry("launches.per.second.per.namespace", "-1"),
            Map.entry("shutdown", "now"),
            Map.entry("shutdown.timeout", "10m"),
            Map.entry("labels", "zone"),
            Map.entry("schema.registry", ""),
            Map.entry("topic.prefix", "a b"),
            Map.entry("slotz", "1"));
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
