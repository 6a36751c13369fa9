package io.continuo.engine.domain.execution;

import static io.continuo.engine.domain.execution.ExecutionFixture.DIGEST;
import static io.continuo.engine.domain.execution.ExecutionFixture.WORKFLOW;
import static io.continuo.engine.domain.execution.ExecutionFixture.aTask;
import static io.continuo.engine.domain.execution.ExecutionFixture.aWorkflow;
import static io.continuo.engine.domain.execution.ExecutionFixture.claim;
import static io.continuo.engine.domain.execution.ExecutionFixture.exits;
import static io.continuo.engine.domain.execution.ExecutionFixture.leaves;
import static io.continuo.engine.domain.execution.ExecutionFixture.spec;
import static io.continuo.engine.domain.execution.ExecutionFixture.start;
import static io.continuo.engine.domain.execution.ExecutionFixture.started;
import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.command.ExecutionCommand;
import io.continuo.command.WorkflowCommand;
import io.continuo.definition.policy.OnTaskFailure;
import io.continuo.definition.policy.OnWorkflowFailure;
import io.continuo.definition.type.Type;
import io.continuo.engine.domain.Effect;
import io.continuo.event.ExecutionEvent.AttemptFailed;
import io.continuo.event.ExecutionEvent.AttemptScheduled;
import io.continuo.event.ExecutionEvent.AttemptStarted;
import io.continuo.event.ExecutionEvent.AttemptStopRequested;
import io.continuo.event.ExecutionEvent.AttemptSucceeded;
import io.continuo.event.ExecutionEvent.ExecutionEnded;
import io.continuo.event.ExecutionEvent.ExecutionStarted;
import io.continuo.event.ExecutionEvent.ExecutionStopping;
import io.continuo.event.ExecutionEvent.TaskDefaulted;
import io.continuo.event.ExecutionEvent.TaskFailed;
import io.continuo.event.ExecutionEvent.TaskSkipped;
import io.continuo.event.ExecutionStatus;
import io.continuo.event.FailureKind;
import io.continuo.event.TaskOutcome;
import io.continuo.value.Value;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ExecutionGraphSpecTest {
  private static final Value.Fields NONE = Value.Fields.EMPTY;
  private static final OptionalInt ZERO = OptionalInt.of(0);

  @Test
  void startingSchedulesTheTasksWithoutParents() {
    var spec =
        spec(aWorkflow().task(aTask("a")).task(aTask("b").after("a")).task(aTask("c")))
            .when(start());

    spec.then(
        new ExecutionStarted(WORKFLOW, 1, DIGEST, Optional.of("2026-11-21"), 1, "manual", NONE),
        new AttemptScheduled("a", 1, 1, NONE),
        new AttemptScheduled("c", 1, 1, NONE));
    assertThat(spec.effects()).hasSize(2).allMatch(effect -> effect instanceof Effect.LaunchTask);
  }

  @Test
  void aTaskStartsWhenItsLastParentHasSucceeded() {
    started(aWorkflow().task(aTask("a")).task(aTask("b")).task(aTask("join").after("a", "b")))
        .after(claim("a", 1, 1))
        .after(claim("b", 1, 1))
        .when(exits("a", 1, 1, 0))
        .then(new AttemptSucceeded("a", 1, 1, ZERO, NONE))
        .when(exits("b", 1, 1, 0))
        .then(
            new AttemptSucceeded("b", 1, 1, ZERO, NONE), new AttemptScheduled("join", 1, 1, NONE));
  }

  @Test
  void theLastSuccessEndsTheExecutionAndTellsItsWorkflow() {
    started(aWorkflow().task(aTask("only")))
        .after(claim("only", 1, 1))
        .when(exits("only", 1, 1, 0))
        .then(
            new AttemptSucceeded("only", 1, 1, ZERO, NONE),
            new ExecutionEnded(ExecutionStatus.SUCCEEDED, NONE, ""))
        .thenEffects(
            new Effect.AskWorkflow(
                WORKFLOW,
                new WorkflowCommand.NoteExecutionEnded(
                    ExecutionFixture.ID, ExecutionStatus.SUCCEEDED)));
  }

  @Test
  void outputsFlowIntoTheInputsOfLaterTasks() {
    var spec =
        started(
                aWorkflow()
                    .task(aTask("extract").output("rows", Type.parse("integer")))
                    .task(aTask("load").input("count", Value.of("${tasks.extract.outputs.rows}"))))
            .after(claim("extract", 1, 1));

    spec.when(leaves("extract", 1, 1, Map.of("rows", Value.of(7))))
        .then(
            new AttemptSucceeded(
                "extract", 1, 1, ZERO, new Value.Fields(Map.of("rows", Value.of(7)))),
            new AttemptScheduled("load", 1, 1, new Value.Fields(Map.of("count", Value.of(7)))));
  }

  @Test
  void illTypedOutputsAreTheTasksFailureWithAPlainReason() {
    var spec =
        started(aWorkflow().task(aTask("extract").output("rows", Type.parse("integer"))))
            .after(claim("extract", 1, 1))
            .when(leaves("extract", 1, 1, Map.of("rows", Value.of("many"))));

    assertThat(spec.events().getFirst())
        .isEqualTo(
            new AttemptFailed(
                "extract",
                1,
                1,
                FailureKind.ERROR,
                ZERO,
                "output 'rows': the value is the text 'many', not an integer"));
  }

  @Test
  void missingOutputsAreTheTasksFailureAndSayWhereToWriteThem() {
    var spec =
        started(aWorkflow().task(aTask("extract").output("rows", Type.parse("integer"))))
            .after(claim("extract", 1, 1))
            .when(exits("extract", 1, 1, 0));

    assertThat(((AttemptFailed) spec.events().getFirst()).message())
        .isEqualTo(
            "output 'rows' is missing: the task must write it to the JSON file that CONTINUO_OUTPUTS names");
  }

  @Test
  void abortStopsWhatRunsAndTheExecutionEndsWhenTheLastHasStopped() {
    String why = "task 'bad' failed: failed with exit code 1";
    started(aWorkflow().task(aTask("bad")).task(aTask("long")).task(aTask("after").after("bad")))
        .after(claim("bad", 1, 1))
        .after(claim("long", 1, 1))
        .when(exits("bad", 1, 1, 1))
        .then(
            new AttemptFailed(
                "bad", 1, 1, FailureKind.ERROR, OptionalInt.of(1), "failed with exit code 1"),
            new TaskFailed("bad", TaskOutcome.FAILED_USER, "failed with exit code 1"),
            new TaskFailed("after", TaskOutcome.UPSTREAM_FAILED, "not run: task 'bad' failed"),
            new ExecutionStopping(ExecutionStatus.FAILED, why),
            new AttemptStopRequested("long", 1, 1, FailureKind.CANCELLED, why))
        .when(
            ExecutionFixture.report(
                "long", 1, 1, new io.continuo.command.Ending.Stopped("SIGTERM")))
        .then(
            new AttemptFailed("long", 1, 1, FailureKind.CANCELLED, OptionalInt.empty(), why),
            new TaskFailed("long", TaskOutcome.CANCELLED, why),
            new ExecutionEnded(ExecutionStatus.FAILED, NONE, why));
  }

  @Test
  void finishRunningLetsWhatRunsEndAndStartsNothingNew() {
    var spec =
        started(
                aWorkflow()
                    .onFailure(OnWorkflowFailure.FINISH_RUNNING)
                    .task(aTask("bad"))
                    .task(aTask("long"))
                    .task(aTask("after-long").after("long")))
            .after(claim("bad", 1, 1))
            .after(claim("long", 1, 1))
            .after(exits("bad", 1, 1, 1));

    spec.when(exits("long", 1, 1, 0));
    assertThat(spec.events())
        .extracting(event -> event.getClass().getSimpleName())
        .containsExactly("AttemptSucceeded", "ExecutionEnded");
  }

  @Test
  void finishIndependentRunsEverythingThatDoesNotNeedTheFailedTask() {
    var spec =
        started(
                aWorkflow()
                    .onFailure(OnWorkflowFailure.FINISH_INDEPENDENT)
                    .task(aTask("bad"))
                    .task(aTask("needs-bad").after("bad"))
                    .task(aTask("long"))
                    .task(aTask("after-long").after("long")))
            .after(claim("bad", 1, 1))
            .after(claim("long", 1, 1))
            .after(exits("bad", 1, 1, 1));

    spec.when(exits("long", 1, 1, 0))
        .then(
            new AttemptSucceeded("long", 1, 1, ZERO, NONE),
            new AttemptScheduled("after-long", 1, 1, NONE));
    spec.after(claim("after-long", 1, 1))
        .when(exits("after-long", 1, 1, 0))
        .then(
            new AttemptSucceeded("after-long", 1, 1, ZERO, NONE),
            new ExecutionEnded(ExecutionStatus.FAILED, NONE, "task 'bad' failed"));
  }

  @Test
  void aTaskThatMayBeSkippedDoesNotHoldUpWhatFollows() {
    started(
            aWorkflow()
                .task(
                    aTask("optional")
                        .onFailure(OnTaskFailure.SKIP)
                        .output("rows", Type.parse("integer")))
                .task(aTask("next").input("rows", Value.of("${tasks.optional.outputs.rows}"))))
        .after(claim("optional", 1, 1))
        .when(exits("optional", 1, 1, 1))
        .then(
            new AttemptFailed(
                "optional", 1, 1, FailureKind.ERROR, OptionalInt.of(1), "failed with exit code 1"),
            new TaskSkipped("optional", "failed with exit code 1"),
            new AttemptScheduled("next", 1, 1, new Value.Fields(Map.of("rows", Value.NULL))));
  }

  @Test
  void aTaskWithDefaultOutputsHandsThemOnWhenItFails() {
    Value.Fields zero = new Value.Fields(Map.of("rows", Value.of(0)));
    started(
            aWorkflow()
                .task(
                    aTask("guess")
                        .onFailure(new OnTaskFailure.Default(zero))
                        .output("rows", Type.parse("integer")))
                .task(aTask("next").input("rows", Value.of("${tasks.guess.outputs.rows}"))))
        .after(claim("guess", 1, 1))
        .when(exits("guess", 1, 1, 1))
        .then(
            new AttemptFailed(
                "guess", 1, 1, FailureKind.ERROR, OptionalInt.of(1), "failed with exit code 1"),
            new TaskDefaulted("guess", zero, "failed with exit code 1"),
            new AttemptScheduled("next", 1, 1, zero));
  }

  @Test
  void cancellingReachesQueuedAndRunningTasks() {
    String why = "cancelled by ada: wrong input";
    started(aWorkflow().task(aTask("queued")).task(aTask("running")))
        .after(claim("running", 1, 1))
        .when(new ExecutionCommand.CancelExecution("ada", "wrong input"))
        .then(
            new ExecutionStopping(ExecutionStatus.CANCELLED, why),
            new TaskFailed("queued", TaskOutcome.CANCELLED, "not run: " + why),
            new AttemptStopRequested("running", 1, 1, FailureKind.CANCELLED, why));
  }

  @Test
  void cancellingWhatHasEndedIsRejected() {
    spec(aWorkflow().task(aTask("a")))
        .when(new ExecutionCommand.CancelExecution("ada", ""))
        .thenRejected("not-live", "nothing to cancel");
  }

  @Test
  void aClaimOfTheSameRunnerAgainIsNoNews() {
    started(aWorkflow().task(aTask("a")))
        .when(claim("a", 1, 1))
        .then(new AttemptStarted("a", 1, 1, ExecutionFixture.RUNNER))
        .when(claim("a", 1, 1))
        .thenNothing();
  }
}
