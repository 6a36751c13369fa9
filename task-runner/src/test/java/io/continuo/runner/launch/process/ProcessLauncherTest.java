package io.continuo.runner.launch.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.continuo.dispatch.TaskLaunch;
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
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class ProcessLauncherTest extends ShellLauncherContract {
  @Override
  protected Launcher newLauncher(Workspaces workspaces) {
    return new ProcessLauncher(workspaces, folder, Cgroups.none());
  }

  @Override
  protected SampleTask script(String script) {
    return SampleTask.of("process").with("command", "/bin/sh", "-c", script);
  }

  @Override
  protected boolean tellsStreamsApart() {
    return true;
  }

  @Test
  void aMissingCommandNamesTheField() {
    assertThatThrownBy(() -> launch(SampleTask.of("process").launch()))
        .isInstanceOf(LaunchException.class)
        .hasMessageContaining("'command' is missing");
  }

  @Test
  void aSecretInAFileNeedsAContainer() {
    TaskLaunch task = script("true").withSecrets("/run/key=finance/key").launch();
    Secrets secrets = new Secrets(Map.of(), Map.of("/run/key", new byte[] {7}));

    assertThatThrownBy(() -> launcher.launch(task, workspaces.of(task.attempt()), secrets))
        .isInstanceOf(LaunchException.class)
        .hasMessageContaining("/run/key")
        .hasMessageContaining("make it a container")
        .extracting(e -> ((LaunchException) e).fault())
        .isEqualTo(Fault.USER);
  }

  @Test
  void aWorkdirThatDoesNotExistNamesTheFolder() {
    assertThatThrownBy(() -> launch(script("true").with("workdir", Value.of("nowhere")).launch()))
        .isInstanceOf(LaunchException.class)
        .hasMessageContaining(folder.resolve("nowhere").toString());
  }

  @Test
  void aWorkdirIsTakenFromTheBaseFolder() throws Exception {
    Files.createDirectory(folder.resolve("data"));
    TaskLaunch task = script("pwd -P").with("workdir", Value.of("data")).launch();

    launch(task).await();

    assertThat(workspaces.of(task.attempt()).log())
        .hasContent(folder.toRealPath().resolve("data").toString());
  }

  @Test
  void aProcessGroupKilledFromOutsideIsThePlatformsFault() throws Exception {
    TaskLaunch task = script("echo started; sleep 60").launch();
    Running running = launch(task);
    Workspace workspace = workspaces.of(task.attempt());
    await().until(() -> Files.exists(workspace.log()) && Files.size(workspace.log()) > 0);

    Session.signal(PidFile.alive(workspace).orElseThrow().pid(), "KILL");

    assertThat(running.await())
        .asInstanceOf(InstanceOfAssertFactories.type(Ending.Broken.class))
        .extracting(Ending.Broken::fault)
        .isEqualTo(Fault.PLATFORM);
  }

  @Test
  void aProcessThatGotTheSameIdLaterIsNotOurs() throws Exception {
    TaskLaunch task = script("true").launch();
    Workspace workspace = workspaces.of(task.attempt());
    workspace.prepare(task);
    workspace.write("pid", Long.toString(ProcessHandle.current().pid()));

    assertThat(launcher.present()).isEmpty();
    assertThat(launcher.attach(workspace).orElseThrow().await()).isInstanceOf(Ending.Broken.class);
  }

  @Test
  void aWrapperOfAnotherWorkspaceThatGotTheSameIdIsNotOurs() throws Exception {
    TaskLaunch other = script("sleep 60").launch();
    Running running = launch(other);
    TaskLaunch task = script("true").launch();
    Workspace workspace = workspaces.of(task.attempt());
    workspace.prepare(task);
    workspace.write("pid", workspaces.of(other.attempt()).read("pid").orElseThrow());

    assertThat(launcher.present()).containsExactly(other.attempt());
    running.stop(Duration.ZERO);
  }

  @Test
  void aClockThatIsSetMeanwhileLosesNoProcess() throws Exception {
    TaskLaunch task =
        script("echo a very long command line: " + "x".repeat(9000) + "; sleep 60").launch();
    launch(task);
    Workspace workspace = workspaces.of(task.attempt());
    Files.setLastModifiedTime(
        workspace.folder().resolve("pid"), FileTime.from(Instant.now().plus(Duration.ofHours(7))));
    launcher.close();

    launcher = newLauncher(workspaces);
    assertThat(launcher.present()).containsExactly(task.attempt());
    Running again = launcher.attach(workspace).orElseThrow();
    again.stop(Duration.ZERO);

    assertThat(again.await())
        .asInstanceOf(InstanceOfAssertFactories.type(Ending.Exited.class))
        .matches(Ending.Exited::killed);
  }

  @Test
  void whatATaskLeavesBehindEndsWithIt() throws Exception {
    TaskLaunch task = script("sleep 60 & echo $!").launch();
    launch(task).await();

    long leftover = Long.parseLong(Files.readString(workspaces.of(task.attempt()).log()).strip());

    await().until(() -> ProcessHandle.of(leftover).filter(ProcessHandle::isAlive).isEmpty());
  }

  @Test
  void theRunnersOwnSettingsStayWithTheRunner() throws Exception {
    TaskLaunch task = script("env | grep ^CONTINUO_ | cut -d= -f1 | sort | tr '\\n' ' '").launch();
    launch(task).await();

    assertThat(workspaces.of(task.attempt()).log())
        .hasContent(
            "CONTINUO_ATTEMPT CONTINUO_EXECUTION CONTINUO_INPUTS CONTINUO_NAMESPACE CONTINUO_OUTPUTS"
                + " CONTINUO_PARTITION CONTINUO_TASK CONTINUO_TRIGGER CONTINUO_WORKFLOW ");
  }
}
