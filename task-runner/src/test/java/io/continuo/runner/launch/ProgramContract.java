package io.continuo.runner.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.continuo.dispatch.TaskLaunch;
import io.continuo.value.Value;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/**
 * What every launcher must do whose tasks are programs that outlive the runner, whatever it hears
 * of them: observations get lost, come twice, late and out of order, and the runner may be killed
 * between any two instructions.
 */
public abstract class ProgramContract extends LauncherContract {
  private static final int TOO_LARGE = 100 << 20;

  /** Ends by itself with that code. */
  protected abstract SampleTask exiting(int code);

  /** Says {@code started}, runs until it is told to end, and exits with that code. */
  protected abstract SampleTask untilStopped(int code);

  /** Says {@code started} and does not listen when it is told to end. */
  protected abstract SampleTask ignoringStops();

  /** Writes these bytes to its log and ends well. */
  protected abstract SampleTask printing(byte[] bytes);

  /** Writes this text as its outputs and ends well. */
  protected abstract SampleTask writing(String outputs);

  /** Writes an outputs file of that many bytes and ends well. */
  protected abstract SampleTask writingMuch(int bytes);

  /** How long a program that does not listen is given. */
  protected Duration shortGrace() {
    return Duration.ofMillis(500);
  }

  @Override
  protected SampleTask succeeding() {
    return exiting(0);
  }

