package io.continuo.runner.launch.container;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.BadRequestException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.NotModifiedException;
import com.github.dockerjava.api.model.Container;
import io.continuo.dispatch.TaskLaunch;
import io.continuo.id.AttemptId;
import io.continuo.runner.launch.LaunchException;
import io.continuo.runner.launch.Launcher;
import io.continuo.runner.launch.Room;
import io.continuo.runner.launch.RunnerSecrets;
import io.continuo.runner.launch.Running;
import io.continuo.runner.launch.Secrets;
import io.continuo.runner.launch.Workspace;
import io.continuo.runner.launch.Workspaces;
import io.continuo.runner.launch.container.LaunchedContainer.Started;
import io.continuo.runner.launch.container.files.ContractFiles;
import io.continuo.runner.launch.container.files.SecretFiles;
import io.continuo.runner.launch.container.spec.ContainerSettings;
import io.continuo.runner.launch.container.spec.ContainerSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs each attempt as one container, named and labelled from the attempt id. Logs travel through
 * the daemon's API, contract files through a mount or the API, so the daemon may be on another
 * host.
 */
public final class ContainerLauncher implements Launcher {
  private static final Logger LOG = LoggerFactory.getLogger(ContainerLauncher.class);

  private final DockerClient docker;
  private final String runner;
  private final String host;
  private final Patience patience;
  private final Creation creation;
  private final Leftovers leftovers;
  private final ContainerNews news;
  private final List<String> prepull;

  /** Where no setting refers to a secret. */
  ContainerLauncher(DockerClient docker, String runner, ContainerSettings settings) {
    this(docker, runner, settings, RunnerSecrets.NONE);
  }

  /**
   * @param runner who the containers belong to, on a daemon that serves several runners
   * @param secrets those that the settings refer to
   */
  ContainerLauncher(
      DockerClient docker, String runner, ContainerSettings settings, RunnerSecrets secrets) {
    this.docker = docker;
    this.runner = runner;
    this.host = settings.host().orElse("what DOCKER_HOST says, else unix:///var/run/docker.sock");
    this.patience = new Patience(settings.outage());
    this.creation = new Creation(docker, runner, settings, secrets);
    this.leftovers = new Leftovers(docker, runner, settings.keep());
    this.news = new ContainerNews(docker, runner);
    this.prepull = settings.prepull();
    prepull.forEach(this::prepull);
  }

  /** In its own time; a launch that needs the image meanwhile waits for the same pull. */
  private void prepull(String image) {
    Thread.ofVirtual()
        .name("prepull-" + image)
        .start(
            () -> {
              try {
                if (!patience.ask(() -> creation.pulls().isHere(image))) {
                  creation.pulls().pull(image, line -> LOG.info("{}", line));
                }
              } catch (LaunchException | IOException | RuntimeException e) {
                LOG.warn("cannot have image {} ready: {}", image, e.getMessage());
              } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
              }
            });
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
    return launch(task, workspace, secrets, () -> {});
  }

  @Override
  public Running launch(TaskLaunch task, Workspace workspace, Secrets secrets, Room room)
      throws LaunchException, InterruptedException {
    ContainerSpec spec = ContainerSpec.of(task, secrets);
    try {
      Optional<Started> created = creation.create(task, spec, workspace);
      room.enter();
      return created.isPresent() ? start(spec, created.get(), workspace) : resume(spec, workspace);
    } catch (Patience.DaemonAway e) {
      throw LaunchException.platform(DaemonWords.away(e, host), e);
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

  /** Takes up what an earlier launch, cut off anywhere, has left of the attempt. */
  private Running resume(ContainerSpec spec, Workspace workspace)
      throws LaunchException, InterruptedException, IOException {
    String name = name(workspace.attempt());
    InspectContainerResponse found = patience.ask(() -> docker.inspectContainerCmd(name).exec());
    return isCreated(found)
        ? start(spec, Started.found(found), workspace)
        : hold(Started.found(found), workspace);
  }

  private static boolean isCreated(InspectContainerResponse container) {
    return "created".equals(container.getState().getStatus());
  }

  private Running start(ContainerSpec spec, Started created, Workspace workspace)
      throws LaunchException, InterruptedException, IOException {
    String id = created.id();
    try {
      if (!created.mounted()) {
        patience.run(ContractFiles.copyIn(docker, id, workspace, spec.hasReadOnlyRoot()));
      }
      if (!spec.secretFiles().isEmpty()) {
        patience.run(SecretFiles.copyIn(docker, id, spec.secretFiles()));
      }
      startOnce(id);
    } catch (NotModifiedException _) {
      // started already, and only the answer was lost
    } catch (DockerException e) {
      throw notStartable(spec, id, e);
    }
    return hold(created, workspace);
  }

  private Running hold(Started container, Workspace workspace) throws IOException {
    return new LaunchedContainer(docker, container, workspace, leftovers, news);
  }

  /**
   * A start whose answer was lost may have happened, and its container ended: started again it
   * would run twice.
   */
  private void startOnce(String id) throws InterruptedException {
    AtomicBoolean asked = new AtomicBoolean();
    patience.run(
        () -> {
          if (!asked.getAndSet(true) || isCreated(docker.inspectContainerCmd(id).exec())) {
            docker.startContainerCmd(id).exec();
          }
        });
  }

  /** A container that cannot start is removed, so that the next attempt's trouble is its own. */
  private LaunchException notStartable(ContainerSpec spec, String id, DockerException e)
      throws InterruptedException {
    leftovers.remove(id);
    news.forget(id);
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
      if (isCreated(found)) {
        // A launch was cut off before the start: nothing ran, and nobody will go on with it.
        leftovers.remove(found.getId());
        return Optional.empty();
      }
      return Optional.of(
          workspace.isThere()
              ? hold(Started.found(found), workspace)
              : new Stray(docker, found.getId(), workspace.attempt(), leftovers));
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
                    .withLabelFilter(Map.of(Labels.RUNNER, runner))
                    .exec());
    Set<AttemptId> attempts = new HashSet<>();
    for (Container container : containers) {
      if (!Leftovers.isKept(container)) {
        Labels.attempt(container).ifPresent(attempts::add);
      }
    }
    return attempts;
  }

  /** Those that were asked to be ready, as far as they are. */
  @Override
  public List<String> images() throws InterruptedException {
    List<String> ready = new ArrayList<>();
    try {
      for (String image : prepull) {
        if (patience.ask(() -> creation.pulls().isHere(image))) {
          ready.add(image);
        }
      }
    } catch (Patience.DaemonAway e) {
      LOG.warn("cannot tell which images are ready: {}", DaemonWords.away(e, host));
    }
    return ready;
  }

  @Override
  public void sweep() throws InterruptedException {
    leftovers.sweep();
  }

  static String name(AttemptId attempt) {
    return "continuo_" + Workspaces.name(attempt);
  }

  @Override
  public void close() {
    news.close();
    DockerDaemon.closeQuietly(docker);
  }
}
