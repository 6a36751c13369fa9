package io.continuo.runner.launch.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.dockerjava.api.DockerClient;
import io.continuo.dispatch.TaskLaunch;
import io.continuo.id.AttemptId;
import io.continuo.runner.launch.Ending;
import io.continuo.runner.launch.Fault;
import io.continuo.runner.launch.LaunchException;
import io.continuo.runner.launch.Launcher;
import io.continuo.runner.launch.Running;
import io.continuo.runner.launch.SampleTask;
import io.continuo.runner.launch.Secrets;
import io.continuo.runner.launch.ShellLauncherContract;
import io.continuo.runner.launch.Workspace;
import io.continuo.runner.launch.Workspaces;
import io.continuo.value.Value;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContainerLauncherTest extends ShellLauncherContract {
  static final String RUNNER = "test-" + UUID.randomUUID();

  @BeforeAll
  static void makeImage() throws Exception {
    assumeTrue(
        DockerDaemon.answers(Optional.empty()),
        "no Docker daemon answers: container tests are skipped");
    try (DockerClient docker = DockerDaemon.connect(Optional.empty())) {
      TestImage.ensure(docker);
    }
  }

  @AfterAll
  static void removeWhatFailedTestsLeft() throws Exception {
    if (!DockerDaemon.answers(Optional.empty())) {
      return;
    }
    try (DockerClient docker = DockerDaemon.connect(Optional.empty());
        var launcher = new ContainerLauncher(docker, RUNNER, Settings.usual())) {
      for (AttemptId attempt : launcher.present()) {
        docker.removeContainerCmd(ContainerLauncher.name(attempt)).withForce(true).exec();
      }
    }
  }

  @Override
  protected Launcher newLauncher(Workspaces workspaces) {
    return new ContainerLauncher(DockerDaemon.connect(Optional.empty()), RUNNER, Settings.usual());
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

  @Override
  protected boolean tellsStreamsApart() {
    return true;
  }

  @Test
  void anImageThatDoesNotExistIsThePlatformsFaultInTheDaemonsWords() {
    SampleTask task = script("true").with("image", Value.of("localhost:1/no/such-image:7"));

    assertThatThrownBy(() -> launch(task.launch()))
        .isInstanceOf(LaunchException.class)
        .hasMessageContaining("localhost:1/no/such-image:7")
        .hasMessageContaining("cannot be pulled")
        .extracting(e -> ((LaunchException) e).fault())
        .isEqualTo(Fault.PLATFORM);
  }

  @Test
  void anImageNameThatCannotBeIsTheUsersFault() {
    SampleTask task = script("true").with("image", Value.of("Not An Image"));

    assertThatThrownBy(() -> launch(task.launch()))
        .isInstanceOf(LaunchException.class)
        .extracting(e -> ((LaunchException) e).fault())
        .isEqualTo(Fault.USER);
  }

  @Test
  void aQuantityThatCannotBeReadNamesTheField() {
    SampleTask task =
        script("true").with("resources", new Value.Fields(Map.of("memory", Value.of("lots"))));

    assertThatThrownBy(() -> launch(task.launch()))
        .isInstanceOf(LaunchException.class)
        .hasMessageContaining("resources.memory")
        .hasMessageContaining("lots");
  }

  @Test
  void resourcesReachTheDaemon() throws Exception {
    Value.Fields resources =
        new Value.Fields(Map.of("cpu", Value.of("500m"), "memory", Value.of("64Mi")));
    TaskLaunch task = script("sleep 60").with("resources", resources).launch();
    Running running = launch(task);

    try (DockerClient docker = DockerDaemon.connect(Optional.empty())) {
      var host =
          docker.inspectContainerCmd(ContainerLauncher.name(task.attempt())).exec().getHostConfig();
      assertThat(host.getNanoCPUs()).isEqualTo(500_000_000L);
      assertThat(host.getMemory()).isEqualTo(64L << 20);
    }
    running.remove();
  }

  @Test
  void aLinkLeftInPlaceOfTheOutputsIsNotFollowed(@TempDir Path beside) throws Exception {
    Path secret = Files.writeString(beside.resolve("secret"), "{\"rows\": 1}");
    TaskLaunch task = script("ln -s " + secret + " $CONTINUO_OUTPUTS").declaringOutputs().launch();

    Running running = launch(task);

    assertThat(running.await()).isEqualTo(Ending.exited(0));
    assertThat(workspaces.of(task.attempt()).outputs()).doesNotExist();
    running.remove();
  }

  @Test
  void anOutsiderWhoStopsTheContainerDoesNotMakeItASuccess() throws Exception {
    TaskLaunch task =
        script("trap 'exit 0' TERM; echo started; while :; do sleep 0.1; done").launch();
    Running running = launch(task);
    awaitLog(task, "started");

    try (DockerClient docker = DockerDaemon.connect(Optional.empty())) {
      docker.stopContainerCmd(ContainerLauncher.name(task.attempt())).withTimeout(5).exec();
    }

    assertThat(running.await())
        .asInstanceOf(InstanceOfAssertFactories.type(Ending.Exited.class))
        .matches(Ending.Exited::killed);
    running.remove();
  }

  @Test
  void aContainerRemovedByAnOutsiderIsThePlatformsFault() throws Exception {
    TaskLaunch task = script("echo started; sleep 60").launch();
    Running running = launch(task);
    awaitLog(task, "started");

    try (DockerClient docker = DockerDaemon.connect(Optional.empty())) {
      docker.removeContainerCmd(ContainerLauncher.name(task.attempt())).withForce(true).exec();
    }

    assertThat(running.await())
        .asInstanceOf(InstanceOfAssertFactories.type(Ending.Broken.class))
        .extracting(Ending.Broken::fault)
        .isEqualTo(Fault.PLATFORM);
  }

  @Test
  void aFullDiskForTheLogIsThePlatformsFaultAndNamesTheFolder() throws Exception {
    TaskLaunch task = script("echo working").launch();
    Workspace workspace = workspaces.of(task.attempt());
    workspace.prepare(task);
    Files.createSymbolicLink(workspace.log(), Path.of("/dev/full"));

    Running running = launcher.launch(task, workspace, Secrets.NONE);

    assertThat(running.await())
        .asInstanceOf(InstanceOfAssertFactories.type(Ending.Broken.class))
        .matches(broken -> broken.fault() == Fault.PLATFORM)
        .extracting(Ending.Broken::message)
        .asString()
        .contains(workspace.folder().toString(), "No space left", "free space");
    running.remove();
  }

  @Test
  void anotherRunnersContainersAreNotOurs() throws Exception {
    TaskLaunch task = script("sleep 60").launch();
    Running running = launch(task);

    try (Launcher other =
        new ContainerLauncher(
            DockerDaemon.connect(Optional.empty()), RUNNER + "-other", Settings.usual())) {
      assertThat(other.present()).isEmpty();
    }
    running.remove();
  }

  @Test
  void aDaemonThatDoesNotAnswerIsThePlatformsFault() throws Exception {
    TaskLaunch task = script("true").launch();
    Workspace workspace = workspaces.of(task.attempt());
    workspace.prepare(task);
    Optional<String> nowhere = Optional.of("unix://" + folder.resolve("no.sock"));

    try (Launcher away =
        new ContainerLauncher(
            DockerDaemon.connect(nowhere), RUNNER, Settings.patient(Duration.ofMillis(300)))) {
      assertThatThrownBy(() -> away.launch(task, workspace, Secrets.NONE))
          .isInstanceOf(LaunchException.class)
          .hasMessageContaining("did not answer")
          .extracting(e -> ((LaunchException) e).fault())
          .isEqualTo(Fault.PLATFORM);
    }
  }

  private void awaitLog(TaskLaunch task, String text) {
    var log = workspaces.of(task.attempt()).log();
    await().until(() -> Files.exists(log) && Files.readString(log).contains(text));
  }
}
