package io.continuo.runner.launch.container;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.exception.BadRequestException;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Mount;
import io.continuo.dispatch.TaskLaunch;
import io.continuo.runner.launch.LaunchException;
import io.continuo.runner.launch.RunnerSecrets;
import io.continuo.runner.launch.Workspace;
import io.continuo.runner.launch.container.LaunchedContainer.Started;
import io.continuo.runner.launch.container.files.ContractMount;
import io.continuo.runner.launch.container.login.RegistryLogins;
import io.continuo.runner.launch.container.spec.ContainerSettings;
import io.continuo.runner.launch.container.spec.ContainerSpec;
import io.continuo.runner.launch.container.spec.PullPolicy;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates the containers of attempts, with their images. */
final class Creation {
  private static final Logger LOG = LoggerFactory.getLogger(Creation.class);

  private final DockerClient docker;
  private final String runner;
  private final ContainerSettings settings;
  private final ImagePulls pulls;
  private final Patience patience;

  /** Whether the daemon sees this machine's files, as far as is known. */
  private volatile boolean mounts;

  Creation(DockerClient docker, String runner, ContainerSettings settings, RunnerSecrets secrets) {
    this.docker = docker;
    this.runner = runner;
    this.settings = settings;
    this.pulls =
        new ImagePulls(
            docker,
            new RegistryLogins(settings.registries(), secrets, DockerDaemon.credentialHelpers()),
            settings.pullSilence());
    this.patience = new Patience(settings.outage());
    this.mounts = settings.mounts();
  }

  ImagePulls pulls() {
    return pulls;
  }

  /** Empty when an earlier launch of the same attempt has created the container. */
  Optional<Started> create(TaskLaunch task, ContainerSpec spec, Workspace workspace)
      throws LaunchException, InterruptedException, IOException {
    if (spec.pull() == PullPolicy.ALWAYS) {
      pull(spec, workspace);
    }
    boolean mounted = mounts;
    CreateContainerCmd create = command(task, spec, workspace, mounted);
    try {
      return created(create, mounted);
    } catch (NotFoundException e) {
      fetch(spec, workspace, e);
      return created(create, mounted);
    } catch (BadRequestException e) {
      if (mounted && DaemonWords.in(e).contains(workspace.folder().toString())) {
        LOG.info("the daemon has no access to {}: files are copied", workspace.folder());
        mounts = false;
        return created(command(task, spec, workspace, false), false);
      }
      throw e;
    }
  }

  private CreateContainerCmd command(
      TaskLaunch task, ContainerSpec spec, Workspace workspace, boolean mounted)
      throws LaunchException, IOException {
    List<Mount> contract = mounted ? List.of(ContractMount.prepare(workspace)) : List.of();
    return spec.create(docker, settings, contract)
        .withName(ContainerLauncher.name(task.attempt()))
        .withLabels(Labels.of(task, runner));
  }

  private Optional<Started> created(CreateContainerCmd create, boolean mounted)
      throws InterruptedException {
    try {
      return Optional.of(new Started(patience.ask(() -> create.exec().getId()), mounted));
    } catch (ConflictException _) {
      return Optional.empty();
    }
  }

  /**
   * @param missing the daemon's answer that something is not there
   */
  private void fetch(ContainerSpec spec, Workspace workspace, NotFoundException missing)
      throws LaunchException, InterruptedException, IOException {
    if (spec.pull() == PullPolicy.NEVER) {
      throw LaunchException.platform(
          "image '%s' is not on the runner's host, and the task's 'pull' is never (%s): load it there, or let it be pulled"
              .formatted(spec.image(), DaemonWords.in(missing)));
    }
    pull(spec, workspace);
  }

  private void pull(ContainerSpec spec, Workspace workspace)
      throws LaunchException, InterruptedException, IOException {
    pulls.pull(spec.image(), line -> PullNotes.add(workspace, line));
  }
}
