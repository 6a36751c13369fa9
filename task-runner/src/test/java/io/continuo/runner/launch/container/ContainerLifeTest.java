package io.continuo.runner.launch.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.NotFoundException;
import io.continuo.dispatch.TaskLaunch;
import io.continuo.id.AttemptId;
import io.continuo.runner.launch.Ending;
import io.continuo.runner.launch.Fault;
import io.continuo.runner.launch.LaunchException;
import io.continuo.runner.launch.Room;
import io.continuo.runner.launch.Running;
import io.continuo.runner.launch.SampleTask;
import io.continuo.runner.launch.Secrets;
import io.continuo.runner.launch.Workspace;
import io.continuo.runner.launch.Workspaces;
import io.continuo.runner.launch.container.files.ContractMount;
import io.continuo.runner.launch.container.spec.ContainerSettings;
import io.continuo.runner.supervise.Desk;
import io.continuo.runner.supervise.LaunchRate;
import io.continuo.runner.supervise.Reconciler;
import io.continuo.runner.supervise.Slots;
import io.continuo.runner.supervise.Supervisor;
import io.continuo.value.Value;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of containers between creation and the end of their retention. */
class ContainerLifeTest {
  @TempDir private Path folder;
  private final String runner = "life-" + UUID.randomUUID();
  private Workspaces workspaces;
  private DockerClient docker;
  private ContainerLauncher launcher;

  @BeforeEach
  void connect() throws Exception {
    assumeTrue(
        DockerDaemon.answers(Optional.empty()),
        "no Docker daemon answers: container tests are skipped");
    workspaces = new Workspaces(folder);
    docker = DockerDaemon.connect(Optional.empty());
    TestImage.ensure(docker);
    launcher = launcher(Settings.usual());
  }

  @AfterEach
  void removeEverything() throws Exception {
    if (docker == null) {
      return;
    }
    for (var container :
        docker
            .listContainersCmd()
            .withShowAll(true)
            .withLabelFilter(Map.of(Labels.RUNNER, runner))
            .exec()) {
      docker.removeContainerCmd(container.getId()).withForce(true).exec();
    }
    launcher.close();
    docker.close();
  }

  private ContainerLauncher launcher(ContainerSettings settings) {
    return new ContainerLauncher(DockerDaemon.connect(Optional.empty()), runner, settings);
  }

  private static SampleTask script(String script) {
    return SampleTask.of("container")
        .with("image", Value.of(TestImage.NAME))
        .with("command", "/bin/sh", "-c", script);
  }

  private Running launch(TaskLaunch task) throws Exception {
    Workspace workspace = workspaces.of(task.attempt());
    workspace.prepare(task);
    return launcher.launch(task, workspace, Secrets.NONE);
  }

  private InspectContainerResponse inspect(AttemptId attempt) {
    return docker.inspectContainerCmd(ContainerLauncher.name(attempt)).exec();
  }

  /** As a runner leaves it that is killed between creating and starting. */
  private void createOnly(TaskLaunch task) {
    docker
        .createContainerCmd(TestImage.NAME)
        .withName(ContainerLauncher.name(task.attempt()))
        .withLabels(Labels.of(task, runner))
        .withEntrypoint("/bin/sh", "-c", "exit 9")
        .exec();
  }

  private void sendAway(TaskLaunch task) throws Exception {
    Optional<Running> stray = launcher.attach(workspaces.of(task.attempt()));
    if (stray.isPresent()) {
      stray.get().stop(Duration.ofSeconds(5));
      stray.get().remove();
    }
  }

  @Test
  void labelsSayWhatAContainerIsFor() throws Exception {
    TaskLaunch task = script("true").launch();
    Running running = launch(task);

    assertThat(inspect(task.attempt()).getConfig().getLabels())
        .containsEntry("io.continuo.attempt", task.attempt().toString())
        .containsEntry("io.continuo.runner", runner)
        .containsEntry("io.continuo.execution", task.attempt().execution().toString())
        .containsEntry("io.continuo.workflow", "daily-revenue")
        .containsEntry("io.continuo.namespace", "finance")
        .containsEntry("io.continuo.task", "extract");
    running.await();
    running.remove();
  }

  @Test
  void aContainerThatWasCreatedBeforeARestartIsStartedByTheNextLaunch() throws Exception {
    TaskLaunch task = script("true").launch();
    createOnly(task);

    Running running = launch(task);

    assertThat(running.await()).isEqualTo(Ending.exited(9));
    running.remove();
  }

