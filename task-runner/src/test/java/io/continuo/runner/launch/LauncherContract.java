package io.continuo.runner.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.dispatch.TaskLaunch;
import java.nio.file.Path;
import java.time.Duration;
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

  @Test
  void aTaskThatEndsWellExitsWithZero() throws Exception {
    Running running = launch(succeeding().launch());

    assertThat(running.await()).isEqualTo(Ending.exited(0));
    running.remove();
  }

  @Test
  void theEndCanBeAskedForAgain() throws Exception {
    Running running = launch(succeeding().launch());

    assertThat(running.await()).isEqualTo(running.await());
    running.remove();
  }

  @Test
  void stoppingAfterTheEndChangesNothing() throws Exception {
    Running running = launch(succeeding().launch());
    running.await();

    running.stop(GRACE);

    assertThat(running.await()).isEqualTo(Ending.exited(0));
    running.remove();
  }

  @Test
  void aRunningAttemptKnowsItsName() throws Exception {
    TaskLaunch task = succeeding().launch();
    Running running = launch(task);

    assertThat(running.attempt()).isEqualTo(task.attempt());
    running.await();
    running.remove();
  }

  @Test
  void afterRemovalNothingOfTheAttemptIsPresent() throws Exception {
    TaskLaunch task = succeeding().launch();
    Running running = launch(task);
    running.await();

    running.remove();
    running.remove();

    assertThat(launcher.present()).doesNotContain(task.attempt());
  }
}
