package io.continuo.runner.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.dispatch.TaskLaunch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every launcher must do, whatever it launches. To use it: extend it in a test, and say how
 * the launcher is made and what a task of its type looks like. It is published as the test jar of
 * continuo-task-runner.
 */
public abstract class LauncherContract {
  protected static final Duration GRACE = Duration.ofSeconds(5);

  @TempDir protected Path folder;
  protected Workspaces workspaces;
  protected Launcher launcher;

  /**
   * A launcher as a runner would make it after a restart: over the same workspaces, with no memory.
   */
  protected abstract Launcher newLauncher(Workspaces workspaces) throws Exception;

  /** A task that ends well by itself. */
  protected abstract SampleTask succeeding();

  @BeforeEach
  void open() throws Exception {
    workspaces = new Workspaces(folder);
    launcher = newLauncher(workspaces);
  }

  @AfterEach
  void close() throws Exception {
    launcher.close();
  }

  protected Running launch(TaskLaunch task) throws Exception {
    Workspace workspace = workspaces.of(task.attempt());
    workspace.prepare(task);
    return launcher.launch(task, workspace, Secrets.NONE);
  }

  /** How long a test waits for an end before it fails. */
  protected Duration patience() {
    return Duration.ofSeconds(60);
  }

  /** An end that never comes is a failure, not a test that hangs. */
  protected final Ending endOf(Running running) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Ending> end = threads.submit(running::await);
      try {
        return end.get(patience().toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        threads.shutdownNow();
        throw new AssertionError("no end was told within " + patience(), e);
      }
    }
  }

  @Test
  void aTaskThatEndsWellExitsWithZero() throws Exception {
    Running running = launch(succeeding().launch());

    assertThat(endOf(running)).isEqualTo(Ending.exited(0));
    running.remove();
  }

  @Test
  void theEndCanBeAskedForAgain() throws Exception {
    Running running = launch(succeeding().launch());

    assertThat(endOf(running)).isEqualTo(endOf(running));
    running.remove();
  }

  @Test
  void stoppingAfterTheEndChangesNothing() throws Exception {
    Running running = launch(succeeding().launch());
    endOf(running);

    running.stop(GRACE);

    assertThat(endOf(running)).isEqualTo(Ending.exited(0));
    running.remove();
  }

  @Test
  void aRunningAttemptKnowsItsName() throws Exception {
    TaskLaunch task = succeeding().launch();
    Running running = launch(task);

    assertThat(running.attempt()).isEqualTo(task.attempt());
    endOf(running);
    running.remove();
  }

  @Test
  void afterRemovalNothingOfTheAttemptIsPresent() throws Exception {
    TaskLaunch task = succeeding().launch();
    Running running = launch(task);
    endOf(running);

    running.remove();
    running.remove();

    assertThat(launcher.present()).doesNotContain(task.attempt());
  }
}
