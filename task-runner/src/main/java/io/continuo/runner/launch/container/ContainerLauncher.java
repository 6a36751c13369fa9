package io.continuo.runner.launch.container;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.BadRequestException;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.DockerClientException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.NotModifiedException;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.api.model.PullResponseItem;
import io.continuo.dispatch.TaskLaunch;
import io.continuo.id.AttemptId;
import io.continuo.runner.launch.LaunchException;
import io.continuo.runner.launch.Launcher;
import io.continuo.runner.launch.Running;
import io.continuo.runner.launch.Secrets;
import io.continuo.runner.launch.Workspace;
import io.continuo.runner.launch.Workspaces;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs each attempt as one container, named and labelled from the attempt id. Logs travel through
 * the daemon's API, contract files through a mount or the API, so the daemon may be on another
 * host.
 */
public final class ContainerLauncher implements Launcher {
  private static final Logger LOG = LoggerFactory.getLogger(ContainerLauncher.class);
  private static final String ATTEMPT_LABEL = "io.continuo.attempt";
  private static final String RUNNER_LABEL = "io.continuo.runner";

  private final DockerClient docker;
  private final String runner;
  private final Patience patience;

  /** Whether the daemon sees this machine's files, as far as is known. */
  private volatile boolean mounts;

  /**
   * @param runner who the containers belong to, on a daemon that serves several runners
   * @param patience how long the daemon may be away before a launch gives up; a running container
   *     is waited for longer
   */
  public ContainerLauncher(DockerClient docker, String runner, Duration patience) {
    this(docker, runner, patience, ContractMount.isPossible());
  }

  ContainerLauncher(DockerClient docker, String runner, Duration patience, boolean mounts) {
    this.docker = docker;
    this.runner = runner;
    this.patience = new Patience(patience);
    this.mounts = mounts;
  }

  @Override
  public String type() {
    return "container";
  }

  @Override
  public boolean claimFirst() {
    return true; // one hop is nothing beside a container's start
  }

  @Override
  public Running launch(TaskLaunch task, Workspace workspace, Secrets secrets)
      throws LaunchException, InterruptedException {
    ContainerSpec spec = ContainerSpec.of(task, secrets);
    try {
      Optional<Created> created = create(spec, workspace);
      return created.isPresent() ? start(spec, created.get(), workspace) : resume(spec, workspace);
    } catch (Patience.DaemonAway e) {
      throw LaunchException.platform(DaemonWords.in(e), e);
    } catch (BadRequestException e) {
      throw LaunchException.user("the daemon refuses the container: " + DaemonWords.in(e));
    } catch (DockerException e) {
      throw LaunchException.platform(
          "the daemon cannot start the container: " + DaemonWords.in(e), e);
    } catch (IOException e) {
      throw LaunchException.platform(
          "cannot use the workspace " + workspace.folder() + ": " + Workspace.reason(e), e);
    }
  }

  /**
   * A container that has not started yet.
   *
   * @param mounted whether the contract's folder is mounted into it
   */
  private record Created(String id, boolean mounted) {}

  /** Empty when an earlier launch of the same attempt has created the container. */
  private Optional<Created> create(ContainerSpec spec, Workspace workspace)
      throws LaunchException, InterruptedException, IOException {
    boolean mounted = mounts;
    var labels = Map.of(ATTEMPT_LABEL, workspace.attempt().toString(), RUNNER_LABEL, runner);
    List<Mount> contract = mounted ? List.of(ContractMount.prepare(workspace)) : List.of();
    var create = spec.create(docker, name(workspace.attempt()), labels, contract);
    try {
      return Optional.of(new Created(patience.ask(create::exec).getId(), mounted));
    } catch (ConflictException _) {
      return Optional.empty();
    } catch (NotFoundException _) {
      pull(spec.image());
      return Optional.of(new Created(patience.ask(create::exec).getId(), mounted));
    } catch (BadRequestException e) {
      if (mounted && DaemonWords.in(e).contains("mount")) {
        LOG.info("the daemon has no access to {}: files are copied", workspace.folder());
        mounts = false;
        return create(spec, workspace);
      }
      throw e;
    }
  }

