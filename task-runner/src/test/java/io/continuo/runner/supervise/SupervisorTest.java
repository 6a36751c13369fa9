package io.continuo.runner.supervise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.continuo.command.Ending;
import io.continuo.dispatch.LogChunk;
import io.continuo.dispatch.RunnerControl;
import io.continuo.dispatch.TaskLaunch;
import io.continuo.id.AttemptId;
import io.continuo.runner.launch.SampleTask;
import io.continuo.runner.launch.Secrets;
import io.continuo.runner.launch.Workspaces;
import io.continuo.value.Value;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SupervisorTest {
  @TempDir Path folder;
  private final ScriptedLauncher launcher = new ScriptedLauncher();
  private final List<String> said = new CopyOnWriteArrayList<>();
  private final List<LogChunk> shipped = new CopyOnWriteArrayList<>();
  private final Slots slots = new Slots(2);
  private final TaskLaunch task = SampleTask.of("scripted").launch();
  private final AttemptId id = task.attempt();
  private final LaunchRate rate = LaunchRate.unlimited();
  private Workspaces workspaces;
  private Supervisor supervisor;

  private final Desk desk =
      new Desk() {
        @Override
        public void claim(AttemptId attempt, Optional<String> question) {
          said.add("claim " + attempt);
        }

        @Override
        public void report(AttemptId attempt, Ending ending) throws InterruptedException {
          said.add(ending.toString());
          durable.await();
        }
      };

  /** A report returns once this is open. */
  private CountDownLatch durable = new CountDownLatch(0);

  @BeforeEach
  void start() {
    workspaces = new Workspaces(folder);
    supervisor = new Supervisor(workspaces, slots, rate, desk, shipped::add);
  }

  @AfterEach
  void stop() {
    supervisor.close();
  }

  /** Of the claim of the last attempt taken. */
  private String question = "";

  private void take(boolean confirm) {
    assertThat(slots.reserve(1)).isTrue();
    question = supervisor.admit(task, launcher).orElseThrow();
    supervisor.start(id, confirm);
  }

  private void end(int code) {
    await().until(() -> launcher.launched.containsKey(id));
    scripted().end.complete(io.continuo.runner.launch.Ending.exited(code));
  }

  private ScriptedLauncher.Scripted scripted() {
    return Objects.requireNonNull(launcher.launched.get(id));
  }

  private void awaitIdle() {
    await().until(() -> supervisor.running() == 0);
  }

  private static String exited(int code) {
    return new Ending.Exited(code, Value.Fields.EMPTY, "").toString();
  }

  @Test
  void anAttemptIsLaunchedReportedAndTidiedUp() {
    take(false);
    end(7);
    awaitIdle();

    assertThat(said).containsExactly(exited(7));
    assertThat(shipped).containsExactly(new LogChunk(id, 0, ByteBuffer.allocate(0), true));
    assertThat(folder).isEmptyDirectory();
    assertThat(launcher.launched).isEmpty();
    assertThat(slots.free()).isEqualTo(2);
  }

  @Test
  void aSlotIsFreeAsSoonAsNothingRunsInItAnyMore() {
    take(false);
    await().until(() -> launcher.launched.containsKey(id));
    scripted().exit.complete(true);
    await().until(() -> slots.free() == 2);

    assertThat(said).isEmpty();
    end(7);
    awaitIdle();
    assertThat(said).containsExactly(exited(7));
    assertThat(slots.free()).isEqualTo(2);
  }

  /** What runs in the only slot there is. */
  private ScriptedLauncher.Scripted runIn(Slots one) {
    supervisor.close();
    supervisor = new Supervisor(workspaces, one, rate, desk, shipped::add);
    takeIn(one, task);
    await().until(() -> launcher.launched.containsKey(id));
    return scripted();
  }

  private void takeIn(Slots one, TaskLaunch next) {
    await().until(() -> one.reserve(1));
    supervisor.admit(next, launcher);
    supervisor.start(next.attempt(), false);
  }

  @Test
  void aSlotIsPromisedToTheNextWhileItIsClearedAwayAndEnteredWhenItIsEmpty() {
    Slots one = new Slots(1);
    ScriptedLauncher.Scripted first = runIn(one);
    assertThat(one.reserve(1)).isFalse();

    first.death.complete(true);
    TaskLaunch next = SampleTask.of("scripted").launch();
    takeIn(one, next);
    await().until(() -> workspaces.of(next.attempt()).task().isPresent());
    assertThat(launcher.launched).containsOnlyKeys(id);
    assertThat(one.free()).isZero();
    first.exit.complete(true);

    await().until(() -> launcher.launched.containsKey(next.attempt()));
    assertThat(one.free()).isZero();
    first.end.complete(io.continuo.runner.launch.Ending.exited(0));
    await().until(() -> supervisor.running() == 1);
    assertThat(one.free()).isZero();
  }

  @Test
  void aClaimIsRenewedBeforeTheLaunchToo() throws Exception {
    Slots one = new Slots(1);
    runIn(one).death.complete(true);
    TaskLaunch next = SampleTask.of("scripted").launch();
    takeIn(one, next);
    assertThat(launcher.launched).doesNotContainKey(next.attempt());

    supervisor.renewClaims();

    assertThat(said).contains("claim " + next.attempt());
  }

  @Test
  void aSlotThatIsNotClearedAwayDoesNotKeepTheNextForEver() {
    Slots one = new Slots(1);
    runIn(one).death.complete(true);
    TaskLaunch next = SampleTask.of("scripted").launch();

    takeIn(one, next);

    await().until(() -> launcher.launched.containsKey(next.attempt()));
    assertThat(launcher.launched).containsOnlyKeys(id, next.attempt());
    assertThat(one.free()).isZero();
  }

  @Test
  void aSlotIsFreeAlreadyWhileTheEndOfWhatRanInItIsReported() {
    durable = new CountDownLatch(1);
    take(false);
    end(7);
    await().until(() -> said.contains(exited(7)));

    assertThat(slots.free()).isEqualTo(2);
    assertThat(supervisor.running()).isEqualTo(1);
    durable.countDown();
    awaitIdle();
  }

  @Test
  void aLaterDispatchOfTheSameAttemptStartsOnlyWhenTheEarlierOneIsGone() {
    take(false);
    await().until(() -> launcher.launched.containsKey(id));
    TaskLaunch again =
        SampleTask.of("scripted").launch(new AttemptId(id.execution(), id.task(), 1, 2));
    ScriptedLauncher.Scripted first = scripted();
    first.stubborn = true;

    supervisor.admit(again, launcher);
    supervisor.start(again.attempt(), false);

    await().until(() -> first.stopped);
    assertThat(launcher.launched).containsOnlyKeys(id);
    first.end.complete(new io.continuo.runner.launch.Ending.Exited(0, true, Optional.empty()));
    await().until(() -> launcher.launched.containsKey(again.attempt()));
    assertThat(launcher.launched).containsOnlyKeys(again.attempt());
    assertThat(said).isEmpty();
  }

  @Test
  void aRepetitionIsNotAdmitted() {
    take(false);

    assertThat(supervisor.admit(task, launcher)).isEmpty();
  }

  @Test
  void whoAskedForConfirmationLaunchesOnlyWhenItCame() {
    take(true);
    await().during(Duration.ofMillis(300)).until(launcher.launched::isEmpty);

    supervisor.on(new RunnerControl.ClaimAccepted(id), question);

    end(0);
    awaitIdle();
    assertThat(said).containsExactly(exited(0));
  }

  @Test
  void theAnswerToAnEarlierClaimOfTheSameAttemptRepeatedByAKilledEngineLaunchesNothing() {
    take(false);
    end(0);
    awaitIdle();
    String answered = question;

    take(true);
    supervisor.on(new RunnerControl.ClaimAccepted(id), answered);
    await().during(Duration.ofMillis(300)).until(launcher.launched::isEmpty);
    supervisor.on(new RunnerControl.ClaimRefused(id, "the task has ended", false), question);

    awaitIdle();
    assertThat(said).containsExactly(exited(0));
  }

  @Test
  void aRefusalBeforeTheLaunchLaunchesNothingAndLeavesTheLogAlone() {
    take(true);

    supervisor.on(new RunnerControl.ClaimRefused(id, "taken by runner crew-2", true), question);

    awaitIdle();
    assertThat(said).isEmpty();
    assertThat(shipped).isEmpty();
    assertThat(slots.free()).isEqualTo(2);
  }

  @Test
  void aRefusalAfterTheLaunchStopsItAndReportsNothing() {
    take(false);
    await().until(() -> launcher.launched.containsKey(id));

    supervisor.on(new RunnerControl.ClaimRefused(id, "fenced", true), question);

    awaitIdle();
    assertThat(said).isEmpty();
    assertThat(launcher.launched).isEmpty();
  }

  @Test
  void aStopThatComesBeforeTheLaunchIsReportedWithoutALaunch() {
    assertThat(slots.reserve(1)).isTrue();
    supervisor.admit(task, launcher);
    supervisor.on(new RunnerControl.StopAttempt(id, Duration.ofSeconds(1), "cancelled by ann"), "");
    supervisor.start(id, true);

    awaitIdle();
    assertThat(said).containsExactly(new Ending.Stopped("cancelled by ann").toString());
    assertThat(shipped).hasSize(1);
  }

  @Test
  void theLogOfWhatCannotBeRemovedIsWholeAllTheSame() throws Exception {
    take(false);
    await().until(() -> launcher.launched.containsKey(id));
    scripted().sticks = true;
    Files.writeString(workspaces.of(id).log(), "one\n");

    end(0);

    awaitIdle();
    assertThat(shipped).last().extracting(LogChunk::last).isEqualTo(true);
  }

  @Test
  void anEndIsReportedOnceTheLogIsWrittenAndByTheNextProcessIfThisOneEndsBefore() throws Exception {
    supervisor.close();
    CountDownLatch taken = new CountDownLatch(1);
    LogSink busy =
        chunk -> {
          taken.await();
          shipped.add(chunk);
        };
    supervisor = new Supervisor(workspaces, slots, rate, desk, busy);
    take(false);
    await().until(() -> launcher.launched.containsKey(id));
    Files.writeString(workspaces.of(id).log(), "one\n");
    end(0);
    await().until(() -> EndingFile.read(workspaces.of(id)).isPresent());
    await().during(Duration.ofMillis(200)).until(said::isEmpty);

    supervisor.close();
    assertThat(said).isEmpty();
    supervisor = new Supervisor(workspaces, slots, rate, desk, busy);
    new Recovery(workspaces, Map.of("scripted", launcher), supervisor).run();
    taken.countDown();

    awaitIdle();
    assertThat(said).containsExactly("claim " + id, exited(0));
    assertThat(shipped).singleElement().extracting(LogChunk::last).isEqualTo(true);
  }

  private void cancel(AttemptId attempt) {
    supervisor.on(
        new RunnerControl.StopAttempt(attempt, Duration.ofSeconds(1), "cancelled by ann"), "");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aStopDoesNotWaitForAnImageThatIsBeingPulled(boolean daemonAway) {
    launcher.ready = new CountDownLatch(1);
    launcher.away = daemonAway;
    take(false);
    await().until(() -> launcher.preparing.contains(id));

    cancel(id);

    awaitIdle();
    assertThat(said).containsExactly(new Ending.Stopped("cancelled by ann").toString());
    assertThat(launcher.launched).isEmpty();
    assertThat(slots.free()).isEqualTo(2);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aStopOfWhatWaitsForItsRoomLaunchesNothing() {
    Slots one = new Slots(1);
    ScriptedLauncher.Scripted first = runIn(one);
    first.death.complete(true);
    TaskLaunch next = SampleTask.of("scripted").launch();
    takeIn(one, next);
    await().until(() -> launcher.preparing.contains(next.attempt()));

    cancel(next.attempt());

    await().until(() -> supervisor.running() == 1);
    assertThat(said).containsExactly(new Ending.Stopped("cancelled by ann").toString());
    first.exit.complete(true);
    await().until(() -> one.free() == 1);
    assertThat(launcher.launched).containsOnlyKeys(id);
  }

  @Test
  void aStopThatComesWithTheLaunchStopsWhatRuns() {
    for (int i = 0; i < 200; i++) {
      TaskLaunch next = SampleTask.of("scripted").launch();
      assertThat(slots.reserve(1)).isTrue();
      supervisor.admit(next, launcher);
      supervisor.start(next.attempt(), false);
      cancel(next.attempt());
      awaitIdle();
      assertThat(launcher.launched).isEmpty();
    }
    assertThat(said).hasSize(200).containsOnly(new Ending.Stopped("cancelled by ann").toString());
    assertThat(slots.free()).isEqualTo(2);
  }

  @Test
  void aTaskThatEndedBeforeTheStopKeepsItsResult() {
    take(false);
    end(0);
    awaitIdle();

    supervisor.on(new RunnerControl.StopAttempt(id, Duration.ofSeconds(1), "too late"), "");

    assertThat(said).containsExactly(exited(0));
  }

  @Test
  void aLauncherThatFailsIsThePlatformsFault() {
    take(false);
    await().until(() -> launcher.launched.containsKey(id));
    scripted().end.completeExceptionally(new IllegalArgumentException("bug"));

    awaitIdle();
    assertThat(said).singleElement().asString().startsWith("PlatformFailure").contains("bug");
  }

  @Test
  void closingLeavesTheAttemptForTheNextProcessWhichResumesIt() throws Exception {
    take(false);
    await().until(() -> launcher.launched.containsKey(id));
    supervisor.close();
    assertThat(said).isEmpty();

    supervisor = new Supervisor(workspaces, slots, rate, desk, shipped::add);
    new Recovery(workspaces, Map.of("scripted", launcher), supervisor).run();
    assertThat(said).containsExactly("claim " + id);
    end(3);

    awaitIdle();
    assertThat(said).containsExactly("claim " + id, exited(3));
  }

  @Test
  void closingWaitsForAReportOnItsWaySoThatTheNextProcessDoesNotRepeatIt() throws Exception {
    durable = new CountDownLatch(1);
    take(false);
    end(4);
    await().until(() -> !said.isEmpty());
    Thread closing = Thread.ofVirtual().start(supervisor::close);
    await().until(() -> closing.getState() == Thread.State.TIMED_WAITING);
    durable.countDown();
    closing.join();

    supervisor = new Supervisor(workspaces, slots, rate, desk, shipped::add);
    new Recovery(workspaces, Map.of("scripted", launcher), supervisor).run();

    await().untilAsserted(() -> assertThat(folder).isEmptyDirectory());
    assertThat(said).containsExactly(exited(4));
  }

  @Test
  void aFileThatCannotBeReadBecauseTheRunnerClosesIsNoFailureOfTheAttempt() throws Exception {
    take(false);
    await().until(() -> launcher.launched.containsKey(id));
    scripted().readsFiles = true;

    supervisor.close();

    assertThat(said).isEmpty();
    assertThat(EndingFile.read(workspaces.of(id))).isEmpty();
  }

  @Test
  void anEndThatWasNotReportedIsReportedByTheNextProcess() throws Exception {
    var workspace = workspaces.of(id);
    workspace.prepare(task);
    EndingFile.write(
        workspace, new Ending.Exited(4, new Value.Fields(Map.of("n", Value.of(1))), "hm"));

    new Recovery(workspaces, Map.of("scripted", launcher), supervisor).run();

    awaitIdle();
    assertThat(said)
        .containsExactly(
            "claim " + id,
            new Ending.Exited(4, new Value.Fields(Map.of("n", Value.of(1))), "hm").toString());
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void whatWasReportedBeforeIsOnlyTidiedUp() throws Exception {
    var workspace = workspaces.of(id);
    workspace.prepare(task);
    EndingFile.write(workspace, new Ending.Faulty("no"));
    EndingFile.markReported(workspace);

    new Recovery(workspaces, Map.of("scripted", launcher), supervisor).run();

    await().untilAsserted(() -> assertThat(folder).isEmptyDirectory());
    assertThat(said).isEmpty();
  }

  @Test
  void whatNeverStartedIsForgottenSoThatTheEngineSendsItAnew() throws Exception {
    workspaces.of(id).prepare(task);

    new Recovery(workspaces, Map.of("scripted", launcher), supervisor).run();

    assertThat(folder).isEmptyDirectory();
    assertThat(said).isEmpty();
  }

  @Test
  void whatIsGoneTwiceInARowIsGivenUp() throws Exception {
    take(false);
    await().until(() -> launcher.launched.containsKey(id));
    Reconciler reconciler = new Reconciler(workspaces, List.of(launcher), supervisor);
    launcher.hidden.add(id);

    reconciler.compare();
    assertThat(supervisor.running()).isEqualTo(1);
    reconciler.compare();

    awaitIdle();
    assertThat(said)
        .singleElement()
        .asString()
        .startsWith("PlatformFailure")
        .contains("nobody saw it end");
  }

  @Test
  void whatNobodyAnswersForIsStopped() throws Exception {
    launcher.launch(task, workspaces.of(id), Secrets.NONE);
    Reconciler reconciler = new Reconciler(workspaces, List.of(launcher), supervisor);

    reconciler.compare();
    assertThat(launcher.launched).isNotEmpty();
    reconciler.compare();

    await().until(launcher.launched::isEmpty);
    assertThat(said).isEmpty();
  }
}
