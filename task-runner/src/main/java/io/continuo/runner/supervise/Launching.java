package io.continuo.runner.supervise;

import io.continuo.dispatch.TaskLaunch;
import io.continuo.runner.launch.LaunchException;
import io.continuo.runner.launch.Launcher;
import io.continuo.runner.launch.Room;
import io.continuo.runner.launch.Running;
import io.continuo.runner.launch.Workspace;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The launch of one attempt. Until it enters its slot nothing of it runs, though an image may be
 * pulled for minutes: a stop then cuts the launch off. After that a stop has something to stop.
 */
final class Launching {
  private static final Logger LOG = LoggerFactory.getLogger(Launching.class);

  private final TaskLaunch task;
  private final Workspace workspace;
  private final Launcher launcher;
  private final AttemptSecrets secrets;

  /** The thread that may be interrupted. */
  private Optional<Thread> preparing = Optional.empty();

  private boolean cutOff;

  Launching(TaskLaunch task, Workspace workspace, Launcher launcher, AttemptSecrets secrets) {
    this.task = task;
    this.workspace = workspace;
    this.launcher = launcher;
    this.secrets = secrets;
  }

  /** What runs now; empty when a stop came before anything did. */
  Optional<Running> run(Slot slot) throws LaunchException, InterruptedException {
    if (!begin()) {
      return Optional.empty();
    }
    Room room =
        () -> {
          slot.enter();
          enter();
        };
    try {
      workspace.prepare(task);
      return Optional.of(launcher.launch(task, workspace, secrets.resolve(), room));
    } catch (LaunchException | InterruptedException | RuntimeException e) {
      if (!wasCutOff()) {
        throw e;
      }
      LOG.info("{}: stopped before it was launched", task.attempt());
      return left();
    }
  }

  /** Nothing, once the launcher has removed what was got ready. */
  private Optional<Running> left() throws InterruptedException {
    try {
      return launcher.attach(workspace);
    } catch (RuntimeException e) {
      String why = secrets.mask().text(e.toString());
      LOG.warn("{}: what was got ready is left to the reconciler: {}", task.attempt(), why);
      return Optional.empty();
    }
  }

  /** Does nothing once it has entered. */
  synchronized void cutOff() {
    cutOff = true;
    preparing.ifPresent(Thread::interrupt);
  }

  private synchronized boolean begin() {
    preparing = Optional.of(Thread.currentThread()).filter(_ -> !cutOff);
    return !cutOff;
  }

  private synchronized void enter() throws InterruptedException {
    if (cutOff) {
      throw new InterruptedException("stopped before it was launched");
    }
    preparing = Optional.empty();
  }

  /** Whether a stop led here, whose interrupt has then done its work; from now on none comes. */
  private synchronized boolean wasCutOff() {
    boolean was = cutOff && preparing.isPresent();
    preparing = Optional.empty();
    if (was) {
      Thread.interrupted();
    }
    return was;
  }
}