  private void pull(String image) throws LaunchException, InterruptedException {
    boolean tagged = image.contains("@") || image.lastIndexOf(':') > image.lastIndexOf('/');
    try (ResultCallback.Adapter<PullResponseItem> pull =
        docker.pullImageCmd(tagged ? image : image + ":latest").start()) {
      pull.awaitCompletion();
    } catch (DockerException | DockerClientException | IOException e) {
      throw LaunchException.platform(
          "image '%s' is not on the runner's host and cannot be pulled: %s; check its name and tag, and the registry's credentials"
              .formatted(image, DaemonWords.in(e)),
          e);
    }
  }

  /** Takes up what an earlier launch, cut off anywhere, has left of the attempt. */
  private Running resume(ContainerSpec spec, Workspace workspace)
      throws LaunchException, InterruptedException, IOException {
    String name = name(workspace.attempt());
    InspectContainerResponse found = patience.ask(() -> docker.inspectContainerCmd(name).exec());
    return "created".equals(found.getState().getStatus())
        ? start(spec, new Created(found.getId(), ContractMount.isIn(found)), workspace)
        : new LaunchedContainer(docker, found.getId(), workspace);
  }

  private Running start(ContainerSpec spec, Created created, Workspace workspace)
      throws LaunchException, InterruptedException, IOException {
    String id = created.id();
    try {
      if (!created.mounted()) {
        byte[] contract = ContractFiles.archive(workspace);
        patience.run(() -> ContractFiles.copyIn(docker, id, contract));
      }
      if (!spec.secretFiles().isEmpty()) {
        byte[] files = SecretFiles.archive(spec.secretFiles());
        patience.run(() -> ContractFiles.copyIn(docker, id, files));
      }
      patience.run(() -> docker.startContainerCmd(id).exec());
    } catch (NotModifiedException _) {
      // started already, and only the answer was lost
    } catch (DockerException e) {
      throw notStartable(spec, id, e);
    }
    return new LaunchedContainer(docker, id, workspace);
  }

  /** A container that cannot start is removed, so that the next attempt's trouble is its own. */
  private LaunchException notStartable(ContainerSpec spec, String id, DockerException e) {
    docker.removeContainerCmd(id).withForce(true).exec();
    String words = DaemonWords.in(e);
    boolean commandsFault =
        List.of(
                "executable file not found",
                "no such file or directory",
                "permission denied",
                "is a directory")
            .stream()
            .anyMatch(words::contains);
    return commandsFault
        ? LaunchException.user(
            "the command of image '" + spec.image() + "' cannot be run: " + words)
        : LaunchException.platform("the daemon cannot start the container: " + words, e);
  }

  @Override
  public Optional<Running> attach(Workspace workspace) throws InterruptedException {
    try {
      var found = patience.ask(() -> docker.inspectContainerCmd(name(workspace.attempt())).exec());
      if (!"created".equals(found.getState().getStatus())) {
        return Optional.of(new LaunchedContainer(docker, found.getId(), workspace));
      }
      // A launch was cut off before the start: nothing ran, and nobody will go on with it.
      patience.run(() -> docker.removeContainerCmd(found.getId()).withForce(true).exec());
      return Optional.empty();
    } catch (NotFoundException _) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot open the logs in " + workspace.folder(), e);
    }
  }

  @Override
  public Set<AttemptId> present() throws InterruptedException {
    List<Container> containers =
        patience.ask(
            () ->
                docker
                    .listContainersCmd()
                    .withShowAll(true)
                    .withLabelFilter(Map.of(RUNNER_LABEL, runner))
                    .exec());
    Set<AttemptId> attempts = new HashSet<>();
    for (Container container : containers) {
      attempts.add(AttemptId.parse(Objects.toString(container.getLabels().get(ATTEMPT_LABEL))));
    }
    return attempts;
  }

  static String name(AttemptId attempt) {
    return "continuo_" + Workspaces.name(attempt);
  }

  @Override
  public void close() {
    DockerDaemon.closeQuietly(docker);
  }
}
