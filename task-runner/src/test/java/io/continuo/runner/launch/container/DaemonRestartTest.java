package io.continuo.runner.launch.container;

import static org.assertj.core.api.Assertions.assertThat;
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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A daemon without live-restore ends its containers when it restarts. That is never the task's
 * fault and never its success, whatever exit code it shows.
 */
class DaemonRestartTest {
  private static final List<String> SCRIPTS =
      List.of(
          "trap 'exit 0' TERM; echo started; while :; do sleep 0.1; done",
          "trap 'exit 3' TERM; echo started; while :; do sleep 0.1; done",
          "echo started; sleep 600");

  private static OwnDaemon daemon;

  @TempDir private Path folder;
  private final ExecutorService supervision = Executors.newVirtualThreadPerTaskExecutor();
  private ContainerLauncher launcher;

  @BeforeAll
  static void startDaemon() throws Exception {
    assumeTrue(OwnDaemon.impossible().isEmpty(), OwnDaemon.impossible().orElse(""));
    daemon = new OwnDaemon();
    try (DockerClient docker = DockerDaemon.connect(daemon.host())) {
      TestImage.ensure(docker);
    }
  }

  @AfterAll
  static void stopDaemon() throws Exception {
    if (daemon != null) {
      daemon.close();
    }
  }

  @BeforeEach
  void connect() {
    launcher =
        new ContainerLauncher(
            DockerDaemon.connect(daemon.host()),
            "restart",
            Settings.patient(Duration.ofSeconds(60)));
  }

  @AfterEach
  void disconnect() {
    supervision.shutdownNow();
    launcher.close();
  }

  private TaskLaunch launch(String script, List<Running> running) throws Exception {
    TaskLaunch task =
        SampleTask.of("container")
            .with("image", Value.of(TestImage.NAME))
            .with("command", "/bin/sh", "-c", script)
            .launch();
    Workspace workspace = new Workspaces(folder).of(task.attempt());
    workspace.prepare(task);
    running.add(launcher.launch(task, workspace, Secrets.NONE));
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> Files.exists(workspace.log()) && Files.size(workspace.log()) > 0);
    return task;
  }

  private interface Outage {
    void happen() throws Exception;
  }

  private void assertThatNoTaskIsBlamedFor(Outage outage) throws Exception {
    List<Running> running = new ArrayList<>();
    for (String script : SCRIPTS) {
      launch(script, running);
    }
    List<Future<Ending>> endings = new ArrayList<>();
    running.forEach(each -> endings.add(supervision.submit(each::await)));

    outage.happen();
    daemon.start();

    for (Future<Ending> ending : endings) {
      assertThat(ending.get(60, TimeUnit.SECONDS))
          .matches(DaemonRestartTest::isNeitherSuccessNorTheTasksFault);
    }
    for (Running each : running) {
      assertThat(new Workspaces(folder).of(each.attempt()).log()).hasContent("started");
      each.remove();
    }
    assertThat(launcher.present()).isEmpty();
  }

  private static boolean isNeitherSuccessNorTheTasksFault(Ending ending) {
    return switch (ending) {
      case Ending.Exited(_, boolean killed, _) -> killed;
      case Ending.Broken(Fault fault, _) -> fault == Fault.PLATFORM;
    };
  }

  @Test
  void aDaemonThatIsStoppedAndStartedBlamesNoTask() throws Exception {
    assertThatNoTaskIsBlamedFor(() -> daemon.stop());
  }

  @Test
  void aDaemonThatIsKilledAndStartedBlamesNoTask() throws Exception {
    assertThatNoTaskIsBlamedFor(() -> daemon.kill());
  }

  @Test
  void aLaunchWaitsForADaemonThatIsOnItsWay() throws Exception {
    daemon.stop();
    List<Running> running = new ArrayList<>();
    Future<TaskLaunch> launch = supervision.submit(() -> launch("echo started", running));

    daemon.start();

    launch.get(60, TimeUnit.SECONDS);
    assertThat(running.getFirst().await()).isEqualTo(Ending.exited(0));
    running.getFirst().remove();
  }
}
