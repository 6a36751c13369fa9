package acme.archive;

import io.continuo.dispatch.TaskLaunch;
import io.continuo.id.AttemptId;
import io.continuo.runner.launch.LaunchException;
import io.continuo.runner.launch.Launcher;
import io.continuo.runner.launch.Running;
import io.continuo.runner.launch.Secrets;
import io.continuo.runner.launch.Workspace;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Packs within the runner's own process. Nothing of it outlives that: after a restart there is
 * nothing to attach to, and the engine sends the attempt again.
 */
final class ArchiveLauncher implements Launcher {
  private final Path folder;
  private final Map<AttemptId, ArchiveRun> runs = new ConcurrentHashMap<>();

  ArchiveLauncher(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  @Override
  public String type() {
    return ArchiveLauncherFactory.TYPE;
  }

  @Override
  public boolean claimFirst() {
    return true; // two attempts must not write one file
  }

  @Override
  public Running launch(TaskLaunch task, Workspace workspace, Secrets secrets)
      throws LaunchException {
    ArchiveSpec spec = ArchiveSpec.of(task, folder);
    return runs.computeIfAbsent(
        task.attempt(),
        attempt -> ArchiveRun.start(task, spec, workspace, () -> runs.remove(attempt)));
  }

  @Override
  public Optional<Running> attach(Workspace workspace) {
    return Optional.ofNullable(runs.get(workspace.attempt()));
  }

  @Override
  public Set<AttemptId> present() {
    return Set.copyOf(runs.keySet());
  }

  @Override
  public void close() {}
}
