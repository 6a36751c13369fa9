package io.continuo.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.continuo.command.Ending;
import io.continuo.command.ExecutionCommand.ClaimAttempt;
import io.continuo.command.RunnerCommand;
import io.continuo.dispatch.Lane;
import io.continuo.dispatch.RunnerControl;
import io.continuo.dispatch.RunnerProfile;
import io.continuo.dispatch.TaskLaunch;
import io.continuo.id.AttemptId;
import io.continuo.runner.launch.SampleTask;
import io.continuo.standalone.broker.BrokerConfig;
import io.continuo.standalone.broker.EmbeddedBroker;
import io.continuo.value.Value;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskRunnerIT {
  private static EmbeddedBroker broker;

  @TempDir Path folder;

  /** What scripts wait for or leave, out of the runner's way. */
  @TempDir Path beside;

  private EngineStandIn engine;
  private TaskRunner runner;

  @BeforeAll
  static void startBroker() {
    broker = EmbeddedBroker.start(BrokerConfig.ephemeral());
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @BeforeEach
  void start() throws Exception {
    engine = new EngineStandIn(broker.bootstrapServers(), "t" + UUID.randomUUID() + ".");
    runner = startRunner();
  }

  @AfterEach
  void stop() throws Exception {
    runner.close();
    engine.close();
  }

  private TaskRunner startRunner() throws InterruptedException {
    return TaskRunner.start(RunnerConfig.from(settings()), engine.schemas);
  }

  private Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>();
    settings.put("bootstrap.servers", broker.bootstrapServers());
    settings.put("topic.prefix", engine.topics.prefix());
    settings.put("name", "crew-1");
    settings.put("slots", "4");
    settings.put("labels", "zone=b");
    settings.put("work.folder", folder.toString());
    settings.put("launcher.process.folder", folder.toString());
    settings.put("launchers", "noop,process,http");
    settings.put("heartbeat.interval", "PT0.5S");
    settings.put("reconcile.interval", "PT0.5S");
    return settings;
  }

  private static SampleTask script(String script) {
    return SampleTask.of("process").with("command", "/bin/sh", "-c", script);
  }

  private void awaitEndings(Ending... endings) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(engine.endings()).containsExactly(endings));
  }

  private static Ending exited(int code) {
    return new Ending.Exited(code, Value.Fields.EMPTY, "");
  }

  @Test
  void aNoopTaskIsClaimedByItsReport() {
    engine.dispatch(SampleTask.of("noop").launch());

    awaitEndings(exited(0));
    assertThat(engine.claims()).isEmpty();
  }

  @Test
  void anyOtherTaskIsClaimedBeforeItIsReported() {
    TaskLaunch task = script("true").launch();
    engine.dispatch(task);

    awaitEndings(exited(0));
    assertThat(engine.executionCommands.getFirst()).isInstanceOf(ClaimAttempt.class);
    assertThat(engine.claims())
        .allMatch(claim -> claim.runner().equals(runner.id()) && claim.epoch() == 1);
  }

  @Test
  void aProcessTaskReportsItsOutputsAndShipsItsLog() {
    TaskLaunch task =
        script("echo working; echo '{\"rows\": 3}' > $CONTINUO_OUTPUTS")
            .declaringOutputs()
            .launch();
    engine.dispatch(task);

    awaitEndings(new Ending.Exited(0, new Value.Fields(Map.of("rows", Value.of(3))), ""));
    await().until(() -> engine.logIsComplete(task.attempt()));
    assertThat(engine.log(task.attempt())).isEqualTo("working\n");
    await().until(() -> runner.running() == 0);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void missingOutputsAreTheTasksFault() {
    engine.dispatch(script("true").declaringOutputs().launch());

    await().until(() -> engine.endings().size() == 1);
    assertThat(engine.endings().getFirst())
        .isInstanceOfSatisfying(
            Ending.Faulty.class,
            faulty -> assertThat(faulty.message()).contains("was not written"));
  }

  @Test
  void aTaskOfATypeThatTheRunnerLacksIsAPlatformFailureThatSaysSo() {
    engine.dispatch(SampleTask.of("container").launch());

    await().until(() -> engine.endings().size() == 1);
    assertThat(engine.endings().getFirst())
        .isInstanceOfSatisfying(
            Ending.PlatformFailure.class,
            failure -> assertThat(failure.message()).contains("runs no 'container' tasks"));
  }

  @Test
  void garbageGoesToTheDeadLettersAndHoldsNothingUp() {
    byte[] garbage = "not avro".getBytes(StandardCharsets.UTF_8);
    engine.write(engine.topics.tasks("default", Lane.LIVE), "k", garbage);
    engine.write(engine.topics.tasks("default", Lane.LIVE), "k", new byte[] {0, 0, 0, 0x7f, 1, 2});
    engine.dispatch(SampleTask.of("noop").launch());

    awaitEndings(exited(0));
    await().until(() -> engine.deadLetters.size() == 2);
    var letter = engine.deadLetters.getFirst();
    assertThat(letter.value()).isEqualTo(garbage);
    assertThat(new String(letter.headers().lastHeader("reason").value(), StandardCharsets.UTF_8))
        .contains("Confluent's wire format");
  }

  @Test
  void stoppingReachesTheTaskAndIsReportedAsStopped() {
    TaskLaunch task =
        script("trap 'echo tidied; exit 0' TERM; echo started; while :; do sleep 0.1; done")
            .launch();
    engine.dispatch(task);
    await().until(() -> engine.log(task.attempt()).contains("started"));

    engine.tell(
        "crew-1",
        new RunnerControl.StopAttempt(task.attempt(), Duration.ofSeconds(5), "cancelled by ann"));

    awaitEndings(new Ending.Stopped("cancelled by ann"));
    await().until(() -> engine.log(task.attempt()).endsWith("tidied\n"));
  }

  @Test
  void wordsForAnotherRunnerAreNotOurs() {
    TaskLaunch task = script("echo started; sleep 1").launch();
    engine.dispatch(task);
    await().until(() -> engine.log(task.attempt()).contains("started"));

    engine.tell("crew-2", new RunnerControl.StopAttempt(task.attempt(), Duration.ZERO, "not you"));

    awaitEndings(exited(0));
  }

  @Test
  void aRefusedClaimStopsWhatWasLaunchedAndReportsNothing() {
    Path mark = beside.resolve("mark");
    TaskLaunch phantom =
        script("trap 'echo > " + mark + "; exit 0' TERM; echo started; while :; do sleep 0.1; done")
            .launch();
    engine.dispatch(phantom);
    await().until(() -> engine.log(phantom.attempt()).contains("started"));

    engine.tell(
        "crew-1",
        new RunnerControl.ClaimRefused(
            phantom.attempt(), "the execution has ended or never was", false));

    await().until(() -> Files.exists(mark));
    await().until(() -> runner.running() == 0);
    assertThat(engine.endings()).isEmpty();
  }

  @Test
  void noMoreTasksAreTakenThanThereAreSlots() {
    Path gate = beside.resolve("gate");
    for (int i = 0; i < 10; i++) {
      engine.dispatch(script("while [ ! -e " + gate + " ]; do sleep 0.1; done").launch());
    }
    await().until(() -> engine.claims().size() == 4);
    engine.dispatch(script("true").launch());
    await().during(Duration.ofSeconds(1)).until(() -> engine.claims().size() == 4);

    assertThat(gate.toFile().mkdir()).isTrue();

    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(engine.endings()).hasSize(11));
    assertThat(engine.claims()).hasSize(11);
  }

  @Test
  void bothLanesAreServedAlsoWithWhatWasThereBefore() throws Exception {
    runner.close();
    TaskLaunch backfill = SampleTask.of("noop").launch();
    TaskLaunch live = SampleTask.of("noop").launch();
    engine.dispatch(backfill, Lane.BACKFILL);
    engine.dispatch(live, Lane.LIVE);

    runner = startRunner();

    await().until(() -> engine.endings().size() == 2);
  }

  @Test
  void aRunnerThatIsGoneAndBackClaimsAnewBeforeItSaysThatItLives() throws Exception {
    Path gate = beside.resolve("gate");
    TaskLaunch task =
        script("echo one; while [ ! -e " + gate + " ]; do sleep 0.1; done; echo two; exit 3")
            .launch();
    engine.dispatch(task);
    await().until(() -> engine.log(task.attempt()).contains("one"));

    runner.close();
    assertThat(engine.endings()).isEmpty();
    await().until(() -> engine.runnerCommands.getLast() instanceof RunnerCommand.Leave);
    runner = startRunner();
    await().until(() -> engine.beats(runner.id().incarnation()) > 0);
    assertThat(engine.claims()).last().isEqualTo(claim(task.attempt()));
    assertThat(gate.toFile().mkdir()).isTrue();

    awaitEndings(exited(3));
    await().until(() -> engine.logIsComplete(task.attempt()));
    assertThat(engine.log(task.attempt())).isEqualTo("one\ntwo\n");
  }

  @Test
  void whatEndedWhileTheRunnerWasGoneIsReportedWhenItIsBack() throws Exception {
    Path gate = beside.resolve("gate");
    TaskLaunch task =
        script("echo one; while [ ! -e " + gate + " ]; do sleep 0.1; done; echo two; exit 4")
            .launch();
    engine.dispatch(task);
    await().until(() -> engine.log(task.attempt()).contains("one"));
    runner.close();
    assertThat(gate.toFile().mkdir()).isTrue();
    Path exit =
        new io.continuo.runner.launch.Workspaces(folder)
            .of(task.attempt())
            .folder()
            .resolve("exit");
    await().until(() -> Files.exists(exit));

    runner = startRunner();

    awaitEndings(exited(4));
    await().until(() -> engine.logIsComplete(task.attempt()));
    assertThat(engine.log(task.attempt())).isEqualTo("one\ntwo\n");
  }

  private ClaimAttempt claim(AttemptId id) {
    return new ClaimAttempt(id.task(), id.number(), id.epoch(), runner.id(), false);
  }

  @Test
  void aDrainedRunnerFinishesWhatRunsAndTakesNoMore() {
    TaskLaunch task = script("echo started; sleep 1").launch();
    engine.dispatch(task);
    await().until(() -> engine.log(task.attempt()).contains("started"));

    engine.tell("crew-1", new RunnerControl.Drain("ann: new machine"));
    awaitEndings(exited(0));
    engine.dispatch(SampleTask.of("noop").launch());

    await().during(Duration.ofSeconds(1)).until(() -> engine.claims().size() == 1);
  }

  @Test
  void aShareGroupWithTheWrongSettingsIsRefusedAtStart() {
    Map<String, String> settings = settings();
    settings.put("queues", "default,never-set-up");

    assertThatThrownBy(() -> TaskRunner.start(RunnerConfig.from(settings), engine.schemas).close())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("never-set-up")
        .hasMessageContaining("topics apply");
  }

  @Test
  void heartbeatsSayWhatTheRunnerIs() {
    await().until(() -> engine.beats(runner.id().incarnation()) >= 2);

    RunnerCommand first = engine.runnerCommands.getFirst();
    assertThat(first).isInstanceOf(RunnerCommand.Heartbeat.class);
    RunnerProfile profile = ((RunnerCommand.Heartbeat) first).profile();
    assertThat(profile.types())
        .extracting(RunnerProfile.TaskType::name)
        .containsExactly("http", "noop", "process");
    assertThat(profile.labels()).containsExactly(Map.entry("zone", "b"));
    assertThat(first)
        .isEqualTo(
            new RunnerCommand.Heartbeat(
                runner.id().incarnation(), "dev", List.of("default"), 4, 0, profile));
  }

  @Test
  void aSteadyStreamOfLiveWorkDoesNotKeepTheBackfillsWaiting() {
    Set<AttemptId> backfills = new HashSet<>();
    for (int i = 0; i < 150; i++) {
      engine.dispatch(script("sleep 0.03").launch());
      if (i < 10) {
        TaskLaunch backfill = script("true").launch();
        backfills.add(backfill.attempt());
        engine.dispatch(backfill, Lane.BACKFILL);
      }
    }

    await().atMost(Duration.ofSeconds(60)).until(() -> engine.endings().size() == 160);
    List<Boolean> order = engine.claimed.stream().map(backfills::contains).toList();
    assertThat(order.indexOf(true)).isLessThan(order.lastIndexOf(false) - 20);
    assertThat(order.indexOf(false)).isLessThan(order.lastIndexOf(true));
  }

  private void restart(String way) throws Exception {
    runner.close();
    Map<String, String> settings = settings();
    settings.put("shutdown", way);
    runner = TaskRunner.start(RunnerConfig.from(settings), engine.schemas);
  }

  @Test
  void aRunnerThatFinishesReportsWhatRanBeforeItLeavesAndTakesNothingNew() throws Exception {
    restart("finish");
    engine.dispatch(script("sleep 1; exit 3").launch());
    await().until(() -> runner.running() == 1);

    runner.close();

    awaitEndings(exited(3));
    await().until(() -> left().isPresent());
    assertThat(left())
        .contains(new RunnerCommand.Leave(runner.id().incarnation(), false, List.of()));
  }

  @Test
  void aRunnerThatHandsOverNamesItsAttemptsStoppedAndUnreported() throws Exception {
    restart("hand-over");
    TaskLaunch task = script("sleep 600").launch();
    engine.dispatch(task);
    await().until(() -> runner.running() == 1);

    runner.close();

    await().until(() -> left().isPresent());
    assertThat(left())
        .contains(
            new RunnerCommand.Leave(runner.id().incarnation(), true, List.of(task.attempt())));
    assertThat(engine.endings()).isEmpty();
    assertThat(folder).isEmptyDirectory();
  }

  private Optional<RunnerCommand> left() {
    return engine.runnerCommands.stream()
        .filter(
            command ->
                command instanceof RunnerCommand.Leave leave
                    && leave.incarnation() == runner.id().incarnation())
        .findFirst();
  }
}
