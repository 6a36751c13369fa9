package io.continuo.runner.supervise;

import io.continuo.id.AttemptId;
import io.continuo.runner.launch.Launcher;
import io.continuo.runner.launch.Running;
import io.continuo.runner.launch.Workspace;
import io.continuo.runner.launch.Workspaces;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares what really is there with what the supervisor believes. What nobody here answers for is
 * stopped; what is believed to run and is missing twice in a row is given up.
 */
public final class Reconciler {
  private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);
  private static final Duration STRAY_GRACE = Duration.ofSeconds(10);

  private final Workspaces workspaces;
  private final Collection<Launcher> launchers;
  private final Supervisor supervisor;
  private Set<AttemptId> missingBefore = Set.of();
  private Set<AttemptId> strayBefore = Set.of();

  public Reconciler(Workspaces workspaces, Collection<Launcher> launchers, Supervisor supervisor) {
    this.workspaces = workspaces;
    this.launchers = launchers;
    this.supervisor = supervisor;
  }

  /** One comparison; a launcher that cannot tell is left out of it. */
  public void compare() throws InterruptedException {
    Set<AttemptId> missing = new HashSet<>();
    Set<AttemptId> stray = new HashSet<>();
    for (Launcher launcher : launchers) {
      try {
        compare(launcher, missing, stray);
        launcher.sweep();
      } catch (RuntimeException e) {
        LOG.warn("launcher '{}' cannot tell what runs: {}", launcher.type(), e.toString());
      }
    }
    missingBefore = missing;
    strayBefore = stray;
  }

  private void compare(Launcher launcher, Set<AttemptId> missing, Set<AttemptId> stray)
      throws InterruptedException {
    // Believed first, then looked: what is launched in between is no surprise either way.
    Set<AttemptId> believed = new HashSet<>();
    supervisor.attempts().stream()
        .filter(attempt -> attempt.launcher().type().equals(launcher.type()) && attempt.isRunning())
        .forEach(attempt -> believed.add(attempt.task().attempt()));
    Set<AttemptId> present = launcher.present();
    for (AttemptId id : present) {
      if (!supervisor.knows(id)) {
        stray.add(id);
        if (strayBefore.contains(id)) {
          supervisor.run(id, () -> sendAway(launcher, id));
        }
      }
    }
    believed.removeAll(present);
    for (AttemptId id : believed) {
      missing.add(id);
      if (missingBefore.contains(id)) {
        LOG.warn("{}: launcher '{}' no longer knows it, giving it up", id, launcher.type());
        supervisor.attempts().stream()
            .filter(a -> a.task().attempt().equals(id))
            .forEach(Attempt::vanish);
      }
    }
  }

  private void sendAway(Launcher launcher, AttemptId id) throws InterruptedException {
    Workspace workspace = workspaces.of(id);
    LOG.warn("{}: nobody here answers for it, stopping it", id);
    Optional<Running> running = launcher.attach(workspace);
    if (running.isPresent()) {
      running.get().stop(STRAY_GRACE);
      running.get().remove();
    }
    try {
      workspaces.delete(workspace);
    } catch (IOException e) {
      LOG.warn("{}: cannot delete {}", id, workspace.folder(), e);
    }
  }
}
