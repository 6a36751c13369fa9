package io.continuo.runner.launch.container;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.NotModifiedException;
import com.github.dockerjava.api.model.WaitResponse;
import io.continuo.id.AttemptId;
import io.continuo.runner.launch.Ending;
import io.continuo.runner.launch.Fault;
import io.continuo.runner.launch.Running;
import io.continuo.runner.launch.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * One started container. A daemon that goes away is waited for; its container is looked up again
 * after that.
 */
final class LaunchedContainer implements Running {
  private static final String STOPPED = "stopped";
  private static final long LOOK_AGAIN_MS = 200;

  private final DockerClient docker;
  private final String id;
  private final Workspace workspace;
  private final ContainerLogs logs;
  private final Patience patience = Patience.endless();
  private Optional<Ending> ending = Optional.empty();
  private boolean interrupted;

  LaunchedContainer(DockerClient docker, String id, Workspace workspace) throws IOException {
    this.docker = docker;
    this.id = id;
    this.workspace = workspace;
    this.logs = new ContainerLogs(docker, id, workspace);
  }

  @Override
  public AttemptId attempt() {
    return workspace.attempt();
  }

  @Override
  public Ending await() throws InterruptedException {
    if (ending.isEmpty()) {
      ending = Optional.of(end());
    }
    return ending.get();
  }

  private Ending end() throws InterruptedException {
    try {
      boolean away = false;
      while (true) {
        away = !waitOnce() || away;
        InspectContainerResponse found = patience.ask(() -> docker.inspectContainerCmd(id).exec());
        ContainerState state = found.getState();
        if (!Boolean.TRUE.equals(state.getRunning())
            && !Boolean.TRUE.equals(state.getRestarting())) {
          return ended(found, away);
        }
        away = false; // it outlived the outage, so its end will be its own
        TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MS);
      }
    } catch (NotFoundException _) {
      logs.abandon();
      return new Ending.Broken(
          Fault.PLATFORM, "the container was removed from its host while it ran");
    } catch (IOException e) {
      return new Ending.Broken(
          Fault.PLATFORM,
          "cannot write the outputs into " + workspace.folder() + ": " + Workspace.reason(e));
    }
  }

  /** Returns when the container has ended, true, or when the daemon has gone away, false. */
  private boolean waitOnce() throws InterruptedException {
    var told = new CompletableFuture<WaitResponse>();
    var callback =
        new ResultCallback.Adapter<WaitResponse>() {
          @Override
          public void onNext(WaitResponse end) {
            told.complete(end);
          }
        };
    try (var wait = docker.waitContainerCmd(id).exec(callback)) {
      wait.awaitCompletion();
    } catch (NotFoundException e) {
      throw e;
    } catch (RuntimeException | IOException _) {
      // the same as an answer that breaks off
    }
    interrupted |= !told.isDone();
    return told.isDone();
  }

  private Ending ended(InspectContainerResponse found, boolean daemonWasAway)
      throws InterruptedException, IOException {
    ContainerState state = found.getState();
    int code = Math.toIntExact(state.getExitCodeLong());
    boolean stopped = workspace.has(STOPPED);
    Optional<String> logTrouble = logs.finish(interrupted);
    if (logTrouble.isPresent()) {
      return new Ending.Broken(Fault.PLATFORM, logTrouble.get());
    }
    if (daemonWasAway && !stopped) {
      return new Ending.Broken(
          Fault.PLATFORM,
          "the container ended (exit code %d) while the Docker daemon was away, so nobody can tell who ended it"
              .formatted(code));
    }
    boolean killed = stopped || (code == 0 && KillEvents.between(docker, id, state));
    if (!killed) {
      Optional<byte[]> outputs =
          ContractMount.isIn(found)
              ? ContractMount.outputs(workspace)
              : patience.ask(() -> ContractFiles.copyOut(docker, id));
      if (outputs.isPresent()) {
        Files.write(workspace.outputs(), outputs.get());
      }
    }
    return new Ending.Exited(code, killed, message(state, stopped, killed));
  }

  private static Optional<String> message(ContainerState state, boolean stopped, boolean killed) {
    if (Boolean.TRUE.equals(state.getOOMKilled())) {
      return Optional.of("killed by the kernel: out of memory; raise resources.memory");
    }
    String error = state.getError();
    if (error != null && !error.isEmpty()) {
      return Optional.of(error);
    }
    return killed && !stopped
        ? Optional.of("somebody else stopped the container")
        : Optional.empty();
  }

  @Override
  public void stop(Duration grace) throws InterruptedException {
    try {
      ContainerState state = patience.ask(() -> docker.inspectContainerCmd(id).exec()).getState();
      if (!Boolean.TRUE.equals(state.getRunning())) {
        return;
      }
      workspace.write(STOPPED, "");
      int seconds = (int) ((grace.toMillis() + 999) / 1000);
      patience.run(() -> docker.stopContainerCmd(id).withTimeout(seconds).exec());
    } catch (NotFoundException | NotModifiedException _) {
      // ended meanwhile
    } catch (IOException e) {
      throw new UncheckedIOException("cannot note the stop in " + workspace.folder(), e);
    }
  }

  @Override
  public void remove() throws InterruptedException {
    logs.abandon();
    try {
      patience.run(
          () -> docker.removeContainerCmd(id).withForce(true).withRemoveVolumes(true).exec());
    } catch (NotFoundException _) {
      // gone already
    }
  }
}
