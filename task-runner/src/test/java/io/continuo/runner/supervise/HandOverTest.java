package io.continuo.runner.supervise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.continuo.command.Ending;
import io.continuo.dispatch.RunnerControl;
import io.continuo.dispatch.TaskLaunch;
import io.continuo.id.AttemptId;
import io.continuo.runner.launch.SampleTask;
import io.continuo.runner.launch.Workspaces;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Attempts that go to other runners, and attempts that wait for their turn. */
class HandOverTest {
  @TempDir Path folder;
  private final ScriptedLauncher launcher = new ScriptedLauncher();
  private final List<String> said = new CopyOnWriteArrayList<>();
  private final Slots slots = new Slots(4);

  /** One launch a second of the one namespace; this clock stands still. */
  private final LaunchRate rate = new LaunchRate(1, () -> 0);

  private Supervisor supervisor;

  private final Desk desk =
      new Desk() {
        @Override
        public void claim(AttemptId attempt, Optional<String> question) {
          said.add("claim " + attempt);
        }

        @Override
        public void report(AttemptId attempt, Ending ending) {
          said.add(attempt.task() + " " + ending);
        }
      };

  @BeforeEach
  void start() {
    supervisor = new Supervisor(new Workspaces(folder), slots, rate, desk, chunk -> {});
  }

  @AfterEach
  void stop() {
    supervisor.close();
  }

  private AttemptId take() {
    TaskLaunch task = SampleTask.of("scripted").launch();
    assertThat(slots.reserve(1)).isTrue();
    supervisor.admit(task, launcher);
    supervisor.start(task.attempt(), false);
    return task.attempt();
  }

  private AttemptId launched() {
    AttemptId id = take();
    await().until(() -> launcher.launched.containsKey(id));
    return id;
  }

  @Test
  void whatNobodyCouldTakeOverIsStoppedTidiedUpAndNotReported() throws Exception {
    AttemptId id = launched();

    assertThat(supervisor.handOver()).containsExactly(id);

    assertThat(launcher.launched).isEmpty();
    assertThat(said).isEmpty();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void whatOthersCanTakeOverGoesOnAndIsForgottenHere() throws Exception {
    launcher.adoptable = true;
    AttemptId id = launched();

    assertThat(supervisor.handOver()).containsExactly(id);

    assertThat(launcher.launched).containsOnlyKeys(id);
    assertThat(said).isEmpty();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void whatWaitsForItsTurnIsHandedOverToo() throws Exception {
    AttemptId first = launched();
    AttemptId second = take();

    assertThat(supervisor.handOver()).containsExactlyInAnyOrder(first, second);

    assertThat(slots.free()).isEqualTo(4);
  }

  @Test
  void aStopReachesAnAttemptThatWaitsForItsTurnWhichIsNotLaunched() {
    launched();
    AttemptId second = take();

    supervisor.on(new RunnerControl.StopAttempt(second, Duration.ZERO, "cancelled by ann"), "");

    await().until(() -> supervisor.running() == 1);
    assertThat(said).singleElement().asString().contains("Stopped").contains("cancelled by ann");
    assertThat(launcher.launched).doesNotContainKey(second);
    assertThat(slots.free()).isEqualTo(3);
  }
}
