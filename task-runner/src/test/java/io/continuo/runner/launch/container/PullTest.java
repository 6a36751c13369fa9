package io.continuo.runner.launch.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Image;
import io.continuo.dispatch.TaskLaunch;
import io.continuo.runner.launch.Ending;
import io.continuo.runner.launch.Fault;
import io.continuo.runner.launch.LaunchException;
import io.continuo.runner.launch.Running;
import io.continuo.runner.launch.SampleTask;
import io.continuo.runner.launch.Secrets;
import io.continuo.runner.launch.Workspace;
import io.continuo.runner.launch.Workspaces;
import io.continuo.value.Value;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PullTest {
  @TempDir private Path folder;
  private final String runner = "pull-" + UUID.randomUUID();

  @BeforeEach
  void findDaemon() {
    assumeTrue(
        DockerDaemon.answers(Optional.empty()),
        "no Docker daemon answers: container tests are skipped");
  }

  private static SampleTask hello(String image) {
    return SampleTask.of("container")
        .with("image", Value.of(image))
        .with("command", "/bin/sh", "-c", "echo hello");
  }

  private ContainerLauncher launcher() {
    return new ContainerLauncher(
        DockerDaemon.connect(Optional.empty()), runner, Settings.patient(Duration.ofSeconds(20)));
  }

  private Running launch(ContainerLauncher launcher, TaskLaunch task) throws Exception {
    Workspace workspace = new Workspaces(folder).of(task.attempt());
    workspace.prepare(task);
    return launcher.launch(task, workspace, Secrets.NONE);
  }

  private String log(TaskLaunch task) throws Exception {
    Path log = new Workspaces(folder).of(task.attempt()).log();
    return Files.exists(log) ? Files.readString(log) : "";
  }

  @Test
  void allWhoWaitForAnImageShareOnePullAndFindItsProgressInTheirLogs() throws Exception {
    try (StandInRegistry registry = new StandInRegistry(TestImage.root());
        DockerClient docker = DockerDaemon.connect(Optional.empty());
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        ContainerLauncher launcher = launcher()) {
      SampleTask task = hello(registry.image());
      List<TaskLaunch> tasks = List.of(task.launch(), task.launch());
      List<Future<Running>> launches =
          tasks.stream().map(each -> threads.submit(() -> launch(launcher, each))).toList();
      for (TaskLaunch each : tasks) {
        await()
            .atMost(Duration.ofSeconds(60))
            .until(() -> log(each).contains("pulling " + registry.image() + ", 0 of 1 layers, "));
      }

      registry.sendLayer();

      for (Future<Running> launch : launches) {
        assertThat(launch.get(60, TimeUnit.SECONDS).await()).isEqualTo(Ending.exited(0));
      }
      assertThat(registry.pulls()).isEqualTo(1);
      assertThat(log(tasks.getFirst()))
          .startsWith("[continuo: pulling " + registry.image())
          .contains("[continuo: pulled " + registry.image() + ", 1 of 1 layers, ")
          .endsWith("]\nhello\n");
      assertThatALogReadAgainIsTheSame(tasks.getFirst());
      for (Future<Running> launch : launches) {
        launch.get().remove();
      }
      docker.removeImageCmd(registry.image()).exec();
    }
  }

  /** The pull itself goes on: the next attempt finds the image. */
  @Test
  void aLaunchThatWaitsForAnImageCanBeCutOff() throws Exception {
    try (StandInRegistry registry = new StandInRegistry(TestImage.root());
        DockerClient docker = DockerDaemon.connect(Optional.empty());
        ContainerLauncher launcher = launcher()) {
      TaskLaunch task = hello(registry.image()).launch();
      FutureTask<Running> launch = new FutureTask<>(() -> launch(launcher, task));
      Thread thread = Thread.ofVirtual().start(launch);
      await().atMost(Duration.ofSeconds(60)).until(() -> log(task).contains("0 of 1 layers"));

      thread.interrupt();

      assertThatThrownBy(() -> launch.get(60, TimeUnit.SECONDS))
          .hasCauseInstanceOf(InterruptedException.class);
      registry.sendLayer();
      await().atMost(Duration.ofSeconds(60)).until(() -> isHere(docker, registry.image()));
      assertThat(launcher.attach(new Workspaces(folder).of(task.attempt()))).isEmpty();
      assertThat(launcher.present()).isEmpty();
      docker.removeImageCmd(registry.image()).exec();
    }
  }

  @Test
  void aRegistryThatSaysNothingIsNotWaitedForForEver() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        ContainerLauncher launcher =
            new ContainerLauncher(
                DockerDaemon.connect(Optional.empty()),
                runner,
                Settings.with(Map.of("pull.silence", "PT1S")))) {
      String image = "127.0.0.1:" + silent.getLocalPort() + "/team/report:1";
      TaskLaunch task = hello(image).launch();

      assertThatThrownBy(() -> launch(launcher, task))
          .isInstanceOfSatisfying(
              LaunchException.class, e -> assertThat(e.fault()).isEqualTo(Fault.PLATFORM))
          .hasMessageContaining(image)
          .hasMessageContaining("nothing was heard of the pull for PT1S");
    }
  }

  private static boolean isHere(DockerClient docker, String image) {
    return docker.listImagesCmd().exec().stream()
        .map(Image::getRepoTags)
        .anyMatch(tags -> tags != null && List.of(tags).contains(image));
  }

  private void assertThatALogReadAgainIsTheSame(TaskLaunch task) throws Exception {
    String before = log(task);
    Workspace workspace = new Workspaces(folder).of(task.attempt());
    Files.deleteIfExists(workspace.folder().resolve("task.log.sealed"));
    Files.writeString(workspace.log(), before.substring(0, before.length() / 2));
    try (ContainerLauncher next = launcher()) {
      next.attach(workspace).orElseThrow().await();
    }
    assertThat(log(task)).isEqualTo(before);
  }
}