  @Test
  void aContainerIsCreatedBeforeThereIsRoomForItAndStartedWhenThereIs() throws Exception {
    TaskLaunch task = script("exit 9").launch();
    Workspace workspace = workspaces.of(task.attempt());
    workspace.prepare(task);
    List<String> before = new ArrayList<>();
    Room room = () -> before.add(inspect(task.attempt()).getState().getStatus());

    Running running = launcher.launch(task, workspace, Secrets.NONE, room);

    assertThat(before).containsExactly("created");
    assertThat(running.await()).isEqualTo(Ending.exited(9));
    running.remove();
  }

  @ParameterizedTest
  @CsvSource({"exec tail /dev/zero, 137", "tail /dev/zero; exit 0, 0"})
  void whoRunsOutOfMemoryIsToldSoEvenIfItGoesOn(String script, int code) throws Exception {
    var limit = new Value.Fields(Map.of("memory", Value.of("16Mi")));
    Running running = launch(script(script).with("resources", limit).launch());

    assertThat(running.await())
        .isEqualTo(
            new Ending.Exited(
                code,
                false,
                Optional.of("killed by the kernel: out of memory; raise resources.memory")));
    running.remove();
  }

  @Test
  void aContainerThatWasNeverStartedIsAStrayAndGoes() throws Exception {
    TaskLaunch task = script("true").launch();
    createOnly(task);
    assertThat(launcher.present()).containsExactly(task.attempt());

    sendAway(task);

    assertThat(launcher.present()).isEmpty();
  }

