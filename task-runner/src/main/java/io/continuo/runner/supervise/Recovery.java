package io.continuo.runner.supervise;

import io.continuo.command.Ending;
import io.continuo.dispatch.TaskLaunch;
import io.continuo.runner.launch.Fault;
import io.continuo.runner.launch.LaunchException;
import io.continuo.runner.launch.Launcher;
import io.continuo.runner.launch.Running;
import io.continuo.runner.launch.Workspace;
import io.continuo.runner.launch.Workspaces;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * After a start: takes up what an earlier process of this runner left in its workspaces. Runs
 * before the first heartbeat, because that one tells the engine that everything not claimed anew is
 * lost.
 */
public final class Recovery {
  private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

  private final Workspaces workspaces;
  private final Map<String, Launcher> launchers;
  private final Supervisor supervisor;

  /** Waited for once only: what is not claimed anew in time is lost. */
  private boolean providersAway;

  public Recovery(Workspaces workspaces, Map<String, Launcher> launchers, Supervisor supervisor) {
    this.workspaces = workspaces;
    this.launchers = launchers;
    this.supervisor = supervisor;
  }

  /** Claims anew, durably, whatever still runs or was not reported; forgets the rest. */
  public void run() throws InterruptedException {
    workspaces.sweep();
    for (Workspace workspace : workspaces.list()) {
      try {
        recover(workspace);
      } catch (IOException | RuntimeException e) {
        LOG.warn(
            "{}: cannot be taken up again, the engine will send it anew", workspace.attempt(), e);
      }
    }
  }

  private void recover(Workspace workspace) throws IOException, InterruptedException {
    TaskLaunch task = workspace.task().orElseThrow();
    Optional<Launcher> launcher = Optional.ofNullable(launchers.get(task.type()));
    AttemptSecrets secrets = supervisor.secretsOf(task);
    Optional<Running> running =
        launcher.isPresent() ? attach(launcher.get(), workspace, secrets) : Optional.empty();
    Optional<Ending> ending = EndingFile.read(workspace);
    if (EndingFile.isReported(workspace)) {
      supervisor.run(workspace.attempt(), () -> shipRest(workspace, running, secrets));
      return;
    }
    if (running.isEmpty() && ending.isEmpty()) {
      forget(workspace, running);
      return;
    }
    Attempt attempt = new Attempt(task, workspace, launcher.orElseThrow(), secrets);
    supervisor.adopt(attempt);
    supervisor.desk().claim(task.attempt(), Optional.empty());
    supervisor.slots().force();
    if (ending.isPresent()) {
      LOG.info("{}: ended before the restart, reporting it now", task.attempt());
      running.ifPresent(attempt::hold);
      supervisor.settle(attempt, ending.get());
    } else {
      LOG.info("{}: attached again", task.attempt());
      supervisor.resume(attempt, running.orElseThrow());
    }
  }

  private Optional<Running> attach(Launcher launcher, Workspace workspace, AttemptSecrets secrets)
      throws InterruptedException {
    if (!providersAway) {
      try {
        return launcher.attach(workspace, secrets.resolve());
      } catch (LaunchException e) {
        providersAway = e.fault() == Fault.PLATFORM;
      }
    }
    return launcher.attach(workspace);
  }

  private void shipRest(Workspace workspace, Optional<Running> running, AttemptSecrets secrets)
      throws InterruptedException {
    LogTail tail = supervisor.tail(workspace, secrets);
    tail.complete(false);
    tail.run();
    forget(workspace, running);
  }

  private void forget(Workspace workspace, Optional<Running> running) throws InterruptedException {
    if (running.isPresent()) {
      running.get().remove();
    }
    try {
      workspaces.delete(workspace);
    } catch (IOException e) {
      LOG.warn("{}: cannot delete {}", workspace.attempt(), workspace.folder(), e);
    }
  }
}
