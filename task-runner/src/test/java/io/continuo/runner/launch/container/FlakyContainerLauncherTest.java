package io.continuo.runner.launch.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.dockerjava.api.DockerClient;
import io.continuo.id.AttemptId;
import io.continuo.runner.launch.Launcher;
import io.continuo.runner.launch.SampleTask;
import io.continuo.runner.launch.ShellLauncherContract;
import io.continuo.runner.launch.Workspaces;
import io.continuo.value.Value;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The contract behind a network that breaks answers off, loses them and delays them. */
class FlakyContainerLauncherTest extends ShellLauncherContract {
  private static final String RUNNER = "flaky-" + UUID.randomUUID();
  private static Optional<FlakyDaemon> daemon = Optional.empty();

  @BeforeAll
  static void open() throws Exception {
    assumeTrue(
        DockerDaemon.answers(Optional.empty()),
        "no Docker daemon answers: container tests are skipped");
    try (DockerClient docker = DockerDaemon.connect(Optional.empty())) {
      TestImage.ensure(docker);
    }
    daemon = Optional.of(new FlakyDaemon(4));
  }

  @AfterAll
  static void closeAndRemoveWhatFailedTestsLeft() throws Exception {
    if (daemon.isEmpty()) {
      return;
    }
    assertThat(daemon.get().broken()).isPositive();
    daemon.get().close();
    try (DockerClient docker = DockerDaemon.connect(Optional.empty());
        var launcher = new ContainerLauncher(docker, RUNNER, Settings.usual())) {
      for (AttemptId attempt : launcher.present()) {
        docker.removeContainerCmd(ContainerLauncher.name(attempt)).withForce(true).exec();
      }
    }
  }

  @Override
  protected Launcher newLauncher(Workspaces workspaces) throws IOException {
    return new ContainerLauncher(
        DockerDaemon.connect(Optional.of(daemon.orElseThrow().host())),
        RUNNER,
        Settings.patient(Duration.ofSeconds(30)));
  }

  @Override
  protected byte[] logged(byte[] printed) {
    return JsonFile.logged(printed);
  }

  @Override
  protected SampleTask script(String script) {
    return SampleTask.of("container")
        .with("image", Value.of(TestImage.NAME))
        .with("command", "/bin/sh", "-c", script);
  }
}
