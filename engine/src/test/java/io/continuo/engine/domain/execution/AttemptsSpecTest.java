package io.continuo.engine.domain.execution;

import static io.continuo.engine.domain.DeciderSpec.second;
import static io.continuo.engine.domain.execution.ExecutionFixture.OTHER;
import static io.continuo.engine.domain.execution.ExecutionFixture.RUNNER;
import static io.continuo.engine.domain.execution.ExecutionFixture.aTask;
import static io.continuo.engine.domain.execution.ExecutionFixture.aWorkflow;
import static io.continuo.engine.domain.execution.ExecutionFixture.attempt;
import static io.continuo.engine.domain.execution.ExecutionFixture.claim;
import static io.continuo.engine.domain.execution.ExecutionFixture.exits;
import static io.continuo.engine.domain.execution.ExecutionFixture.report;
import static io.continuo.engine.domain.execution.ExecutionFixture.spec;
import static io.continuo.engine.domain.execution.ExecutionFixture.started;
import static io.continuo.engine.domain.execution.ExecutionFixture.wake;
import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.command.Ending;
import io.continuo.command.ExecutionCommand;
import io.continuo.command.RunnerCommand;
import io.continuo.definition.policy.Backoff;
import io.continuo.definition.policy.ExitCodes;
import io.continuo.definition.policy.RetryPolicy;
import io.continuo.definition.policy.Timeouts;
import io.continuo.dispatch.RunnerControl;
import io.continuo.engine.domain.Effect;
import io.continuo.event.ExecutionEvent;
import io.continuo.event.ExecutionEvent.AttemptFailed;
import io.continuo.event.ExecutionEvent.AttemptFenced;
import io.continuo.event.ExecutionEvent.AttemptReattached;
import io.continuo.event.ExecutionEvent.AttemptScheduled;
import io.continuo.event.ExecutionEvent.AttemptStarted;
import io.continuo.event.ExecutionEvent.AttemptStopRequested;
import io.continuo.event.ExecutionEvent.AttemptSucceeded;
import io.continuo.event.ExecutionEvent.AttemptWatched;
import io.continuo.event.ExecutionEvent.DispatchRepeated;
import io.continuo.event.ExecutionEvent.ExecutionEnded;
import io.continuo.event.ExecutionEvent.RetryScheduled;
import io.continuo.event.ExecutionEvent.TaskFailed;
import io.continuo.event.ExecutionStatus;
import io.continuo.event.FailureKind;
import io.continuo.event.TaskOutcome;
import io.continuo.id.RunnerId;
import io.continuo.value.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AttemptsSpecTest {
  private static final Value.Fields NONE = Value.Fields.EMPTY;
  private static final Backoff STEADY =
      new Backoff(Duration.ofSeconds(30), 2, Duration.ofSeconds(50), 0);

  @Test
  void theUsersFailuresAreRetriedAfterABackoffUpToTheMaximum() {
    var spec =
        started(aWorkflow().task(aTask("a").retry(RetryPolicy.attempts(3).withBackoff(STEADY))))
            .at(10)
            .after(claim("a", 1, 1));
    spec.when(exits("a", 1, 1, 7))
        .then(
            new AttemptFailed(
                "a", 1, 1, FailureKind.ERROR, OptionalInt.of(7), "failed with exit code 7"),
            new RetryScheduled("a", 2, 1, second(40)));
    spec.at(40).when(wake("a", 40)).then(new AttemptScheduled("a", 2, 1, NONE));
    spec.after(claim("a", 2, 1))
        .when(exits("a", 2, 1, 7))
        .then(
            new AttemptFailed(
                "a", 2, 1, FailureKind.ERROR, OptionalInt.of(7), "failed with exit code 7"),
            new RetryScheduled("a", 3, 1, second(90)));
    spec.at(90).after(wake("a", 90)).after(claim("a", 3, 1)).when(exits("a", 3, 1, 7));
    assertThat(spec.events())
        .contains(new TaskFailed("a", TaskOutcome.FAILED_USER, "failed with exit code 7"));
  }

  @Test
  void backoffWithJitterIsTheSameForTheSameExecutionAndWithinItsBounds() {
    Backoff jittery = new Backoff(Duration.ofSeconds(100), 2, Duration.ofHours(1), 0.2);
    var workflow = aWorkflow().task(aTask("a").retry(RetryPolicy.attempts(2).withBackoff(jittery)));
    Instant first =
        due(started(workflow).after(claim("a", 1, 1)).when(exits("a", 1, 1, 1)).events());
    Instant second =
        due(started(workflow).after(claim("a", 1, 1)).when(exits("a", 1, 1, 1)).events());
    assertThat(first).isEqualTo(second).isBetween(second(80), second(120));
  }

  private static Instant due(Iterable<ExecutionEvent> events) {
    for (ExecutionEvent event : events) {
      if (event instanceof RetryScheduled retry) {
        return retry.due();
      }
    }
    throw new AssertionError("no retry in " + events);
  }

  @Test
  void aReportClaimsAnAttemptThatNobodyHasClaimed() {
    started(aWorkflow().task(aTask("a")).task(aTask("b").after("a")))
        .when(report("a", 1, 1, new Ending.Exited(0, NONE, "")))
        .then(
            new AttemptStarted("a", 1, 1, RUNNER),
            new AttemptSucceeded("a", 1, 1, OptionalInt.of(0), NONE),
            new AttemptScheduled("b", 1, 1, NONE));
  }

  @Test
  void aReportOfAnAttemptThatDoesNotCountClaimsNothing() {
    started(aWorkflow().task(aTask("a")))
        .when(report("a", 1, 2, new Ending.Exited(0, NONE, "")))
        .then(
            new AttemptFenced(
                "a",
                1,
                2,
                RUNNER.name(),
                "the report does not count: the task is queued as attempt 1 (epoch 1)"));
  }

  @Test
  void aFatalExitCodeIsNotRetried() {
    ExitCodes codes = new ExitCodes(Set.of(0), Set.of(20), Set.of(50), Set.of());
    var spec =
        started(aWorkflow().task(aTask("a").retry(RetryPolicy.attempts(5).withExitCodes(codes))))
            .after(claim("a", 1, 1))
            .when(exits("a", 1, 1, 50));
    assertThat(spec.events())
        .contains(new TaskFailed("a", TaskOutcome.FAILED_USER, "fatal with exit code 50"))
        .noneMatch(event -> event instanceof RetryScheduled);
  }

  @Test
  void aBlockedExitCodeWaitsWithoutChargingAnAttempt() {
    ExitCodes codes = new ExitCodes(Set.of(0), Set.of(20), Set.of(50), Set.of());
    RetryPolicy policy =
        RetryPolicy.attempts(1).withExitCodes(codes).withBlockedDelay(Duration.ofMinutes(1));
    started(aWorkflow().task(aTask("a").retry(policy)))
        .after(claim("a", 1, 1))
        .when(exits("a", 1, 1, 20))
        .then(
            new AttemptFailed(
                "a", 1, 1, FailureKind.BLOCKED, OptionalInt.of(20), "blocked with exit code 20"),
            new RetryScheduled("a", 1, 2, second(60)));
  }

  @Test
  void aLostRunnerCostsThePlatformAndRaisesTheEpoch() {
    started(aWorkflow().task(aTask("a")))
        .after(claim("a", 1, 1))
        .when(
            new ExecutionCommand.ReportLost("a", 1, 1, RUNNER, "runner 'runner-a' was lost", false))
        .then(
            new AttemptFailed(
                "a", 1, 1, FailureKind.PLATFORM, OptionalInt.empty(), "runner 'runner-a' was lost"),
            new RetryScheduled("a", 1, 2, second(1)));
  }

  @Test
  void thePlatformsBudgetIsSpentAfterFiveReDispatches() {
    var spec = started(aWorkflow().task(aTask("a")));
    for (int epoch = 1; epoch <= 6; epoch++) {
      spec.at(epoch * 100L).after(wake("a", epoch * 100L)).after(claim("a", 1, epoch));
      spec.when(report("a", 1, epoch, new Ending.PlatformFailure("image not found")));
    }
    assertThat(spec.events())
        .contains(new TaskFailed("a", TaskOutcome.FAILED_PLATFORM, "image not found"));
  }

  @Test
  void aSecondRunnerIsFencedAndToldToStop() {
    started(aWorkflow().task(aTask("a")))
        .after(claim("a", 1, 1))
        .when(claim("a", 1, 1, OTHER))
        .then(new AttemptFenced("a", 1, 1, "runner-b", "taken by runner runner-a"))
        .thenEffects(
            new Effect.TellRunner(
                "runner-b",
                new RunnerControl.ClaimRefused(
                    attempt("a", 1, 1), "taken by runner runner-a", true)));
  }

  @Test
  void aClaimOfAnOldEpochIsFenced() {
    var spec =
        started(aWorkflow().task(aTask("a")))
            .after(claim("a", 1, 1))
            .after(new ExecutionCommand.ReportLost("a", 1, 1, RUNNER, "lost", false))
            .at(1)
            .after(wake("a", 1))
            .when(claim("a", 1, 1));
    assertThat(spec.events()).allMatch(event -> event instanceof AttemptFenced);
    spec.thenEffects(
        refused("another attempt counts: the task is queued as attempt 1 (epoch 2)", true));
  }

  private static Effect refused(String reason, boolean goesOn) {
    return new Effect.TellRunner(
        "runner-a", new RunnerControl.ClaimRefused(attempt("a", 1, 1), reason, goesOn));
  }

  @Test
  void aFencedAttemptDoesNotGoOnWhenTheNextOneCounts() {
    started(aWorkflow().task(aTask("a").retry(RetryPolicy.attempts(3).withBackoff(STEADY))))
        .after(claim("a", 1, 1))
        .after(exits("a", 1, 1, 7))
        .when(claim("a", 1, 1))
        .thenEffects(
            refused(
                "another attempt counts: the task waits until 2026-11-21T02:00:30Z for attempt 2 (epoch 1)",
                false));
  }

  @Test
  void aFencedAttemptDoesNotGoOnWhenItsHolderWasToldToStop() {
    started(aWorkflow().task(aTask("a")))
        .after(claim("a", 1, 1, OTHER))
        .after(new ExecutionCommand.CancelExecution("ann", "wrong date"))
        .when(claim("a", 1, 1))
        .thenEffects(refused("taken by runner runner-b", false));
  }

  @Test
  void aClaimOfAnEndedExecutionIsFenced() {
    spec(aWorkflow().task(aTask("a")))
        .when(claim("a", 1, 1))
        .then(new AttemptFenced("a", 1, 1, "runner-a", "the execution has ended or never was"));
  }

  @Test
  void aReportThatComesAfterTheEndOfTheExecutionIsOnRecordAsFenced() {
    spec(aWorkflow().task(aTask("a")))
        .when(exits("a", 1, 1, 0))
        .then(new AttemptFenced("a", 1, 1, "runner-a", "the execution has ended or never was"));
  }

  @Test
  void aRunnerThatWaitsForItsClaimHearsThatItStands() {
    started(aWorkflow().task(aTask("a")))
        .when(new ExecutionCommand.ClaimAttempt("a", 1, 1, RUNNER, true))
        .thenEffects(
            new Effect.TellRunner("runner-a", new RunnerControl.ClaimAccepted(attempt("a", 1, 1))));
  }

  @Test
  void aRestartedRunnerTakesItsAttemptOverAndTheOldProcessIsForgotten() {
    RunnerId later = new RunnerId("runner-a", 2);
    started(aWorkflow().task(aTask("a")))
        .after(claim("a", 1, 1))
        .when(claim("a", 1, 1, later))
        .then(new AttemptReattached("a", 1, 1, later))
        .when(new ExecutionCommand.ReportLost("a", 1, 1, RUNNER, "restarted", false))
        .thenNothing();
  }

  @Test
  void whatARunnerHandsOverIsDispatchedAgainAtOnceAndChargedToNobody() {
    String why = "runner 'runner-a' left and handed the attempt over";
    var spec =
        started(aWorkflow().task(aTask("a").retry(RetryPolicy.attempts(1))))
            .after(claim("a", 1, 1));
    for (int epoch = 1; epoch <= 20; epoch++) {
      spec.when(new ExecutionCommand.ReportLost("a", 1, epoch, RUNNER, why, true))
          .then(
              new AttemptFailed("a", 1, epoch, FailureKind.HANDED_OVER, OptionalInt.empty(), why),
              new RetryScheduled("a", 1, epoch + 1, second(0)))
          .after(wake("a", 0))
          .after(claim("a", 1, epoch + 1));
    }
  }

  @Test
  void anAttemptThatOutlivesItsFirstLeaseIsGuardedByItsRunnersAggregate() {
    started(aWorkflow().task(aTask("a")))
        .after(claim("a", 1, 1))
        .at(10)
        .when(wake("a", 10))
        .then(new AttemptWatched("a", 1, 1))
        .thenEffects(
            new Effect.AskRunner("runner-a", new RunnerCommand.GuardAttempt(attempt("a", 1, 1), 1)))
        .when(exits("a", 1, 1, 0))
        .then(
            new AttemptSucceeded("a", 1, 1, OptionalInt.of(0), NONE),
            new ExecutionEnded(ExecutionStatus.SUCCEEDED, NONE, ""));
  }

  @Test
  void aReadyTaskCommandThatNobodyTookIsSentAgain() {
    started(aWorkflow().task(aTask("a")))
        .at(600)
        .when(wake("a", 600))
        .then(new DispatchRepeated("a", 1, 1));
  }

  @Test
  void theQueuedTimeoutChargesTheUser() {
    Timeouts queued =
        new Timeouts(Optional.of(Duration.ofSeconds(5)), Optional.empty(), Optional.empty());
    var spec = started(aWorkflow().task(aTask("a").timeouts(queued))).at(5).when(wake("a", 5));
    assertThat(spec.events())
        .contains(
            new TaskFailed(
                "a", TaskOutcome.TIMED_OUT, "no runner of queue 'default' took it within PT5S"));
  }

  @Test
  void theAttemptTimeoutStopsTheAttemptBeforeTheNextOneStarts() {
    Timeouts attempt =
        new Timeouts(Optional.empty(), Optional.of(Duration.ofSeconds(5)), Optional.empty());
    String why = "the attempt ran longer than its timeout of PT5S";
    started(
            aWorkflow()
                .task(
                    aTask("a")
                        .timeouts(attempt)
                        .retry(RetryPolicy.attempts(2).withBackoff(STEADY))))
        .after(claim("a", 1, 1))
        .at(5)
        .when(wake("a", 5))
        .then(new AttemptStopRequested("a", 1, 1, FailureKind.TIMED_OUT, why))
        .at(6)
        .when(exits("a", 1, 1, 0))
        .then(
            new AttemptFailed("a", 1, 1, FailureKind.TIMED_OUT, OptionalInt.of(0), why),
            new RetryScheduled("a", 2, 1, second(36)));
  }

  @Test
  void theTotalTimeoutLeavesNoRoomForARetryBeyondIt() {
    Timeouts total =
        new Timeouts(Optional.empty(), Optional.empty(), Optional.of(Duration.ofSeconds(20)));
    var spec =
        started(
                aWorkflow()
                    .task(
                        aTask("a")
                            .timeouts(total)
                            .retry(RetryPolicy.attempts(9).withBackoff(STEADY))))
            .after(claim("a", 1, 1))
            .when(exits("a", 1, 1, 1));
    assertThat(spec.events())
        .contains(new TaskFailed("a", TaskOutcome.TIMED_OUT, "failed with exit code 1"));
  }

  @Test
  void theDeadlineEndsTheExecutionAsTimedOut() {
    var spec =
        started(aWorkflow().deadline(Duration.ofSeconds(60)).task(aTask("a")))
            .at(60)
            .when(new ExecutionCommand.WakeExecution(Optional.empty(), second(60)));
    assertThat(spec.events())
        .contains(
            new ExecutionEnded(ExecutionStatus.TIMED_OUT, NONE, "the deadline of PT1M has passed"));
  }

  @Test
  void aRunnerThatDoesNotConfirmAStopDoesNotHoldTheExecutionUp() {
    var spec =
        started(aWorkflow().task(aTask("a")))
            .after(claim("a", 1, 1))
            .after(new ExecutionCommand.CancelExecution("ada", ""))
            .at(70)
            .when(wake("a", 70));
    assertThat(spec.events())
        .contains(new ExecutionEnded(ExecutionStatus.CANCELLED, NONE, "cancelled by ada"));
  }
}