  protected final void awaitStarted(TaskLaunch task) {
    await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(3))
        .atMost(Duration.ofSeconds(20))
        .until(() -> log(task).contains("started"));
  }

  protected final String log(TaskLaunch task) throws Exception {
    Path file = workspaces.of(task.attempt()).log();
    return Files.exists(file) ? Files.readString(file) : "";
  }

  protected final OutputsFile outputs(TaskLaunch task) throws Exception {
    return OutputsFile.read(workspaces.of(task.attempt()).outputs(), task.declaresOutputs());
  }

  /** The runner is killed and started again: what it knew is lost. */
  protected final void restart() throws Exception {
    launcher.close();
    launcher = newLauncher(workspaces);
  }

  protected final Optional<Running> attach(TaskLaunch task) throws Exception {
    return launcher.attach(workspaces.of(task.attempt()));
  }

  private static void assertKilled(Ending ending, int code) {
    assertThat(ending)
        .asInstanceOf(InstanceOfAssertFactories.type(Ending.Exited.class))
        .matches(Ending.Exited::killed)
        .extracting(Ending.Exited::code)
        .isEqualTo(code);
  }

  @Test
  void ofALaunchThatIsCutOffBeforeItEntersNothingIsLeft() throws Exception {
    TaskLaunch task = succeeding().launch();
    Workspace workspace = workspaces.of(task.attempt());
    workspace.prepare(task);
    Room none =
        () -> {
          throw new InterruptedException("stopped");
        };

    assertThatThrownBy(() -> launcher.launch(task, workspace, Secrets.NONE, none))
        .isInstanceOf(InterruptedException.class);

    assertThat(launcher.attach(workspace)).isEmpty();
    assertThat(launcher.present()).doesNotContain(task.attempt());
  }

  @Test
  protected void theExitCodeIsTheProgramsOwn() throws Exception {
    Running running = launch(exiting(20).launch());

    assertThat(endOf(running)).isEqualTo(Ending.exited(20));
    running.remove();
  }

  @Test
  void launchingTwiceAttachesToTheSameRun() throws Exception {
    TaskLaunch task = untilStopped(0).launch();
    Running first = launch(task);
    awaitStarted(task);

    Running second = launch(task);
    second.stop(GRACE);

    assertKilled(endOf(first), 0);
    assertThat(log(task)).containsOnlyOnce("started");
    second.remove();
  }

  @Test
  void launchingAgainAfterTheEndDoesNotRunItAgain() throws Exception {
    TaskLaunch task = printing(new byte[] {'o', 'n', 'c', 'e'}).launch();
    endOf(launch(task));

    restart();
    Running again = launch(task);

    assertThat(endOf(again)).isEqualTo(Ending.exited(0));
    assertThat(log(task)).isEqualTo("once");
    again.remove();
  }

  @Test
  void whatWasNeverLaunchedCannotBeAttachedTo() throws Exception {
    TaskLaunch task = succeeding().launch();
    workspaces.of(task.attempt()).prepare(task);

    assertThat(attach(task)).isEmpty();
    assertThat(launcher.present()).doesNotContain(task.attempt());
  }

  @Test
  void aRunnerKilledAfterPreparingLaunchesItWhenItIsBack() throws Exception {
    TaskLaunch task = exiting(4).launch();
    workspaces.of(task.attempt()).prepare(task);

    restart();
    assertThat(attach(task)).isEmpty();
    Running running = launch(task);

    assertThat(endOf(running)).isEqualTo(Ending.exited(4));
    running.remove();
  }

  @Test
  void aRunnerKilledBeforeItAwaitedTakesItUpAgain() throws Exception {
    TaskLaunch task = exiting(3).launch();
    launch(task);

    restart();
    Running again = attach(task).orElseThrow();

    assertThat(endOf(again)).isEqualTo(Ending.exited(3));
    again.remove();
  }

  @Test
  void aRunnerKilledWhileItRunsTakesItUpAgain() throws Exception {
    TaskLaunch task = untilStopped(5).launch();
    launch(task);
    awaitStarted(task);

    restart();
    assertThat(launcher.present()).contains(task.attempt());
    Running again = attach(task).orElseThrow();
    again.stop(GRACE);

    assertKilled(endOf(again), 5);
    assertThat(log(task)).containsOnlyOnce("started");
    again.remove();
  }

  @Test
  void aRunnerKilledBetweenEndAndRemovalLearnsTheEndAgain() throws Exception {
    TaskLaunch task = exiting(7).launch();
    endOf(launch(task));

    restart();
    Running again = attach(task).orElseThrow();

    assertThat(endOf(again)).isEqualTo(Ending.exited(7));
    again.remove();
    assertThat(launcher.present()).doesNotContain(task.attempt());
  }

  @Test
  void aRunnerKilledAfterAStopKnowsThatItStoppedIt() throws Exception {
    TaskLaunch task = untilStopped(0).launch();
    Running running = launch(task);
    awaitStarted(task);
    running.stop(GRACE);

    restart();
    Running again = attach(task).orElseThrow();

    assertKilled(endOf(again), 0);
    again.remove();
  }

  @Test
  void aStoppedTaskThatExitsWithZeroIsStillKilled() throws Exception {
    TaskLaunch task = untilStopped(0).launch();
    Running running = launch(task);
    awaitStarted(task);

    running.stop(GRACE);

    assertKilled(endOf(running), 0);
    running.remove();
  }

  @Test
  void stoppingTwiceAtOnceIsStoppingOnce() throws Exception {
    TaskLaunch task = untilStopped(6).launch();
    Running running = launch(task);
    awaitStarted(task);

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> other =
          threads.submit(
              () -> {
                running.stop(GRACE);
                return true;
              });
      running.stop(GRACE);
      other.get(20, TimeUnit.SECONDS);
    }

    assertKilled(endOf(running), 6);
    running.remove();
  }

  @Test
  void aTaskThatWillNotStopIsKilledAfterTheGracePeriod() throws Exception {
    TaskLaunch task = ignoringStops().launch();
    Running running = launch(task);
    awaitStarted(task);

    running.stop(shortGrace());

    assertKilled(endOf(running), 137);
    running.remove();
  }

  @Test
  void stoppingRightAfterTheLaunchWorks() throws Exception {
    Running running = launch(ignoringStops().launch());

    running.stop(shortGrace());

    assertThat(endOf(running))
        .asInstanceOf(InstanceOfAssertFactories.type(Ending.Exited.class))
        .matches(Ending.Exited::killed);
    running.remove();
  }

  /** What the log holds of printed bytes; all of them, unless something in between changes them. */
  protected byte[] logged(byte[] printed) {
    return printed;
  }

  @Test
  void binaryGarbageIsInTheLogByteForByte() throws Exception {
    byte[] garbage = new byte[515];
    for (int i = 0; i < garbage.length; i++) {
      garbage[i] = (byte) (i * 7);
    }
    TaskLaunch task = printing(garbage).launch();

    Running running = launch(task);
    endOf(running);

    assertThat(Files.readAllBytes(workspaces.of(task.attempt()).log())).isEqualTo(logged(garbage));
    running.remove();
  }

  @Test
  void outputsAreThereWhenTheEndIsTold() throws Exception {
    TaskLaunch task = writing("{\"rows\": 3}").declaringOutputs().launch();

    Running running = launch(task);
    endOf(running);

    assertThat(outputs(task))
        .isEqualTo(new OutputsFile.Read(new Value.Fields(Map.of("rows", Value.of(3)))));
    running.remove();
  }

  @Test
  void declaredOutputsThatWereNotWrittenAreSaidToBeMissing() throws Exception {
    TaskLaunch task = exiting(0).declaringOutputs().launch();

    Running running = launch(task);

    assertThat(endOf(running)).isEqualTo(Ending.exited(0));
    assertThat(outputs(task).toString()).contains("was not written");
    running.remove();
  }

  @Test
  void aHundredMegabytesOfOutputsAreRefused() throws Exception {
    TaskLaunch task = writingMuch(TOO_LARGE).declaringOutputs().launch();

    Running running = launch(task);

    assertThat(endOf(running)).isEqualTo(Ending.exited(0));
    assertThat(outputs(task).toString()).contains("larger than 64 KiB");
    running.remove();
  }
}
