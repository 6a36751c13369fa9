package io.continuo.engine.domain.runner;

import static io.continuo.engine.domain.DeciderSpec.second;
import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.command.ExecutionCommand;
import io.continuo.command.RunnerCommand;
import io.continuo.dispatch.RunnerControl;
import io.continuo.dispatch.RunnerProfile;
import io.continuo.engine.domain.DeciderSpec;
import io.continuo.engine.domain.Effect;
import io.continuo.engine.snapshot.RunnerSnapshot;
import io.continuo.event.RunnerEvent;
import io.continuo.id.AttemptId;
import io.continuo.id.ExecutionId;
import io.continuo.id.RunnerId;
import io.continuo.id.WorkflowId;
import io.continuo.wire.codec.RunnerEventCodec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunnerSpecTest {
  private static final AttemptId ATTEMPT =
      new AttemptId(ExecutionId.of(new WorkflowId("finance", "daily"), "k", 1), "load", 1, 1);

  private static final RunnerProfile PROFILE =
      new RunnerProfile(
          List.of(
              new RunnerProfile.TaskType("noop", Optional.empty()),
              new RunnerProfile.TaskType("acme.report", Optional.of("{\"type\":\"object\"}"))),
          Map.of("zone", "b", "gpu", "none"),
          List.of("busybox:1"));

  private static DeciderSpec<RunnerState, RunnerCommand, RunnerEvent> spec() {
    return new DeciderSpec<>(
        new DeciderSpec.Subject<>(
            new RunnerDecider("runner-a"),
            new RunnerSnapshot(),
            RunnerState.UNKNOWN,
            new RunnerEventCodec(),
            "runner-a"));
  }

  private static RunnerCommand heartbeat(long incarnation) {
    return new RunnerCommand.Heartbeat(incarnation, "0.1", List.of("default"), 8, 0, PROFILE);
  }

  private static Effect lost(String reason) {
    return lost(ATTEMPT, reason, false);
  }

  private static Effect lost(AttemptId attempt, String reason, boolean handedOver) {
    return new Effect.AskExecution(
        attempt.execution(),
        new ExecutionCommand.ReportLost(
            attempt.task(), 1, 1, new RunnerId("runner-a", 1), reason, handedOver));
  }

  @Test
  void theFirstHeartbeatJoinsAndTheNextIsSeen() {
    spec()
        .when(heartbeat(1))
        .then(new RunnerEvent.RunnerJoined(1, "0.1", List.of("default"), 8, PROFILE))
        .at(3)
        .when(heartbeat(1))
        .then(new RunnerEvent.RunnerSeen(1, 0));
  }

  @Test
  void aSilentRunnerIsLostAndItsAttemptsAreTold() {
    String why = "runner 'runner-a' was lost: no heartbeat since 2026-11-21T02:00:00Z";
    spec()
        .after(heartbeat(1))
        .after(new RunnerCommand.GuardAttempt(ATTEMPT, 1))
        .at(15)
        .when(new RunnerCommand.WakeRunner(second(15)))
        .then(new RunnerEvent.RunnerLost(1), new RunnerEvent.AttemptLost(ATTEMPT, 1, why))
        .thenEffects(lost(why));
  }

  @Test
  void aHeartbeatBeforeTheTimerKeepsTheRunnerAlive() {
    spec()
        .after(heartbeat(1))
        .at(10)
        .after(heartbeat(1))
        .at(15)
        .when(new RunnerCommand.WakeRunner(second(15)))
        .thenNothing();
  }

  @Test
  void aRestartLosesWhatTheNewProcessDidNotTakeOver() {
    String why = "runner 'runner-a' was restarted and no longer has the attempt";
    spec()
        .after(heartbeat(1))
        .after(new RunnerCommand.GuardAttempt(ATTEMPT, 1))
        .when(heartbeat(2))
        .then(
            new RunnerEvent.RunnerJoined(2, "0.1", List.of("default"), 8, PROFILE),
            new RunnerEvent.AttemptLost(ATTEMPT, 1, why))
        .thenEffects(lost(why));
  }

  @Test
  void anAttemptOfAnEarlierProcessIsLostAtOnceWhenItIsOffered() {
    spec()
        .after(heartbeat(2))
        .when(new RunnerCommand.GuardAttempt(ATTEMPT, 1))
        .then(new RunnerEvent.AttemptLost(ATTEMPT, 1, "runner 'runner-a' was lost"));
  }

  @Test
  void aRunnerThatLeftHasTimeToComeBack() {
    var spec =
        spec()
            .after(heartbeat(1))
            .after(new RunnerCommand.GuardAttempt(ATTEMPT, 1))
            .after(new RunnerCommand.Leave(1, false, List.of()));
    assertThat(RunnerDecider.due(spec.state())).contains(second(60));
  }

  @Test
  void aReleasedAttemptIsNobodysAnyMore() {
    var spec =
        spec()
            .after(heartbeat(1))
            .after(new RunnerCommand.GuardAttempt(ATTEMPT, 1))
            .when(new RunnerCommand.ReleaseAttempt(ATTEMPT))
            .then(new RunnerEvent.AttemptReleased(ATTEMPT));
    assertThat(spec.state().guarded()).isEmpty();
  }

  @Test
  void anOldProcessOfTheSameNameIsRefused() {
    spec()
        .after(heartbeat(2))
        .when(heartbeat(1))
        .thenRejected("stale-incarnation", "a name of its own");
  }

  @Test
  void aRunnerThatHandsOverFreesAtOnceWhatItHeldTheYoungAttemptsToo() {
    AttemptId young = new AttemptId(ATTEMPT.execution(), "young", 1, 1);
    String why = "runner 'runner-a' left and handed the attempt over";
    var spec =
        spec()
            .after(heartbeat(1))
            .after(new RunnerCommand.GuardAttempt(ATTEMPT, 1))
            .when(new RunnerCommand.Leave(1, true, List.of(young, ATTEMPT)))
            .then(
                new RunnerEvent.RunnerLeft(1, true),
                new RunnerEvent.AttemptLost(ATTEMPT, 1, why),
                new RunnerEvent.AttemptLost(young, 1, why))
            .thenEffects(lost(ATTEMPT, why, true), lost(young, why, true));
    assertThat(RunnerDecider.due(spec.state())).isEmpty();
  }

  @Test
  void anAttemptOfferedAfterTheHandOverIsFreeToo() {
    String why = "runner 'runner-a' was lost";
    spec()
        .after(heartbeat(1))
        .after(new RunnerCommand.Leave(1, true, List.of()))
        .when(new RunnerCommand.GuardAttempt(ATTEMPT, 1))
        .then(new RunnerEvent.AttemptLost(ATTEMPT, 1, why))
        .thenEffects(lost(ATTEMPT, why, true));
  }

  @Test
  void aDrainedRunnerGivenUpForAWhileIsToldAgainWhenItIsBack() {
    spec()
        .after(heartbeat(1))
        .after(new RunnerCommand.DrainRunner("api", "new kernel"))
        .at(15)
        .after(new RunnerCommand.WakeRunner(second(15)))
        .when(heartbeat(1))
        .then(
            new RunnerEvent.RunnerJoined(1, "0.1", List.of("default"), 8, PROFILE),
            new RunnerEvent.RunnerDraining(1, "api: new kernel"))
        .thenEffects(new Effect.TellRunner("runner-a", new RunnerControl.Drain("api: new kernel")));
  }

  @Test
  void aRestartEndsTheDraining() {
    spec()
        .after(heartbeat(1))
        .after(new RunnerCommand.DrainRunner("api", "new kernel"))
        .when(heartbeat(2))
        .then(new RunnerEvent.RunnerJoined(2, "0.1", List.of("default"), 8, PROFILE));
  }
}
