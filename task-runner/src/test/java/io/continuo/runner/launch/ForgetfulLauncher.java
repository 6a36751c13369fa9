package io.continuo.runner.launch;

import io.continuo.dispatch.TaskLaunch;
import io.continuo.id.AttemptId;
import io.continuo.runner.launch.ForgetfulWorld.AnswerLost;
import io.continuo.runner.launch.ForgetfulWorld.Event;
import io.continuo.runner.launch.ForgetfulWorld.Snapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A launcher as it should be over a world that cannot be relied on: an event only makes it look
 * again, what it sees then is true, and it looks now and then without one. Made {@linkplain
 * #trusting to trust events}, it shows that the contract finds out those who do.
 */
final class ForgetfulLauncher implements Launcher, ForgetfulWorld.Listener {
  private static final String STOPPED = "stopped";
  private static final long LOOK_AGAIN_MS = 2;

  private final ForgetfulWorld world;
  private final boolean trusting;
  private final Map<AttemptId, Semaphore> dirty = new ConcurrentHashMap<>();
  private final Map<AttemptId, Event> last = new ConcurrentHashMap<>();

  private ForgetfulLauncher(ForgetfulWorld world, boolean trusting) {
    this.world = world;
    this.trusting = trusting;
    world.listen(this);
  }

  static ForgetfulLauncher over(ForgetfulWorld world) {
    return new ForgetfulLauncher(world, false);
  }

  /** One that takes the last event for how things are. */
  static ForgetfulLauncher trusting(ForgetfulWorld world) {
    return new ForgetfulLauncher(world, true);
  }

  @Override
  public void hear(Event event) {
    last.put(event.attempt(), event);
    dirty(event.attempt()).release();
  }

  private Semaphore dirty(AttemptId attempt) {
    return dirty.computeIfAbsent(attempt, _ -> new Semaphore(0));
  }

  /** Everything that is asked of the world may be asked again. */
  private static <T> T ask(Supplier<T> question) {
    while (true) {
      try {
        return question.get();
      } catch (AnswerLost _) {
        // once more
      }
    }
  }

  private static void tell(Runnable order) {
    ask(
        () -> {
          order.run();
          return true;
        });
  }

  @Override
  public String type() {
    return "forgetful";
  }

  @Override
  public Running launch(TaskLaunch task, Workspace workspace, Secrets secrets) {
    ask(() -> world.create(task)); // there already: an earlier launch came as far as that
    tell(() -> world.start(task.attempt()));
    return new Run(workspace);
  }

  @Override
  public Optional<Running> attach(Workspace workspace) {
    return ask(() -> world.inspect(workspace.attempt()))
        .filter(Snapshot::started)
        .map(_ -> new Run(workspace));
  }

  @Override
  public Set<AttemptId> present() {
    return ask(world::present);
  }

  @Override
  public void close() {
    world.unlisten(this);
  }

  private final class Run implements Running {
    private final Workspace workspace;

    Run(Workspace workspace) {
      this.workspace = workspace;
      copyLog();
    }

    @Override
    public AttemptId attempt() {
      return workspace.attempt();
    }

    @Override
    public Ending await() throws InterruptedException {
      while (true) {
        Optional<Ending> end = trusting ? told() : seen();
        if (end.isPresent()) {
          return end.get();
        }
        dirty(attempt()).tryAcquire(LOOK_AGAIN_MS, TimeUnit.MILLISECONDS);
      }
    }

    private Optional<Ending> told() {
      return Optional.ofNullable(last.get(attempt())).flatMap(Event::ended).map(this::ended);
    }

    private Optional<Ending> seen() {
      Optional<Snapshot> now = ask(() -> world.inspect(attempt()));
      Function<Snapshot, Optional<Ending>> end = snapshot -> snapshot.ended().map(this::ended);
      return now.isPresent()
          ? now.flatMap(end)
          : Optional.of(new Ending.Broken(Fault.PLATFORM, "it was removed while it ran"));
    }

    private Ending ended(int code) {
      copyLog();
      ask(() -> world.outputs(attempt(), (int) OutputsFile.MAX_BYTES + 1))
          .ifPresent(bytes -> write(workspace, "outputs.json", bytes));
      return new Ending.Exited(code, workspace.has(STOPPED), Optional.empty());
    }

    private void copyLog() {
      byte[] log = ask(() -> world.log(attempt(), 0));
      write(workspace, "task.log", log);
    }

    @Override
    public void stop(Duration grace) throws InterruptedException {
      if (hasEnded()) {
        return;
      }
      write(workspace, STOPPED, new byte[0]);
      tell(() -> world.signal(attempt(), false));
      long deadline = System.nanoTime() + grace.toNanos();
      while (!hasEnded() && System.nanoTime() < deadline) {
        dirty(attempt()).tryAcquire(LOOK_AGAIN_MS, TimeUnit.MILLISECONDS);
      }
      tell(() -> world.signal(attempt(), true));
    }

    private boolean hasEnded() {
      return ask(() -> world.inspect(attempt())).flatMap(Snapshot::ended).isPresent();
    }

    @Override
    public void remove() {
      tell(() -> world.remove(attempt()));
    }
  }

  private static void write(Workspace workspace, String name, byte[] bytes) {
    try {
      Files.write(
          workspace.folder().resolve(name),
          bytes,
          StandardOpenOption.CREATE,
          StandardOpenOption.TRUNCATE_EXISTING,
          StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
