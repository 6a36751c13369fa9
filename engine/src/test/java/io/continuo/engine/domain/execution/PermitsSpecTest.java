package io.continuo.engine.domain.execution;

import static io.continuo.engine.domain.DeciderSpec.second;
import static io.continuo.engine.domain.execution.ExecutionFixture.RUNNER;
import static io.continuo.engine.domain.execution.ExecutionFixture.WORKFLOW;
import static io.continuo.engine.domain.execution.ExecutionFixture.aTask;
import static io.continuo.engine.domain.execution.ExecutionFixture.aWorkflow;
import static io.continuo.engine.domain.execution.ExecutionFixture.attempt;
import static io.continuo.engine.domain.execution.ExecutionFixture.claim;
import static io.continuo.engine.domain.execution.ExecutionFixture.exits;
import static io.continuo.engine.domain.execution.ExecutionFixture.grant;
import static io.continuo.engine.domain.execution.ExecutionFixture.holding;
import static io.continuo.engine.domain.execution.ExecutionFixture.spec;
import static io.continuo.engine.domain.execution.ExecutionFixture.start;
import static io.continuo.engine.domain.execution.ExecutionFixture.started;
import static io.continuo.engine.domain.execution.ExecutionFixture.wake;
import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.command.ExecutionCommand;
import io.continuo.command.LimitCommand;
import io.continuo.definition.TaskBuilder;
import io.continuo.definition.WorkflowBuilder;
import io.continuo.definition.policy.Backoff;
import io.continuo.definition.policy.Priority;
import io.continuo.definition.policy.RetryPolicy;
import io.continuo.definition.policy.Timeouts;
import io.continuo.definition.type.Type;
import io.continuo.dispatch.Lane;
import io.continuo.engine.domain.DeciderSpec;
import io.continuo.engine.domain.Effect;
import io.continuo.event.ExecutionEvent;
import io.continuo.event.ExecutionEvent.AttemptFailed;
import io.continuo.event.ExecutionEvent.AttemptFenced;
import io.continuo.event.ExecutionEvent.AttemptScheduled;
import io.continuo.event.ExecutionEvent.ExecutionStarted;
import io.continuo.event.ExecutionEvent.PermitsHeld;
import io.continuo.event.ExecutionEvent.PermitsRequested;
import io.continuo.event.ExecutionEvent.RetryScheduled;
import io.continuo.event.ExecutionEvent.TaskFailed;
import io.continuo.event.FailureKind;
import io.continuo.event.TaskOutcome;
import io.continuo.value.Value;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class PermitsSpecTest {
  private static final Value.Fields NONE = Value.Fields.EMPTY;
  private static final Map<String, Integer> TWO = Map.of("fx-api", 2, "db", 1);
  private static final Backoff STEADY =
      new Backoff(Duration.ofSeconds(30), 2, Duration.ofSeconds(50), 0);

  /** A task that needs two limits. */
  private static TaskBuilder limited() {
    return aTask("a").options(holding(TWO));
  }

  private static WorkflowBuilder workflow() {
    return aWorkflow().task(limited());
  }

  private static Effect ask(String limit, int weight, int number, int epoch) {
    return new Effect.AskLimit(
        limit,
        new LimitCommand.RequestPermits(
            attempt("a", number, epoch), weight, WORKFLOW, Priority.NORMAL, Lane.LIVE));
  }

  private static Effect release(String limit, int number, int epoch) {
    return new Effect.AskLimit(limit, new LimitCommand.ReleasePermits(attempt("a", number, epoch)));
  }

  private static List<Effect> releases(List<Effect> effects) {
    return effects.stream()
        .filter(
            effect ->
                effect instanceof Effect.AskLimit ask
                    && ask.command() instanceof LimitCommand.ReleasePermits)
        .toList();
  }

  @Test
  void aTaskAsksForOneLimitAfterTheOtherByNameAndThenRuns() {
    var spec = spec(workflow()).when(start());
    assertThat(spec.events()).hasSize(2).last().isEqualTo(new PermitsRequested("a", 1, 1, "db"));
    spec.thenEffects(ask("db", 1, 1, 1))
        .when(grant("a", 1, 1, "db"))
        .then(new PermitsHeld("a", 1, 1, "db"), new PermitsRequested("a", 1, 1, "fx-api"))
        .thenEffects(ask("fx-api", 2, 1, 1))
        .when(grant("a", 1, 1, "fx-api"))
        .then(new PermitsHeld("a", 1, 1, "fx-api"), new AttemptScheduled("a", 1, 1, NONE));
    assertThat(spec.effects()).hasSize(1).first().isInstanceOf(Effect.LaunchTask.class);
  }

  @Test
  void aTaskWithoutLimitsAsksNobody() {
    var spec = spec(aWorkflow().task(aTask("a"))).when(start());
    assertThat(spec.events().getFirst()).isInstanceOf(ExecutionStarted.class);
    assertThat(spec.events().getLast()).isEqualTo(new AttemptScheduled("a", 1, 1, NONE));
    assertThat(spec.effects()).hasSize(1);
  }

  @Test
  void aBackfillAsksInItsLaneAndWithTheWorkflowsPriority() {
    var backfill =
        new ExecutionCommand.StartExecution(
            WORKFLOW,
            1,
            ExecutionFixture.DIGEST,
            Optional.of("2026-11-21"),
            1,
            Lane.BACKFILL_KIND,
            NONE);
    spec(workflow().priority(Priority.HIGH))
        .when(backfill)
        .thenEffects(
            new Effect.AskLimit(
                "db",
                new LimitCommand.RequestPermits(
                    attempt("a", 1, 1), 1, WORKFLOW, Priority.HIGH, Lane.BACKFILL)));
  }

  @Test
  void successGivesAllPermitsBack() {
    var spec = running().when(exits("a", 1, 1, 0));
    assertThat(releases(spec.effects()))
        .containsExactly(release("db", 1, 1), release("fx-api", 1, 1));
  }

  private static DeciderSpec<ExecutionState, ExecutionCommand, ExecutionEvent> running() {
    return started(workflow())
        .after(grant("a", 1, 1, "db"))
        .after(grant("a", 1, 1, "fx-api"))
        .after(claim("a", 1, 1));
  }

  @Test
  void aRetryGivesBackAndAsksAnew() {
    var retried = limited().retry(RetryPolicy.attempts(2).withBackoff(STEADY));
    var spec =
        started(aWorkflow().task(retried))
            .after(grant("a", 1, 1, "db"))
            .after(grant("a", 1, 1, "fx-api"))
            .after(claim("a", 1, 1))
            .when(exits("a", 1, 1, 1));
    assertThat(spec.effects()).containsExactly(release("db", 1, 1), release("fx-api", 1, 1));
    spec.at(30)
        .when(wake("a", 30))
        .then(new PermitsRequested("a", 2, 1, "db"))
        .thenEffects(ask("db", 1, 2, 1));
  }

  @Test
  void aReDispatchAtThePlatformsCostGivesBackAndAsksAnew() {
    var spec =
        running()
            .when(new ExecutionCommand.ReportLost("a", 1, 1, RUNNER, "runner was lost", false));
    spec.then(
            new AttemptFailed(
                "a", 1, 1, FailureKind.PLATFORM, OptionalInt.empty(), "runner was lost"),
            new RetryScheduled("a", 1, 2, second(1)))
        .thenEffects(release("db", 1, 1), release("fx-api", 1, 1))
        .at(1)
        .when(wake("a", 1))
        .then(new PermitsRequested("a", 1, 2, "db"));
  }

  @Test
  void aWatchedAttemptReleasesItsRunnerToo() {
    var spec = running().at(10).after(wake("a", 10)).when(exits("a", 1, 1, 0));
    assertThat(releases(spec.effects())).hasSize(2);
    assertThat(spec.effects()).anyMatch(effect -> effect instanceof Effect.AskRunner);
  }

  @Test
  void cancellingWhileItWaitsGivesBackWhatItHoldsAndItsPlace() {
    var spec =
        started(workflow())
            .after(grant("a", 1, 1, "db"))
            .when(new ExecutionCommand.CancelExecution("ada", ""));
    assertThat(spec.events())
        .contains(new TaskFailed("a", TaskOutcome.CANCELLED, "not run: cancelled by ada"));
    assertThat(releases(spec.effects()))
        .containsExactly(release("db", 1, 1), release("fx-api", 1, 1));
  }

  @Test
  void cancellingBeforeTheFirstGrantGivesTheFirstPlaceBackOnly() {
    var spec = started(workflow()).when(new ExecutionCommand.CancelExecution("ada", ""));
    assertThat(releases(spec.effects())).containsExactly(release("db", 1, 1));
  }

  @Test
  void aRunningAttemptKeepsItsPermitsUntilItsStopIsConfirmed() {
    var spec = running().when(new ExecutionCommand.CancelExecution("ada", ""));
    assertThat(releases(spec.effects())).isEmpty();
    spec.when(exits("a", 1, 1, 137));
    assertThat(releases(spec.effects())).hasSize(2);
  }

  @Test
  void theQueuedTimeoutCountsWhileItWaitsForPermits() {
    Timeouts queued =
        new Timeouts(Optional.of(Duration.ofSeconds(5)), Optional.empty(), Optional.empty());
    var spec =
        started(aWorkflow().task(limited().timeouts(queued)))
            .after(grant("a", 1, 1, "db"))
            .at(5)
            .when(wake("a", 5));
    assertThat(spec.events())
        .contains(
            new TaskFailed(
                "a", TaskOutcome.TIMED_OUT, "limit 'fx-api' gave no permits within PT5S"));
    assertThat(releases(spec.effects())).hasSize(2);
  }

  @Test
  void theQueuedTimeoutCountsFromWhenTheTaskWasReady() {
    Timeouts queued =
        new Timeouts(Optional.of(Duration.ofSeconds(5)), Optional.empty(), Optional.empty());
    var spec =
        started(aWorkflow().task(limited().timeouts(queued)))
            .at(3)
            .after(grant("a", 1, 1, "db"))
            .after(grant("a", 1, 1, "fx-api"))
            .at(5)
            .when(wake("a", 5));
    assertThat(spec.events())
        .contains(
            new TaskFailed(
                "a", TaskOutcome.TIMED_OUT, "no runner of queue 'default' took it within PT5S"));
    assertThat(releases(spec.effects())).hasSize(2);
  }

  @Test
  void theTotalTimeoutCountsWhileItWaitsForPermits() {
    Timeouts total =
        new Timeouts(Optional.empty(), Optional.empty(), Optional.of(Duration.ofSeconds(20)));
    var spec = started(aWorkflow().task(limited().timeouts(total))).at(20).when(wake("a", 20));
    assertThat(releases(spec.effects())).containsExactly(release("db", 1, 1));
  }

  @Test
  void aLimitThatDoesNotAnswerIsAskedAgain() {
    started(workflow())
        .at(3600)
        .when(wake("a", 3600))
        .then(new PermitsRequested("a", 1, 1, "db"))
        .thenEffects(ask("db", 1, 1, 1));
  }

  @Test
  void aGrantThatComesTwiceIsNothing() {
    started(workflow())
        .after(grant("a", 1, 1, "db"))
        .when(grant("a", 1, 1, "db"))
        .thenNothing()
        .thenEffects();
    running().when(grant("a", 1, 1, "db")).thenNothing().thenEffects();
  }

  @Test
  void aGrantThatNobodyWantsGoesBackAtOnce() {
    spec(workflow()).when(grant("a", 1, 1, "db")).thenNothing().thenEffects(release("db", 1, 1));
    running().when(grant("a", 1, 2, "db")).thenNothing().thenEffects(release("db", 1, 2));
    running().when(grant("a", 1, 1, "other")).thenNothing().thenEffects(release("other", 1, 1));
    running()
        .after(new ExecutionCommand.ReportLost("a", 1, 1, RUNNER, "lost", false))
        .when(grant("a", 1, 1, "db"))
        .thenNothing()
        .thenEffects(release("db", 1, 1));
  }

  @Test
  void aClaimOfAnAttemptThatWaitsForPermitsIsFenced() {
    started(workflow())
        .when(claim("a", 1, 1))
        .then(new AttemptFenced("a", 1, 1, RUNNER.name(), "not scheduled yet"));
  }

  @Test
  void aTaskThatCannotBeWiredAsksForNothing() {
    var unwired = limited().input("x", Value.of("${inputs.missing}"));
    var spec = spec(aWorkflow().task(unwired)).when(start());
    assertThat(spec.effects()).noneMatch(effect -> effect instanceof Effect.AskLimit);
  }

  @Test
  void whatWaitsForItsParentHoldsNothing() {
    var child = limited().after("b").input("x", Value.of("${tasks.b.outputs.n}"));
    var parent = aTask("b").output("n", Type.parse("integer"));
    var spec =
        started(aWorkflow().task(parent).task(child))
            .after(claim("b", 1, 1))
            .when(exits("b", 1, 1, 1));
    assertThat(spec.effects()).noneMatch(effect -> effect instanceof Effect.AskLimit);
  }
}
