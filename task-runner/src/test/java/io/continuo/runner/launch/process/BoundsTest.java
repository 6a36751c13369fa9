package io.continuo.runner.launch.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.continuo.dispatch.TaskLaunch;
import io.continuo.runner.launch.Ending;
import io.continuo.runner.launch.LaunchException;
import io.continuo.runner.launch.LauncherSettings;
import io.continuo.runner.launch.Running;
import io.continuo.runner.launch.SampleTask;
import io.continuo.runner.launch.Secrets;
import io.continuo.runner.launch.Spec;
import io.continuo.runner.launch.Workspace;
import io.continuo.runner.launch.Workspaces;
import io.continuo.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoundsTest {
  @TempDir private Path folder;
  private Workspaces workspaces;

  @BeforeEach
  void open() {
    workspaces = new Workspaces(folder.resolve("work"));
  }

  private static SampleTask script(String script, String... resources) {
    Map<String, Value> amounts = new LinkedHashMap<>();
    for (int i = 0; i < resources.length; i += 2) {
      amounts.put(resources[i], Value.of(resources[i + 1]));
    }
    return SampleTask.of("process")
        .with("command", "/bin/sh", "-c", script)
        .with("resources", new Value.Fields(amounts));
  }

  private Running launch(TaskLaunch task, Cgroups cgroups) throws Exception {
    Workspace workspace = workspaces.of(task.attempt());
    workspace.prepare(task);
    return new ProcessLauncher(workspaces, folder, cgroups).launch(task, workspace, Secrets.NONE);
  }

  /** A folder with the files that a kernel would put there; it keeps none of what they say. */
  private Path likeAGroup(TaskLaunch task, String... files) throws IOException {
    Path parent = folder.resolve("cgroup");
    Path group = parent.resolve(Workspaces.name(task.attempt()));
    Files.createDirectories(group);
    for (String file : files) {
      Files.writeString(group.resolve(file), "");
    }
    return group;
  }

  private String log(TaskLaunch task) throws IOException {
    Path log = workspaces.of(task.attempt()).log();
    return Files.exists(log) ? Files.readString(log) : "";
  }

  @Test
  void whatWasAskedForIsWrittenIntoTheGroupThatTheTaskIsIn() throws Exception {
    TaskLaunch task = script("true", "cpu", "1500m", "memory", "64Mi", "pids", "16").launch();
    Path group =
        likeAGroup(task, "cpu.max", "memory.max", "memory.swap.max", "pids.max", "cgroup.procs");

    Running running = launch(task, Cgroups.in(folder.resolve("cgroup")));

    assertThat(running.await()).isEqualTo(Ending.exited(0));
    assertThat(group.resolve("cpu.max")).hasContent("150000 100000");
    assertThat(group.resolve("memory.max")).hasContent("67108864");
    assertThat(group.resolve("memory.swap.max")).hasContent("0");
    assertThat(group.resolve("pids.max")).hasContent("17");
    assertThat(group.resolve("cgroup.procs")).content().containsPattern("[0-9]+");
    assertThat(log(task)).isEmpty();
  }

  @Test
  void aTaskThatTheKernelKilledForItsMemorySaysSo() throws Exception {
    TaskLaunch task = script("kill -KILL $$", "memory", "64Mi").launch();
    Path group = likeAGroup(task, "memory.max", "cgroup.procs");
    Files.writeString(group.resolve("memory.events"), "oom 1\noom_kill 1\n");

    assertThat(launch(task, Cgroups.in(folder.resolve("cgroup"))).await())
        .isEqualTo(
            new Ending.Exited(
                137,
                false,
                Optional.of("killed by the kernel: out of memory; raise resources.memory")));
  }

  @Test
  void withoutAGroupTheAddressSpaceIsBoundedAndTheLogTellsWhatIsNot() throws Exception {
    TaskLaunch task = script("ulimit -v", "memory", "512Mi", "cpu", "2", "pids", "16").launch();

    assertThat(launch(task, Cgroups.none()).await()).isEqualTo(Ending.exited(0));
    assertThat(log(task))
        .isEqualTo(
            "[continuo: this runner does not bound cpu and pids of a process: it has no cgroup for that]\n524288\n");
  }

  @Test
  void anAmountThatIsNoneNamesTheField() {
    assertThatThrownBy(() -> Bounds.of(Spec.of(script("true", "memory", "much").launch().spec())))
        .isInstanceOf(LaunchException.class)
        .hasMessageContaining("'resources.memory'")
        .hasMessageContaining("much");
  }

  @Test
  void aFolderThatIsNoCgroupIsRefusedWhenTheRunnerStarts() {
    LauncherSettings settings =
        new LauncherSettings(
            "launcher.process.", Map.of("cgroup", folder.resolve("plain").toString()));

    assertThatThrownBy(() -> Cgroups.of(settings))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("launcher.process.cgroup: ")
        .hasMessageContaining("write off");
  }

  /** Somewhere in a cgroup version 2 file system of this machine. */
  private static Cgroups real() throws IOException {
    List<String> mounts =
        Files.exists(Path.of("/proc/mounts"))
            ? Files.readAllLines(Path.of("/proc/mounts"))
            : List.of();
    Optional<Path> mount =
        mounts.stream()
            .map(line -> line.split(" ", -1))
            .filter(words -> words[2].equals("cgroup2"))
            .map(words -> Path.of(words[1]))
            .filter(path -> Files.isWritable(path.resolve("cgroup.procs")))
            .findFirst();
    assumeTrue(mount.isPresent(), "no cgroup version 2 file system here that this user may write");
    return Cgroups.in(mount.orElseThrow());
  }

  private long pidIn(TaskLaunch task) {
    await().until(() -> log(task).endsWith("\n"));
    try {
      return Long.parseLong(log(task).strip());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void awaitGone(long pid) {
    await().until(() -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
  }

  @Test
  void whatLeftTheSessionEndsWithTheTask() throws Exception {
    Cgroups cgroups = real();
    TaskLaunch task = script("setsid sleep 600 & echo $!").launch();
    Running running = launch(task, cgroups);

    assertThat(running.await()).isEqualTo(Ending.exited(0));
    running.remove();

    awaitGone(pidIn(task));
    assertThat(Cgroups.of(workspaces.of(task.attempt())).orElseThrow().folder()).doesNotExist();
  }

  @Test
  void stoppingKillsWhatLeftTheSessionAndIgnoresSignals() throws Exception {
    Cgroups cgroups = real();
    TaskLaunch task =
        script("trap '' TERM; setsid sh -c 'trap \"\" TERM; sleep 600' & echo $!; sleep 600")
            .launch();
    Running running = launch(task, cgroups);
    long stray = pidIn(task);

    running.stop(Duration.ofMillis(100));

    assertThat(running.await()).matches(ending -> ((Ending.Exited) ending).killed());
    awaitGone(stray);
    running.remove();
  }

  @Test
  void aRestartedRunnerFindsTheGroupAgain() throws Exception {
    Cgroups cgroups = real();
    TaskLaunch task = script("setsid sleep 600 & echo $!; sleep 600").launch();
    launch(task, cgroups);
    long stray = pidIn(task);

    Running again =
        new ProcessLauncher(workspaces, folder, Cgroups.none())
            .attach(workspaces.of(task.attempt()))
            .orElseThrow();
    again.stop(Duration.ofSeconds(5));
    again.await();
    again.remove();

    awaitGone(stray);
  }
}
