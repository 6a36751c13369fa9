package io.continuo.runner.launch.container;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import com.github.dockerjava.api.exception.BadRequestException;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import io.continuo.id.AttemptId;
import io.continuo.runner.launch.Workspaces;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ended containers that were reported: removed at once, or kept for a while under another name for
 * people to look at. Name and time of the end are the daemon's, so a restart forgets none, and the
 * time is compared with the daemon's own clock.
 */
final class Leftovers {
  private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);
  private static final String KEPT = "continuo-kept_";

  private final DockerClient docker;
  private final String runner;
  private final Duration keep;
  private final Patience patience = Patience.endless();

  Leftovers(DockerClient docker, String runner, Duration keep) {
    this.docker = docker;
    this.runner = runner;
    this.keep = keep;
  }

  /** Of a container whose end was reported, or that nobody wants. */
  void letGo(String id, AttemptId attempt) throws InterruptedException {
    try {
      if (keep.isPositive() && hasEnded(id)) {
        String name = KEPT + Workspaces.name(attempt);
        patience.run(() -> docker.renameContainerCmd(id).withName(name).exec());
      } else {
        remove(id);
      }
    } catch (NotFoundException | ConflictException | BadRequestException _) {
      // gone already, or renamed already
    }
  }

  private boolean hasEnded(String id) throws InterruptedException {
    ContainerState state = patience.ask(() -> docker.inspectContainerCmd(id).exec()).getState();
    return "exited".equals(state.getStatus());
  }

  /** Running or not; gone already is fine, and so is somebody else removing it now. */
  void remove(String id) throws InterruptedException {
    try {
      patience.run(
          () -> docker.removeContainerCmd(id).withForce(true).withRemoveVolumes(true).exec());
    } catch (NotFoundException | ConflictException _) {
      // it is, or is about to be, gone
    }
  }

  static boolean isKept(Container container) {
    String[] names = container.getNames();
    return names != null && names.length > 0 && names[0].startsWith("/" + KEPT);
  }

  /** Removes those that were kept long enough. */
  void sweep() throws InterruptedException {
    List<Container> kept =
        docker
            .listContainersCmd()
            .withShowAll(true)
            .withLabelFilter(Map.of(Labels.RUNNER, runner))
            .withNameFilter(List.of(KEPT))
            .exec();
    if (kept.isEmpty()) {
      return;
    }
    Instant now = RememberedEnd.time(docker.infoCmd().exec().getSystemTime());
    for (Container container : kept) {
      sweep(container.getId(), now);
    }
  }

  private void sweep(String id, Instant now) throws InterruptedException {
    try {
      ContainerState state = docker.inspectContainerCmd(id).exec().getState();
      Instant ended = RememberedEnd.time(state.getFinishedAt());
      if (!ended.plus(keep).isAfter(now)) {
        LOG.info("container {} was kept for {}, removing it", id, keep);
        remove(id);
      }
    } catch (NotFoundException _) {
      // somebody was faster
    }
  }
}
