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
import io.continuo.runner.launch.container.files.ContractFiles;
import io.continuo.runner.launch.container.files.ContractMount;
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
  private static final long LOOK_AT_LOGS_MS = 1_000;

  /** What a shell, and the init process of a container, say of a command that is not there. */
  private static final int NOT_FOUND = 127;

  private final DockerClient docker;
  private final String id;
  private final boolean mounted;
  private final Workspace workspace;
  private final Leftovers leftovers;
  private final ContainerLogs logs;
  private final ContainerNews news;
  private final Patience patience = Patience.endless();
  private Optional<ContainerNews.Life> life = Optional.empty();
  private boolean isOver;
  private Optional<Exit> exit = Optional.empty();
  private Optional<Ending> ending = Optional.empty();

  LaunchedContainer(
      DockerClient docker,
      Started container,
      Workspace workspace,
      Leftovers leftovers,
      ContainerNews news)
      throws IOException {
    this.docker = docker;
    this.id = container.id();
    this.mounted = container.mounted();
    this.workspace = workspace;
    this.leftovers = leftovers;
    this.news = news;
    this.logs = new ContainerLogs(docker, id, workspace);
  }

  /**
   * A container that was started, now or earlier.
   *
   * @param mounted whether the contract's folder is mounted into it
   */
  record Started(String id, boolean mounted) {

    static Started found(InspectContainerResponse container) {
      return new Started(container.getId(), ContractMount.isIn(container));
    }
  }

  @Override
  public AttemptId attempt() {
    return workspace.attempt();
  }

  /**
   * Its place is not free at its death already: what starts while the daemon takes down network and
   * mounts gains nothing by it ({@code adr/0007}).
   */
  @Override
  public void awaitExit(Runnable dying) throws InterruptedException {
    life().ifPresent(heard -> heard.afterDeath(dying));
    try {
      if (!isOver) {
        if (!waitOnce()) {
          exit = Optional.of(exit(true));
        }
        isOver = true;
      }
    } catch (NotFoundException _) {
      ending = Optional.of(removed());
      isOver = true;
    }
  }

  @Override
  public Ending await() throws InterruptedException {
    awaitExit(() -> {});
    if (ending.isEmpty()) {
      ending = Optional.of(end());
    }
    return ending.get();
  }

  private Optional<ContainerNews.Life> life() {
    life = life.or(() -> news.of(id));
    return life;
  }

  /**
   * How the container ended.
   *
   * @param looked what the daemon says of it; empty if all that matters was heard without asking
   * @param unheard whether it may have ended while the daemon was away
   */
  private record Exit(Optional<ContainerState> looked, boolean unheard) {

    /** By itself and with zero: of such an end nothing else is told. */
    static final Exit PLAIN = new Exit(Optional.empty(), false);
  }

  private boolean isPlain() {
    return life()
        .flatMap(ContainerNews.Life::death)
        .filter(ContainerNews.Death::isPlain)
        .isPresent();
  }

  private Exit exit(boolean wasAway) throws InterruptedException {
    boolean away = wasAway;
    while (true) {
      ContainerState state = inspect().getState();
      away |= patience.wasTried();
      if (!isUnderWay(state)) {
        return new Exit(Optional.of(state), away);
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MS);
      away = !waitOnce(); // it outlived an earlier outage, so its end will be its own
    }
  }

  private Ending end() throws InterruptedException {
    try {
      if (exit.isEmpty()) {
        exit = Optional.of(isPlain() ? Exit.PLAIN : exit(false));
      }
      return ended(exit.get());
    } catch (NotFoundException _) {
      return removed();
    } catch (IOException e) {
      return new Ending.Broken(
          Fault.PLATFORM,
          "cannot write the outputs into " + workspace.folder() + ": " + Workspace.reason(e));
    }
  }

  private Ending removed() {
    logs.abandon();
    return new Ending.Broken(
        Fault.PLATFORM, "the container was removed from its host while it ran");
  }

  private InspectContainerResponse inspect() throws InterruptedException {
    return patience.ask(() -> docker.inspectContainerCmd(id).exec());
  }

  private static boolean isUnderWay(ContainerState state) {
    return Boolean.TRUE.equals(state.getRunning()) || Boolean.TRUE.equals(state.getRestarting());
  }

  /** Returns when the container is said to have ended, true, or when the word broke off, false. */
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
      while (!wait.awaitCompletion(LOOK_AT_LOGS_MS, TimeUnit.MILLISECONDS)) {
        logs.goOn();
      }
    } catch (NotFoundException e) {
      throw e;
    } catch (RuntimeException | IOException _) {
      // the same as an answer that breaks off
    }
    return told.isDone();
  }

  private Ending ended(Exit exit) throws InterruptedException, IOException {
    Optional<ContainerState> state = exit.looked;
    int code = state.isEmpty() ? 0 : Math.toIntExact(state.get().getExitCodeLong());
    boolean stopped = workspace.has(STOPPED);
    Optional<String> logTrouble = logs.finish();
    if (logTrouble.isPresent()) {
      return new Ending.Broken(Fault.PLATFORM, logTrouble.get());
    }
    RememberedEnd end =
        stopped
            ? RememberedEnd.SIGNALLED
            : state.isEmpty() ? RememberedEnd.OWN : rememberedEnd(state.get());
    // A daemon that restarts ends its containers: then nothing they did is their own.
    boolean away = exit.unheard || patience.wasTried();
    if (!stopped && away && end != RememberedEnd.OWN) {
      return new Ending.Broken(
          Fault.PLATFORM,
          "the container ended (exit code %d) while the Docker daemon was away or restarted, so nobody can tell who ended it"
              .formatted(code));
    }
    boolean killed = end == RememberedEnd.SIGNALLED;
    if (!killed) {
      Optional<byte[]> outputs =
          mounted
              ? ContractMount.outputs(workspace)
              : patience.ask(() -> ContractFiles.copyOut(docker, id));
      if (outputs.isPresent()) {
        Files.write(workspace.outputs(), outputs.get());
      }
    }
    return new Ending.Exited(
        code, killed, state.isEmpty() ? Optional.empty() : message(state.get(), stopped, killed));
  }

  private RememberedEnd rememberedEnd(ContainerState state) throws InterruptedException {
    Optional<ContainerNews.Death> heard = life().flatMap(ContainerNews.Life::death);
    if (heard.isPresent()) {
      return heard.get().end();
    }
    RememberedEnd end = patience.ask(() -> RememberedEnd.of(docker, id, state));
    if (end == RememberedEnd.UNKNOWN) {
      inspect(); // what a daemon on its way out says breaks off as if that were all
    }
    return end;
  }

  private Optional<String> message(ContainerState state, boolean stopped, boolean killed)
      throws IOException {
    if (Boolean.TRUE.equals(state.getOOMKilled())) {
      return Optional.of("killed by the kernel: out of memory; raise resources.memory");
    }
    String error = state.getError();
    if (error != null && !error.isEmpty()) {
      return Optional.of(error);
    }
    if (state.getExitCodeLong() == NOT_FOUND) {
      return InitWords.notFound(workspace.log());
    }
    return killed && !stopped
        ? Optional.of("somebody else stopped the container")
        : Optional.empty();
  }

  @Override
  public void stop(Duration grace) throws InterruptedException {
    try {
      if (!isUnderWay(inspect().getState())) {
        return;
      }
      workspace.write(STOPPED, "");
      int seconds = (int) ((grace.toMillis() + 999) / 1000);
      patience.run(() -> docker.stopContainerCmd(id).withTimeout(seconds).exec(), grace);
    } catch (NotFoundException | NotModifiedException _) {
      // ended meanwhile
    } catch (IOException e) {
      throw new UncheckedIOException("cannot note the stop in " + workspace.folder(), e);
    }
  }

  @Override
  public void remove() throws InterruptedException {
    logs.abandon();
    leftovers.letGo(id, workspace.attempt());
    news.forget(id);
  }
}
