package io.continuo.runner.launch.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.continuo.dispatch.TaskLaunch;
import io.continuo.runner.launch.Ending;
import io.continuo.runner.launch.Launcher;
import io.continuo.runner.launch.LauncherContract;
import io.continuo.runner.launch.LauncherSettings;
import io.continuo.runner.launch.Running;
import io.continuo.runner.launch.SampleTask;
import io.continuo.runner.launch.Workspace;
import io.continuo.runner.launch.Workspaces;
import io.continuo.value.Value;
import java.time.Duration;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The contract, with pods that end well at once. */
class KubernetesLauncherTest extends LauncherContract {
  private final FakeCluster cluster = new FakeCluster();
  private final FakeKubelet kubelet = new FakeKubelet(cluster.admin());

  @Override
  protected Launcher newLauncher(Workspaces workspaces) {
    return cluster.launcher("crew-1", KubernetesSettings.of(LauncherSettings.none()));
  }

  @Override
  protected SampleTask succeeding() {
    kubelet.endsAllWell();
    return waiting();
  }

  private static SampleTask waiting() {
    return SampleTask.of("container").with("image", Value.of("shop/report:7"));
  }

  @AfterEach
  void closeCluster() {
    cluster.close();
  }

  private String pod(TaskLaunch task) {
    return new PodMarks("continuo", "crew-1", "data").podName(task.attempt());
  }

  @Test
  void launchingTwiceAttachesToTheSameRun() throws Exception {
    TaskLaunch task = waiting().launch();
    Running first = launch(task);
    kubelet.starts(pod(task));

    Running second = launch(task);
    assertThat(cluster.pods()).hasSize(1);
    second.stop(Duration.ZERO);

    assertThat(first.await())
        .asInstanceOf(InstanceOfAssertFactories.type(Ending.Exited.class))
        .matches(Ending.Exited::killed);
    second.remove();
  }

  @Test
  void aNewLauncherAttachesToWhatAnEarlierOneLeftRunning() throws Exception {
    TaskLaunch task = waiting().launch();
    launch(task);
    kubelet.starts(pod(task));
    launcher.close();

    launcher = newLauncher(workspaces);
    assertThat(launcher.present()).containsExactly(task.attempt());
    Running again = launcher.attach(workspaces.of(task.attempt())).orElseThrow();
    kubelet.exits(pod(task), 7);

    assertThat(again.await()).isEqualTo(Ending.exited(7));
    again.remove();
    assertThat(cluster.pods()).isEmpty();
  }

  @Test
  void aNewLauncherLearnsHowItEndedMeanwhile() throws Exception {
    TaskLaunch task = waiting().launch();
    launch(task);
    launcher.close();
    kubelet.exits(pod(task), 3);

    launcher = newLauncher(workspaces);
    Running again = launcher.attach(workspaces.of(task.attempt())).orElseThrow();

    assertThat(again.await()).isEqualTo(Ending.exited(3));
    again.remove();
  }

  @Test
  void whatWasNeverLaunchedCannotBeAttachedTo() throws Exception {
    TaskLaunch task = waiting().launch();
    Workspace workspace = workspaces.of(task.attempt());
    workspace.prepare(task);

    assertThat(launcher.attach(workspace)).isEmpty();
    assertThat(launcher.present()).isEmpty();
  }

  @Test
  void closingLeavesThePodRunning() throws Exception {
    TaskLaunch task = waiting().launch();
    launch(task);
    kubelet.starts(pod(task));

    launcher.close();

    assertThat(cluster.pods()).hasSize(1);
  }

  @Test
  void aStrayWithoutWorkspaceCanBeStoppedAndRemoved() throws Exception {
    TaskLaunch task = waiting().launch();
    Running running = launch(task);
    kubelet.starts(pod(task));
    workspaces.delete(workspaces.of(task.attempt()));

    Running stray = launcher.attach(workspaces.of(task.attempt())).orElseThrow();
    stray.stop(GRACE);
    stray.remove();

    await().until(() -> cluster.pods().isEmpty());
    assertThat(running.attempt()).isEqualTo(task.attempt());
  }
}
