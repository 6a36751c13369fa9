package io.continuo.runner.launch.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.dispatch.TaskLaunch;
import io.continuo.id.AttemptId;
import io.continuo.runner.launch.Ending;
import io.continuo.runner.launch.Fault;
import io.continuo.runner.launch.LauncherSettings;
import io.continuo.runner.launch.Running;
import io.continuo.runner.launch.SampleTask;
import io.continuo.runner.launch.Secrets;
import io.continuo.runner.launch.Workspace;
import io.continuo.runner.launch.Workspaces;
import io.continuo.runner.launch.kubernetes.api.Pace;
import io.continuo.value.Value;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A cluster, a kubelet, and launchers of several runners, each with workspaces of its own. */
@Timeout(120)
abstract class ClusterTest {
  @TempDir Path folder;
  final FakeCluster cluster = new FakeCluster();
  final FakeKubelet kubelet = new FakeKubelet(cluster.admin());
  private final Map<String, String> settings = new HashMap<>();
  private Duration leaseTimeout = Duration.ofMinutes(1);
  private final Map<String, KubernetesLauncher> launchers = new HashMap<>();
  private final ExecutorService supervision = Executors.newVirtualThreadPerTaskExecutor();

  @AfterEach
  void closeAll() {
    supervision.shutdownNow();
    launchers.values().forEach(KubernetesLauncher::close);
    cluster.close();
  }

  /** For launchers that are made from now on. */
  void setting(String key, String value) {
    settings.put(key, value);
  }

  KubernetesLauncher launcher(String runner) {
    return launchers.computeIfAbsent(
        runner,
        name ->
            cluster.launcher(
                name,
                impatient(
                    KubernetesSettings.of(
                        new LauncherSettings("launcher.kubernetes.", Map.copyOf(settings)))),
                pace()));
  }

  /** Of launchers. */
  Pace pace() {
    return FakeCluster.HASTY;
  }

  /** Shorter than settings may say it, for launchers that are made from now on. */
  void leaseTimeout(Duration timeout) {
    leaseTimeout = timeout;
  }

  private KubernetesSettings impatient(KubernetesSettings read) {
    return new KubernetesSettings(
        read.installation(),
        read.namespace(),
        read.namespaces(),
        read.context(),
        read.requestsPerSecond(),
        read.pendingTimeout(),
        read.keep(),
        leaseTimeout,
        read.templates(),
        read.serviceAccounts(),
        read.volumes());
  }

  /** The runner's process ends; the next {@link #launcher} is that of its next one. */
  void kill(String runner) {
    List.of(launchers.remove(runner)).forEach(KubernetesLauncher::close);
  }

  static SampleTask task() {
    return SampleTask.of("container").with("image", Value.of("shop/report:7"));
  }

  static AttemptId epoch(AttemptId attempt, int epoch) {
    return new AttemptId(attempt.execution(), attempt.task(), attempt.number(), epoch);
  }

  Workspace workspace(String runner, TaskLaunch task) {
    return new Workspaces(folder.resolve(runner)).of(task.attempt());
  }

  Running launch(String runner, TaskLaunch task) throws Exception {
    return launch(runner, task, Secrets.NONE);
  }

  Running launch(String runner, TaskLaunch task, Secrets secrets) throws Exception {
    Workspace workspace = workspace(runner, task);
    workspace.prepare(task);
    return launcher(runner).launch(task, workspace, secrets);
  }

  Running launch(TaskLaunch task) throws Exception {
    return launch("crew-1", task);
  }

  Future<Ending> ending(Running running) {
    return supervision.submit(running::await);
  }

  static String pod(TaskLaunch task) {
    return new PodMarks("continuo", "any", "data").podName(task.attempt());
  }

  static void assertBroken(Ending ending, Fault fault, String... words) {
    assertThat(ending).isInstanceOf(Ending.Broken.class);
    Ending.Broken broken = (Ending.Broken) ending;
    assertThat(broken.fault()).as(broken.message()).isEqualTo(fault);
    assertThat(broken.message()).contains(new ArrayList<>(List.of(words)));
  }

  static void assertKilled(Ending ending) {
    assertThat(ending).isInstanceOf(Ending.Exited.class);
    assertThat(((Ending.Exited) ending).killed()).as(ending.toString()).isTrue();
  }
}
