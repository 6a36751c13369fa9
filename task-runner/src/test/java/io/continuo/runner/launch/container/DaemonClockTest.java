package io.continuo.runner.launch.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Container;
import io.continuo.dispatch.TaskLaunch;
import io.continuo.runner.launch.Ending;
import io.continuo.runner.launch.Running;
import io.continuo.runner.launch.SampleTask;
import io.continuo.runner.launch.Secrets;
import io.continuo.runner.launch.Workspace;
import io.continuo.runner.launch.Workspaces;
import io.continuo.value.Value;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A daemon whose clock is hours before or behind the runner's. */
class DaemonClockTest {
  @TempDir private Path folder;
  private final String runner = "skewed-" + UUID.randomUUID();

  @BeforeAll
  static void open() throws Exception {
    assumeTrue(
        DockerDaemon.answers(Optional.empty()),
        "no Docker daemon answers: container tests are skipped");
    try (DockerClient docker = DockerDaemon.connect(Optional.empty())) {
      TestImage.ensure(docker);
    }
  }

  private ContainerLauncher launcher(SkewedDaemon daemon, String keep) {
    return new ContainerLauncher(
        DockerDaemon.connect(Optional.of(daemon.host())),
        runner,
        Settings.with(Map.of("keep", keep)));
  }

  private Running launch(ContainerLauncher launcher, String script) throws Exception {
    TaskLaunch task =
        SampleTask.of("container")
            .with("image", Value.of(TestImage.NAME))
            .with("command", "/bin/sh", "-c", script)
            .launch();
    Workspace workspace = new Workspaces(folder).of(task.attempt());
    workspace.prepare(task);
    return launcher.launch(task, workspace, Secrets.NONE);
  }

  @ParameterizedTest
  @ValueSource(ints = {-7, 7})
  void anEndIsTheContainersOwnWheneverTheDaemonSaysItWas(int hours) throws Exception {
    try (SkewedDaemon daemon = new SkewedDaemon(Duration.ofHours(hours));
        DockerClient docker = DockerDaemon.connect(Optional.of(daemon.host()));
        ContainerLauncher launcher = launcher(daemon, "PT0S")) {
      assertThat(RememberedEnd.time(docker.infoCmd().exec().getSystemTime()))
          .isBetween(
              OffsetDateTime.now(ZoneOffset.UTC).plusHours(hours).minusMinutes(5).toInstant(),
              OffsetDateTime.now(ZoneOffset.UTC).plusHours(hours).plusMinutes(5).toInstant());
      Running running = launch(launcher, "exit 0");

      assertThat(running.await()).isEqualTo(Ending.exited(0));
      running.remove();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-7, 7})
  void exitZeroAfterSomebodyElsesStopIsNoticed(int hours) throws Exception {
    try (SkewedDaemon daemon = new SkewedDaemon(Duration.ofHours(hours));
        DockerClient docker = DockerDaemon.connect(Optional.empty());
        ContainerLauncher launcher = launcher(daemon, "PT0S")) {
      Running running =
          launch(launcher, "trap 'exit 0' TERM; echo up; while :; do sleep 0.1; done");
      Path log = new Workspaces(folder).of(running.attempt()).log();
      await().until(() -> log.toFile().length() > 0);

      docker.stopContainerCmd(ContainerLauncher.name(running.attempt())).exec();

      assertThat(running.await())
          .asInstanceOf(InstanceOfAssertFactories.type(Ending.Exited.class))
          .matches(end -> end.killed() && end.code() == 0);
      running.remove();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-7, 7})
  void whatIsKeptGoesAfterTheTimeThatPassedThere(int hours) throws Exception {
    try (SkewedDaemon daemon = new SkewedDaemon(Duration.ofHours(hours));
        DockerClient docker = DockerDaemon.connect(Optional.empty());
        ContainerLauncher patient = launcher(daemon, "PT1H");
        ContainerLauncher impatient = launcher(daemon, "PT0.1S")) {
      Running running = launch(patient, "true");
      running.await();
      running.remove();

      patient.sweep();
      assertThat(kept(docker)).hasSize(1);

      await()
          .untilAsserted(
              () -> {
                impatient.sweep();
                assertThat(kept(docker)).isEmpty();
              });
    }
  }

  private List<Container> kept(DockerClient docker) {
    return docker
        .listContainersCmd()
        .withShowAll(true)
        .withLabelFilter(Map.of(Labels.RUNNER, runner))
        .exec();
  }
}
