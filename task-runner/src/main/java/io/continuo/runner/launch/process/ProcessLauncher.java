package io.continuo.runner.launch.process;

import io.continuo.dispatch.TaskLaunch;
import io.continuo.id.AttemptId;
import io.continuo.runner.launch.CappedLog;
import io.continuo.runner.launch.LaunchException;
import io.continuo.runner.launch.Launcher;
import io.continuo.runner.launch.Running;
import io.continuo.runner.launch.Secrets;
import io.continuo.runner.launch.Spec;
import io.continuo.runner.launch.TaskEnvironment;
import io.continuo.runner.launch.Workspace;
import io.continuo.runner.launch.Workspaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Runs {@code command} with {@code env} in {@code workdir} as a process of this machine. A small
 * shell wrapper makes it independent of the runner: killed or restarted, the runner finds it again
 * by its workspace.
 *
 * <p>A relative {@code workdir} is resolved against, and an absent one is, the base folder. The
 * task inherits the runner's environment except for the {@code CONTINUO_} variables, which may hold
 * the runner's credentials. Where the runner has control groups, each task gets one: its resources
 * are bounded, and nothing of it outlives it.
 */
public final class ProcessLauncher implements Launcher {
  private final Workspaces workspaces;
  private final Path baseFolder;
  private final Cgroups cgroups;

  /** One for each attempt, however often it is attached to: two would disturb each other. */
  private final Map<AttemptId, ProcessLogs> logs = new ConcurrentHashMap<>();

  ProcessLauncher(Workspaces workspaces, Path baseFolder, Cgroups cgroups) {
    this.workspaces = workspaces;
    this.cgroups = cgroups;
    this.baseFolder = baseFolder.toAbsolutePath();
  }

  @Override
  public String type() {
    return "process";
  }

  @Override
  public boolean claimFirst() {
    return true; // a killed broker forgets that it delivered the task before: it would run twice
  }

  @Override
  public Running launch(TaskLaunch task, Workspace workspace, Secrets secrets)
      throws LaunchException, InterruptedException {
    Optional<Running> before = attach(workspace);
    if (before.isPresent()) {
      return before.get();
    }
    if (!secrets.files().isEmpty()) {
      throw LaunchException.user(
          "a process has no files of its own, as the task's secrets %s need: write env: NAME, or make it a container"
              .formatted(secrets.files().keySet()));
    }
    Spec spec = Spec.of(task.spec());
    List<String> command = spec.texts("command");
    if (command.isEmpty()) {
      throw spec.wrong("command", "is missing: give a list such as [python3, extract.py]");
    }
    ProcessBuilder builder =
        new ProcessBuilder(
            Session.leader(workspace.folder(), bounded(workspace, Bounds.of(spec)), command));
    builder.directory(workdir(spec).toFile());
    replaceContract(
        builder.environment(),
        TaskEnvironment.of(task, workspace.inputs().toString(), workspace.outputs().toString()));
    builder.environment().putAll(secrets.env());
    builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.redirectError(workspace.folder().resolve("wrapper.log").toFile());
    try {
      Process wrapper = builder.start();
      awaitNote(wrapper, workspace);
      return new LaunchedProcess(workspace, wrapper, command.getFirst(), logsOf(workspace));
    } catch (IOException e) {
      throw LaunchException.platform("cannot start a process on this runner: " + e.getMessage(), e);
    }
  }

  /** Without its note the next process of this runner would not find it again. */
  private static void awaitNote(Process wrapper, Workspace workspace) throws InterruptedException {
    while (wrapper.isAlive() && !workspace.has(PidFile.NAME)) {
      TimeUnit.MILLISECONDS.sleep(1);
    }
  }

  /**
   * The words that bound the task. What this runner cannot keep is told in the task's log, and the
   * task runs: whoever needs a promise needs a container.
   */
  private List<String> bounded(Workspace workspace, Bounds bounds) throws LaunchException {
    try {
      Optional<Cgroup> cgroup = cgroups.make(workspace);
      List<String> missed = new ArrayList<>(bounds.names());
      List<String> words = new ArrayList<>();
      if (cgroup.isPresent()) {
        missed = bounds.setIn(cgroup.get());
        words.addAll(Bounds.joining(cgroup.get()));
      }
      if (missed.remove("memory")) {
        words.addAll(bounds.limiting());
      }
      if (!missed.isEmpty()) {
        CappedLog.note(
            workspace.log(),
            "[continuo: this runner does not bound %s of a process: it has no cgroup for that]"
                .formatted(String.join(" and ", missed)));
      }
      return words;
    } catch (IOException e) {
      throw LaunchException.platform(
          "cannot bound the task's resources on this runner: " + Workspace.reason(e), e);
    }
  }

  private Path workdir(Spec spec) throws LaunchException {
    Path folder = baseFolder.resolve(spec.optionalText("workdir").orElse(""));
    if (!Files.isDirectory(folder)) {
      throw spec.wrong("workdir", "is not a folder on this runner: " + folder);
    }
    return folder;
  }

  private static void replaceContract(
      Map<String, String> environment, Map<String, String> contract) {
    environment.keySet().removeIf(name -> name.startsWith("CONTINUO_"));
    environment.putAll(contract);
  }

  @Override
  public Optional<Running> attach(Workspace workspace) {
    Optional<ProcessHandle> handle = PidFile.alive(workspace);
    if (handle.isEmpty() && !workspace.has(PidFile.NAME)) {
      return Optional.empty();
    }
    return Optional.of(
        new LaunchedProcess(workspace, handle, commandName(workspace), logsOf(workspace)));
  }

  private ProcessLogs logsOf(Workspace workspace) {
    return logs.computeIfAbsent(
        workspace.attempt(), attempt -> ProcessLogs.follow(workspace, () -> logs.remove(attempt)));
  }

  private static String commandName(Workspace workspace) {
    try {
      Optional<TaskLaunch> task = workspace.task();
      List<String> command =
          task.isEmpty() ? List.of() : Spec.of(task.get().spec()).texts("command");
      return command.isEmpty() ? "" : command.getFirst();
    } catch (IOException | LaunchException e) {
      return ""; // only a name for messages
    }
  }

  @Override
  public Set<AttemptId> present() {
    List<Workspace> alive = new ArrayList<>(workspaces.list());
    alive.removeIf(workspace -> PidFile.alive(workspace).isEmpty());
    Set<AttemptId> attempts = new HashSet<>();
    alive.forEach(workspace -> attempts.add(workspace.attempt()));
    return attempts;
  }

  @Override
  public void close() {
    try {
      for (ProcessLogs each : List.copyOf(logs.values())) {
        each.abandon();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
