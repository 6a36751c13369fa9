package io.continuo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.sdk.fake.FakeExecution;
import io.continuo.sdk.fake.FakeGateway;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C, which only a process of its own can receive. */
@DisabledOnOs(OS.WINDOWS)
class DetachTest {
  private final FakeGateway gateway = new FakeGateway();
  private final FakeExecution execution =
      gateway.state().execution("finance", "daily").task("extract", "running");
  @TempDir private Path folder = Path.of("");

  @AfterEach
  void close() {
    gateway.close();
  }

  @Test
  void ctrlCWhileWatchingDetachesAndSaysHowToComeBack() throws IOException, InterruptedException {
    assertThat(interrupted("/stream", "watch", execution.id()))
        .contains("detached; execution " + execution.id() + " goes on")
        .contains("continuo watch " + execution.id());
    assertThat(gateway.requests("POST", "/cancel")).isEmpty();
  }

  @Test
  void ctrlCWhileFollowingALogDoesTheSame() throws IOException, InterruptedException {
    assertThat(interrupted("/logs", "logs", "-f", execution.id(), "extract"))
        .contains("continuo logs -f " + execution.id() + " extract");
  }

  @Test
  void ctrlCWhileWaitingForABackfillDetachesAndSaysHowToComeBack()
      throws IOException, InterruptedException {
    gateway.state().workflow("finance", "daily");
    String said =
        interrupted("/backfills/", "backfill", "create", "daily", "--slot", "2026-11-01", "--wait");
    String id = said.replaceAll("(?s)started backfill (\\S+) of.*", "$1");
    assertThat(said)
        .contains("detached; backfill " + id + " goes on")
        .contains("continuo backfill watch " + id)
        .contains("continuo backfill stop " + id);
    assertThat(gateway.requests("DELETE", "/backfills/")).isEmpty();
  }

  /** Starts the program, presses Ctrl-C once the request arrived, returns stderr. */
  private String interrupted(String request, String... args)
      throws IOException, InterruptedException {
    Path err = folder.resolve("err");
    Process process = start(err, args);
    try {
      Awaitility.await()
          .atMost(60, TimeUnit.SECONDS)
          .until(() -> !gateway.requests("GET", request).isEmpty());
      new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(130);
    } finally {
      process.destroyForcibly();
    }
    return Files.readString(err, StandardCharsets.UTF_8);
  }

  private Process start(Path err, String... args) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "io.continuo.cli.Main"));
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("CONTINUO_URL", gateway.url());
    builder.redirectError(err.toFile()).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    return builder.start();
  }
}