  @Test
  void aStrayWhoseWorkspaceIsGoneGoesWhetherItRunsOrHasEnded() throws Exception {
    TaskLaunch ended = script("true").launch();
    launch(ended).await();
    TaskLaunch runs = script("sleep 60").launch();
    launch(runs);
    workspaces.delete(workspaces.of(ended.attempt()));
    workspaces.delete(workspaces.of(runs.attempt()));

    sendAway(ended);
    sendAway(runs);

    assertThat(launcher.present()).isEmpty();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void whatNobodyAnswersForIsGoneAfterTwoPasses() throws Exception {
    TaskLaunch created = script("true").launch();
    createOnly(created);
    TaskLaunch ended = script("true").launch();
    launch(ended).await();
    launch(script("sleep 60").launch());
    try (Supervisor nobody =
        new Supervisor(workspaces, new Slots(1), LaunchRate.unlimited(), new MuteDesk(), _ -> {})) {
      Reconciler reconciler = new Reconciler(workspaces, List.of(launcher), nobody);
      reconciler.compare();
      assertThat(launcher.present()).hasSize(3);

      reconciler.compare();

      await().atMost(Duration.ofSeconds(30)).until(() -> launcher.present().isEmpty());
      await().until(() -> workspaces.list().isEmpty());
    }
  }

  private static final class MuteDesk implements Desk {
    @Override
    public void claim(AttemptId attempt, Optional<String> question) {}

    @Override
    public void report(AttemptId attempt, io.continuo.command.Ending ending) {}
  }

  @Test
  void aContainerThatOnlyLooksLikeOursHidesNoOther() throws Exception {
    docker
        .createContainerCmd(TestImage.NAME)
        .withLabels(Map.of(Labels.RUNNER, runner))
        .withEntrypoint("/bin/sh")
        .exec();
    TaskLaunch task = script("true").launch();
    createOnly(task);

    assertThat(launcher.present()).containsExactly(task.attempt());
  }

  @Test
  void anEndedContainerIsKeptForAsLongAsItIsSetOverRestarts() throws Exception {
    launcher.close();
    launcher = launcher(Settings.with(Map.of("keep", "PT1H")));
    TaskLaunch task = script("true").launch();
    Running running = launch(task);
    running.await();

    running.remove();
    running.remove();
    launcher.sweep();

    String kept = "continuo-kept_" + Workspaces.name(task.attempt());
    assertThat(docker.inspectContainerCmd(kept).exec().getState().getStatus()).isEqualTo("exited");
    assertThat(launcher.present()).isEmpty();

    launcher.close();
    launcher = launcher(Settings.usual());
    launcher.sweep();

    assertThatThrownBy(() -> docker.inspectContainerCmd(kept).exec())
        .isInstanceOf(NotFoundException.class);
  }

  @Test
  void anImageThatIsNotThereAndNeverPulledIsThePlatformsFault() {
    TaskLaunch task =
        script("true")
            .with("image", Value.of("localhost:1/none:1"))
            .with("pull", Value.of("never"))
            .launch();

    assertThatThrownBy(() -> launch(task))
        .isInstanceOfSatisfying(
            LaunchException.class,
            e -> {
              assertThat(e.fault()).isEqualTo(Fault.PLATFORM);
              assertThat(e).hasMessageContainingAll("localhost:1/none:1", "'pull' is never");
            });
  }

  @Test
  void anImageThatIsAlwaysPulledIsPulledThoughItIsThere() {
    TaskLaunch task = script("true").with("pull", Value.of("always")).launch();

    assertThatThrownBy(() -> launch(task))
        .isInstanceOf(LaunchException.class)
        .hasMessageContainingAll(TestImage.NAME, "cannot be pulled");
  }

  @Test
  void aReadOnlyContainerWritesOutputsAndTemporaryFilesOnly() throws Exception {
    for (ContainerSettings settings : List.of(Settings.usual(), Settings.copying())) {
      launcher.close();
      launcher = launcher(settings);
      TaskLaunch task =
          script("echo x > /tmp/x && echo '{}' > $CONTINUO_OUTPUTS && ! echo x > /x")
              .with("readOnlyRoot", Value.of(true))
              .with("user", Value.of("1234:1234"))
              .declaringOutputs()
              .launch();

      Running running = launch(task);

      assertThat(running.await()).isEqualTo(Ending.exited(0));
      assertThat(workspaces.of(task.attempt()).outputs()).hasContent("{}");
      running.remove();
    }
  }

  @Test
  void aVolumeIsMountedAndLimitsHold() throws Exception {
    Path data = Files.createDirectories(folder.resolve("data"));
    Files.writeString(data.resolve("greeting"), "hello");
    launcher.close();
    launcher = launcher(Settings.with(Map.of("volumes", data.toString())));
    Value volume =
        new Value.Fields(
            Map.of(
                "source",
                Value.of(data.toString()),
                "target",
                Value.of("/data"),
                "readOnly",
                Value.of("true")));
    Value limits = new Value.Fields(Map.of("nofile", Value.of("99")));
    TaskLaunch task =
        script("cat /data/greeting; ulimit -n; ! echo x > /data/x")
            .with("volumes", new Value.Items(List.of(volume)))
            .with("resources", new Value.Fields(Map.of("ulimits", limits)))
            .launch();

    Running running = launch(task);

    assertThat(running.await()).isEqualTo(Ending.exited(0));
    assertThat(Files.readString(workspaces.of(task.attempt()).log())).contains("hello99\n");
    running.remove();
  }

  @Test
  void aVolumeWhoseFolderIsMissingIsTheUsersFaultAndDoesNotCostTheMount() throws Exception {
    launcher.close();
    launcher = launcher(Settings.with(Map.of("volumes", "/nowhere")));
    Value volume =
        new Value.Fields(Map.of("source", Value.of("/nowhere/x"), "target", Value.of("/data")));
    SampleTask wrong = script("true").with("volumes", new Value.Items(List.of(volume)));
    assertThatThrownBy(() -> launch(wrong.launch()))
        .isInstanceOfSatisfying(
            LaunchException.class, e -> assertThat(e.fault()).isEqualTo(Fault.USER))
        .hasMessageContaining("/nowhere/x");

    TaskLaunch right = script("true").launch();
    Running running = launch(right);

    assertThat(ContractMount.isIn(inspect(right.attempt()))).isTrue();
    running.await();
    running.remove();
  }

  @Test
  void aProgramWithoutASignalHandlerEndsPolitely() throws Exception {
    TaskLaunch task = script("true").with("command", "/bin/sleep", "60").launch();
    Running running = launch(task);
    await().until(() -> Boolean.TRUE.equals(inspect(task.attempt()).getState().getRunning()));

    running.stop(Duration.ofSeconds(30));

    assertThat(running.await())
        .asInstanceOf(InstanceOfAssertFactories.type(Ending.Exited.class))
        .extracting(Ending.Exited::code)
        .isEqualTo(143);
    running.remove();
  }
}
