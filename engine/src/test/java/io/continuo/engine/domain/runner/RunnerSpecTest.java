package io.continuo.engine.domain.runner;

import static io.continuo.engine.domain.DeciderSpec.second;
import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.command.ExecutionCommand;
import io.continuo.command.RunnerCommand;
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
import org.junit.jupiter.api.Test;

class RunnerSpecTest {
  private static final AttemptId ATTEMPT =
      new AttemptId(ExecutionId.of(new WorkflowId("finance", "daily"), "k", 1), "load", 1, 1);

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
    return new RunnerCommand.Heartbeat(incarnation, "0.1", List.of("default"), 8, 0);
  }

  private static Effect lost(String reason) {
    return new Effect.AskExecution(
        ATTEMPT.execution(),
        new ExecutionCommand.ReportLost("load", 1, 1, new RunnerId("runner-a", 1), reason));
  }

  @Test
  void theFirstHeartbeatJoinsAndTheNextIsSeen() {
    spec()
        .when(heartbeat(1))
        .then(new RunnerEvent.RunnerJoined(1, "0.1", List.of("default"), 8))
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
            new RunnerEvent.RunnerJoined(2, "0.1", List.of("default"), 8),
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
            .after(new RunnerCommand.Leave(1));
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
}
