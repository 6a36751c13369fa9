package io.continuo.runner.launch.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.dockerjava.api.DockerClient;
import io.continuo.dispatch.TaskLaunch;
import io.continuo.runner.launch.Ending;
import io.continuo.runner.launch.Fault;
import io.continuo.runner.launch.Running;
import io.continuo.runner.launch.SampleTask;
import io.continuo.runner.launch.Secrets;
import io.continuo.runner.launch.Workspace;
import io.continuo.runner.launch.Workspaces;
import io.continuo.value.Value;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DaemonAwayTest {
  /** Longer on demand: {@code -Dcontinuo.away.seconds=300}. */
  private static final Duration AWAY =
      Duration.ofSeconds(Integer.getInteger("continuo.away.seconds", 1));

  @TempDir Path folder;
  private CuttableDaemon daemon;
  private ContainerLauncher launcher;
  private final ExecutorService supervision = Executors.newVirtualThreadPerTaskExecutor();

  @BeforeEach
  void connect() throws Exception {
    assumeTrue(
        DockerDaemon.answers(Optional.empty()),
        "no Docker daemon answers: container tests are skipped");
    try (DockerClient docker = DockerDaemon.connect(Optional.empty())) {
      TestImage.ensure(docker);
    }
    daemon = new CuttableDaemon();
    launcher =
        new ContainerLauncher(
            DockerDaemon.connect(Optional.of(daemon.host())),
            "away-" + UUID.randomUUID(),
            Settings.patient(Duration.ofSeconds(20)));
  }

  @AfterEach
  void disconnect() throws Exception {
    supervision.shutdownNow();
    if (launcher != null) {
      launcher.close();
      daemon.close();
    }
  }

  private Running launch(TaskLaunch task) throws Exception {
    Workspace workspace = new Workspaces(folder).of(task.attempt());
    workspace.prepare(task);
    return launcher.launch(task, workspace, Secrets.NONE);
  }

  private static TaskLaunch script(String script) {
    return SampleTask.of("container")
        .with("image", Value.of(TestImage.NAME))
        .with("command", "/bin/sh", "-c", script)
        .launch();
  }

  private Path log(TaskLaunch task) {
    return new Workspaces(folder).of(task.attempt()).log();
  }

  @Test
  void aDaemonThatGoesAwayForAWhileLosesNeitherTaskNorLog() throws Exception {
    TaskLaunch task = script("echo one; sleep 4; echo two");
    Running running = launch(task);
    Future<Ending> ending = supervision.submit(running::await);
    await().until(() -> Files.exists(log(task)) && Files.size(log(task)) > 0);

    daemon.cut();
    await().timeout(AWAY.plusSeconds(10)).pollDelay(AWAY).until(() -> true);
    daemon.mend();

    assertThat(ending.get()).isEqualTo(Ending.exited(0));
    assertThat(log(task)).hasContent("one\ntwo");
    running.remove();
  }

  @Test
  void whatEndsWhileTheConnectionIsCutIsTrustedWhenTheDaemonSawItEndByItself() throws Exception {
    TaskLaunch task = script("echo one; sleep 2; exit 0");
    Running running = launch(task);
    Future<Ending> ending = supervision.submit(running::await);
    await().until(() -> Files.exists(log(task)) && Files.size(log(task)) > 0);

    daemon.cut();
    try (DockerClient direct = DockerDaemon.connect(Optional.empty())) {
      String name = ContainerLauncher.name(task.attempt());
      await()
          .atMost(Duration.ofSeconds(20))
          .until(
              () ->
                  Boolean.FALSE.equals(
                      direct.inspectContainerCmd(name).exec().getState().getRunning()));
    }
    daemon.mend();

    assertThat(ending.get()).isEqualTo(Ending.exited(0));
    running.remove();
  }

  @Test
  void whatSomebodyEndsWhileTheConnectionIsCutIsThePlatformsFault() throws Exception {
    TaskLaunch task = script("echo one; sleep 60");
    Running running = launch(task);
    Future<Ending> ending = supervision.submit(running::await);
    await().until(() -> Files.exists(log(task)) && Files.size(log(task)) > 0);

    daemon.cut();
    try (DockerClient direct = DockerDaemon.connect(Optional.empty())) {
      direct.stopContainerCmd(ContainerLauncher.name(task.attempt())).withTimeout(5).exec();
    }
    daemon.mend();

    assertThat(ending.get())
        .asInstanceOf(InstanceOfAssertFactories.type(Ending.Broken.class))
        .extracting(Ending.Broken::fault)
        .isEqualTo(Fault.PLATFORM);
    running.remove();
  }

  @Test
  void aDaemonThatWasAwayAtTheStartIsSpokenToInAVersionOfItsOwnLater() throws Exception {
    daemon.cut();
    try (DockerClient docker = DockerDaemon.connect(Optional.of(daemon.host()))) {
      assertThatThrownBy(() -> docker.pingCmd().exec()).isInstanceOf(RuntimeException.class);
      daemon.mend();

      docker.pingCmd().exec();

      assertThat(daemon.asked()).anyMatch(line -> line.matches("GET /v1\\.[0-9]+/_ping .*"));
    }
  }
}
