package io.continuo.engine.domain.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.command.NamespaceCommand;
import io.continuo.command.WorkflowCommand;
import io.continuo.definition.Input;
import io.continuo.definition.TaskDefinition;
import io.continuo.definition.WorkflowBuilder;
import io.continuo.definition.WorkflowDefinition;
import io.continuo.definition.partition.Grain;
import io.continuo.definition.partition.Partitions;
import io.continuo.definition.policy.OverlapPolicy;
import io.continuo.definition.policy.OverlapPolicy.Kind;
import io.continuo.definition.type.Type;
import io.continuo.engine.domain.DeciderSpec;
import io.continuo.engine.domain.Effect;
import io.continuo.engine.snapshot.WorkflowSnapshot;
import io.continuo.event.ExecutionStatus;
import io.continuo.event.PauseScope;
import io.continuo.event.WorkflowEvent;
import io.continuo.event.WorkflowEvent.ExecutionTriggered;
import io.continuo.id.Digest;
import io.continuo.id.ExecutionId;
import io.continuo.id.WorkflowId;
import io.continuo.value.Value;
import io.continuo.wire.codec.WorkflowEventCodec;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WorkflowSpecTest {
  private static final WorkflowId ID = new WorkflowId("finance", "daily");
  private static final Digest DIGEST = new Digest("cd".repeat(32));

  private static DeciderSpec<WorkflowState, WorkflowCommand, WorkflowEvent> spec() {
    return new DeciderSpec<>(
        new DeciderSpec.Subject<>(
            new WorkflowDecider(ID, Set.of("default")),
            new WorkflowSnapshot(),
            WorkflowState.UNREGISTERED,
            new WorkflowEventCodec(),
            ID.toString()));
  }

  private static WorkflowBuilder aWorkflow() {
    return WorkflowDefinition.of(ID).task(TaskDefinition.named("a").type("noop"));
  }

  private static WorkflowCommand register(WorkflowBuilder workflow) {
    return new WorkflowCommand.RegisterWorkflow(workflow.build(), DIGEST, Optional.empty());
  }

  private static DeciderSpec<WorkflowState, WorkflowCommand, WorkflowEvent> registered(
      WorkflowBuilder workflow) {
    return spec().after(register(workflow));
  }

  private static DeciderSpec<WorkflowState, WorkflowCommand, WorkflowEvent> overlapping(
      Kind kind, int max) {
    return registered(aWorkflow().overlap(OverlapPolicy.of(kind, max)));
  }

  private static WorkflowCommand trigger(String key) {
    return new WorkflowCommand.TriggerExecution(
        key, "manual", "", Optional.empty(), Value.Fields.EMPTY, Optional.empty());
  }

  private static WorkflowCommand triggerWith(
      Optional<String> partition, Map<String, Value> inputs) {
    return new WorkflowCommand.TriggerExecution(
        "k", "manual", "", partition, new Value.Fields(inputs), Optional.empty());
  }

  private static ExecutionId execution(String key) {
    return ExecutionId.of(ID, key, 1);
  }

  private static ExecutionTriggered triggered(String key, boolean held) {
    return new ExecutionTriggered(
        execution(key),
        key,
        "manual",
        "",
        Optional.empty(),
        1,
        DIGEST,
        Optional.empty(),
        1,
        Value.Fields.EMPTY,
        held);
  }

  private static WorkflowCommand ended(String key) {
    return new WorkflowCommand.NoteExecutionEnded(execution(key), ExecutionStatus.SUCCEEDED);
  }

  @Test
  void theSameDefinitionAgainIsNoNewVersion() {
    WorkflowDefinition definition = aWorkflow().build();
    spec()
        .when(register(aWorkflow()))
        .then(new WorkflowEvent.WorkflowRegistered(1, DIGEST, definition))
        .thenEffects(
            new Effect.PublishDefinition(definition, DIGEST),
            new Effect.AskNamespace("finance", new NamespaceCommand.EnrollWorkflow(ID)))
        .when(register(aWorkflow()))
        .thenNothing();
  }

  @Test
  void aVersionOnTopOfAnUnexpectedOneIsRejected() {
    registered(aWorkflow())
        .when(
            new WorkflowCommand.RegisterWorkflow(
                aWorkflow().build(), DIGEST, Optional.of(new Digest("00".repeat(32)))))
        .thenRejected("precondition-failed", "read it again");
  }

  @Test
  void aTaskForAQueueThatDoesNotExistIsRejected() {
    spec()
        .when(
            register(
                WorkflowDefinition.of(ID)
                    .task(TaskDefinition.named("a").type("noop").queue("gpu"))))
        .thenRejected(
            "unknown-queue", "queue 'gpu' does not exist: task a asks", "[default]", "--queues");
  }

  @Test
  void triggeringWhatIsNotRegisteredIsRejected() {
    spec().when(trigger("k")).thenRejected("not-found", "register it first");
  }

  @Test
  void theSameIdempotencyKeyIsTheSameExecution() {
    registered(aWorkflow())
        .when(trigger("k"))
        .then(triggered("k", false))
        .when(trigger("k"))
        .thenNothing();
  }

  @Test
  void anIdempotencyKeyIsForgottenAfterADay() {
    var spec = registered(aWorkflow()).after(trigger("k")).after(ended("k"));
    spec.at(86_401).after(trigger("other"));
    assertThat(spec.state().runs().keys()).containsOnlyKeys("other");
  }

  @Test
  void aForgottenKeyIsStillTheSameExecutionWhileThatIsNotOver() {
    var spec = overlapping(Kind.QUEUE, 1);
    for (String key : new String[] {"live", "held", "last"}) {
      spec.after(trigger(key));
    }
    spec.at(86_401).after(trigger("other"));
    assertThat(spec.state().runs().keys()).containsOnlyKeys("last", "other");
    spec.when(trigger("live")).thenNothing().when(trigger("held")).thenNothing();
    assertThat(spec.state().runs().held().keySet())
        .containsExactly(execution("held"), execution("last"), execution("other"));
  }

  @Test
  void runsOfAPartitionAreNumbered() {
    var spec = registered(aWorkflow().partitions(Partitions.of(Grain.DAILY)));
    spec.after(triggerWith(Optional.of("2026-11-21"), Map.of()));
    spec.when(
        new WorkflowCommand.TriggerExecution(
            "k2", "manual", "", Optional.of("2026-11-21"), Value.Fields.EMPTY, Optional.empty()));
    assertThat(((ExecutionTriggered) spec.events().getFirst()).run()).isEqualTo(2);
  }

  @Test
  void aPartitionThatDoesNotFitTheGrainIsRejected() {
    registered(aWorkflow().partitions(Partitions.of(Grain.DAILY)))
        .when(triggerWith(Optional.of("2026-11"), Map.of()))
        .thenRejected("invalid-trigger", "2026-11", "daily");
  }

  @Test
  void everyProblemOfTheInputsIsNamedAtOnce() {
    registered(
            aWorkflow()
                .input("currency", Input.of(Type.parse("string")))
                .input("rows", Input.of(Type.parse("integer"))))
        .when(
            triggerWith(
                Optional.empty(), Map.of("rows", Value.of("many"), "colour", Value.of("red"))))
        .thenRejected("invalid-trigger", "'rows'", "'currency' is missing", "'colour'");
  }

  @Test
  void queueHoldsWhatExceedsTheBoundAndReleasesItInOrder() {
    overlapping(Kind.QUEUE, 1)
        .after(trigger("a"))
        .when(trigger("b"))
        .then(triggered("b", true))
        .after(trigger("c"))
        .when(ended("a"))
        .then(
            new WorkflowEvent.ExecutionFinished(execution("a"), ExecutionStatus.SUCCEEDED),
            new WorkflowEvent.ExecutionReleased(execution("b")));
  }

  @Test
  void skipRecordsTheExecutionThatDidNotRun() {
    overlapping(Kind.SKIP, 1)
        .after(trigger("a"))
        .when(trigger("b"))
        .then(
            triggered("b", true),
            new WorkflowEvent.ExecutionSkipped(
                execution("b"),
                WorkflowEvent.ExecutionStatusSkipped.SKIPPED,
                "1 of at most 1 executions are live"));
  }

  @Test
  void refuseRejects() {
    overlapping(Kind.REFUSE, 1)
        .after(trigger("a"))
        .when(trigger("b"))
        .thenRejected("overlap-refused", "1 of at most 1");
  }

  @Test
  void replaceCancelsTheOldestAndStartsTheNewestWhenItHasEnded() {
    overlapping(Kind.REPLACE, 1)
        .after(trigger("a"))
        .after(trigger("b"))
        .when(trigger("c"))
        .then(
            triggered("c", true), // first, for it is the answer to whoever asked
            new WorkflowEvent.ExecutionSkipped(
                execution("b"),
                WorkflowEvent.ExecutionStatusSkipped.SKIPPED,
                "replaced by " + execution("c")))
        .when(ended("a"))
        .then(
            new WorkflowEvent.ExecutionFinished(execution("a"), ExecutionStatus.SUCCEEDED),
            new WorkflowEvent.ExecutionReleased(execution("c")));
  }

  @Test
  void theOldestIsWhatStartedFirstHoweverEarlyOthersWereTriggered() {
    var spec =
        registered(
            aWorkflow()
                .partitions(Partitions.of(Grain.DAILY))
                .overlap(OverlapPolicy.of(Kind.REPLACE, 2)));
    spec.after(triggerOf("2026-11-11"))
        .after(triggerOf("2026-11-12"))
        .after(new WorkflowCommand.RunBackfillSlot("b", "2026-11-01", Value.Fields.EMPTY, false))
        .after(triggerOf("2026-11-13"))
        .after(ended("2026-11-11"))
        .after(ended("2026-11-12"))
        .restarted()
        .when(triggerOf("2026-11-14"));
    assertThat(spec.events())
        .contains(
            new WorkflowEvent.ExecutionReplaced(execution("2026-11-13"), execution("2026-11-14")));
  }

  private static WorkflowCommand triggerOf(String partition) {
    return new WorkflowCommand.TriggerExecution(
        partition, "manual", "", Optional.of(partition), Value.Fields.EMPTY, Optional.empty());
  }

  @Test
  void aPausedWorkflowHoldsItsTriggersUntilItIsResumed() {
    registered(aWorkflow())
        .after(new WorkflowCommand.PauseWorkflow("ada", PauseScope.WORKFLOW))
        .when(trigger("a"))
        .then(triggered("a", true))
        .when(new WorkflowCommand.ResumeWorkflow("ada", PauseScope.WORKFLOW))
        .then(
            new WorkflowEvent.WorkflowResumed("ada", PauseScope.WORKFLOW),
            new WorkflowEvent.ExecutionReleased(execution("a")));
  }

  @Test
  void whatIsHeldCanBeCancelled() {
    overlapping(Kind.QUEUE, 1)
        .after(trigger("a"))
        .after(trigger("b"))
        .when(new WorkflowCommand.CancelQueued(execution("b"), "ada", "not needed"))
        .then(
            new WorkflowEvent.ExecutionSkipped(
                execution("b"),
                WorkflowEvent.ExecutionStatusSkipped.CANCELLED,
                "cancelled by ada: not needed"));
  }
}
