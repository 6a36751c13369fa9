package io.continuo.runner.supervise;

import io.continuo.dispatch.TaskLaunch;
import io.continuo.id.AttemptId;
import io.continuo.runner.launch.Ending;
import io.continuo.runner.launch.Launcher;
import io.continuo.runner.launch.Room;
import io.continuo.runner.launch.Running;
import io.continuo.runner.launch.Secrets;
import io.continuo.runner.launch.Workspace;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;

/** Launches what ends when the test says so. */
final class ScriptedLauncher implements Launcher {
  final Map<AttemptId, Scripted> launched = new ConcurrentHashMap<>();

  /** Attempts that it denies having, as if somebody had removed them. */
  final Set<AttemptId> hidden = ConcurrentHashMap.newKeySet();

  /** Whether another runner could take over what it launched. */
  volatile boolean adoptable;

  @Override
  public boolean adoptable() {
    return adoptable;
  }

  final Map<AttemptId, Secrets> given = new ConcurrentHashMap<>();

  /** Those that an attempt was launched with. */
  Secrets secrets(AttemptId attempt) {
    return given.getOrDefault(attempt, Secrets.NONE);
  }

  @Override
  public String type() {
    return "scripted";
  }

  @Override
  public Running launch(TaskLaunch task, Workspace workspace, Secrets secrets) {
    given.put(task.attempt(), secrets);
    return launched.computeIfAbsent(task.attempt(), Scripted::new);
  }

  /** What has to be ready before anything is launched, as an image has to be. */
  volatile CountDownLatch ready = new CountDownLatch(0);

  final Set<AttemptId> preparing = ConcurrentHashMap.newKeySet();

  @Override
  public Running launch(TaskLaunch task, Workspace workspace, Secrets secrets, Room room)
      throws InterruptedException {
    preparing.add(task.attempt());
    ready.await();
    room.enter();
    return launch(task, workspace, secrets);
  }

  /** Whether nobody answers who could tell what there is. */
  volatile boolean away;

  @Override
  public Optional<Running> attach(Workspace workspace) {
    if (away) {
      throw new IllegalStateException("the daemon is away");
    }
    return Optional.ofNullable(launched.get(workspace.attempt()));
  }

  @Override
  public Optional<Running> attach(Workspace workspace, Secrets secrets) {
    given.put(workspace.attempt(), secrets);
    return attach(workspace);
  }

  @Override
  public Set<AttemptId> present() {
    Set<AttemptId> present = new HashSet<>(launched.keySet());
    present.removeAll(hidden);
    return present;
  }

  @Override
  public void close() {}

  final class Scripted implements Running {
    final CompletableFuture<Ending> end = new CompletableFuture<>();

    /** Its program has ended, though its place is not cleared away yet. */
    final CompletableFuture<Boolean> death = new CompletableFuture<>();

    /** Nothing of it runs any more, though its end is not known yet. */
    final CompletableFuture<Boolean> exit = new CompletableFuture<>();

    private final AttemptId attempt;

    Scripted(AttemptId attempt) {
      this.attempt = attempt;
    }

    @Override
    public AttemptId attempt() {
      return attempt;
    }

    /** Whether an interrupt shows as a file channel's exception, as it does for real launchers. */
    volatile boolean readsFiles;

    @Override
    public void awaitExit(Runnable dying) throws InterruptedException {
      var _ = death.thenRun(dying);
      var _ = end.whenComplete((ending, failure) -> exit.complete(true));
      get(exit);
    }

    @Override
    public Ending await() throws InterruptedException {
      return get(end);
    }

    private <T> T get(CompletableFuture<T> future) throws InterruptedException {
      try {
        return future.get();
      } catch (InterruptedException e) {
        if (readsFiles) {
          Thread.currentThread().interrupt();
          throw new UncheckedIOException(
              "cannot read the exit code", new ClosedByInterruptException());
        }
        throw e;
      } catch (ExecutionException e) {
        throw new IllegalStateException(e.getCause());
      }
    }

    /** Whether stopping it changes nothing. */
    volatile boolean stubborn;

    volatile boolean stopped;

    @Override
    public void stop(Duration grace) {
      stopped = true;
      if (stubborn) {
        return;
      }
      end.complete(new Ending.Exited(0, true, Optional.empty()));
    }

    /** Whether it cannot be removed. */
    volatile boolean sticks;

    @Override
    public void remove() {
      if (sticks) {
        throw new IllegalStateException("device or resource busy");
      }
      launched.remove(attempt);
    }
  }
}
