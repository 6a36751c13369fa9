package io.continuo.engine.domain.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.command.WorkflowCommand;
import io.continuo.definition.TaskDefinition;
import io.continuo.definition.Trigger;
import io.continuo.definition.WorkflowBuilder;
import io.continuo.definition.WorkflowDefinition;
import io.continuo.definition.partition.Grain;
import io.continuo.definition.partition.Partitions;
import io.continuo.definition.policy.CatchUp;
import io.continuo.definition.policy.OverlapPolicy;
import io.continuo.engine.domain.DeciderSpec;
import io.continuo.engine.snapshot.WorkflowSnapshot;
import io.continuo.event.PauseScope;
import io.continuo.event.WorkflowEvent;
import io.continuo.event.WorkflowEvent.ExecutionTriggered;
import io.continuo.event.WorkflowEvent.SlotDue;
import io.continuo.event.WorkflowEvent.SlotsPassed;
import io.continuo.id.Digest;
import io.continuo.id.WorkflowId;
import io.continuo.value.Value;
import io.continuo.wire.codec.WorkflowEventCodec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Slots of schedules. Second 0 of every spec is 2026-11-21T02:00Z. */
class SlotsSpecTest {
  private static final WorkflowId ID = new WorkflowId("finance", "daily");
  private static final long DAY = 86_400;

  private static DeciderSpec<WorkflowState, WorkflowCommand, WorkflowEvent> spec() {
    return new DeciderSpec<>(
        new DeciderSpec.Subject<>(
            new WorkflowDecider(ID, Set.of("default")),
            new WorkflowSnapshot(),
            WorkflowState.UNREGISTERED,
            new WorkflowEventCodec(),
            ID.toString()));
  }

  private static Trigger.Schedule at(String cron, CatchUp catchUp) {
    return new Trigger.Schedule(
        cron,
        Optional.empty(),
        Optional.of(Duration.ofDays(1)),
        Duration.ZERO,
        catchUp,
        Optional.empty());
  }

  /** Runs each day at 03:00 of the next. */
  private static WorkflowBuilder aDaily(CatchUp catchUp) {
    return WorkflowDefinition.of(ID)
        .partitions(Partitions.of(Grain.DAILY))
        .triggers(List.of(at("0 3 * * *", catchUp)))
        .task(TaskDefinition.named("a").type("noop"));
  }

  private static WorkflowCommand register(WorkflowBuilder workflow, String digest) {
    return new WorkflowCommand.RegisterWorkflow(
        workflow.build(), new Digest(digest.repeat(32)), Optional.empty());
  }

  private static WorkflowCommand wake() {
    return new WorkflowCommand.WakeWorkflow(Instant.EPOCH);
  }

  private static Optional<Instant> due(WorkflowState state) {
    return Schedules.due(state);
  }

  private static List<String> slotsRun(List<WorkflowEvent> events) {
    return events.stream()
        .flatMap(e -> e instanceof ExecutionTriggered t ? t.slot().stream() : Stream.empty())
        .toList();
  }

  private static <E> List<E> only(List<WorkflowEvent> events, Class<E> type) {
    return events.stream().filter(type::isInstance).map(type::cast).toList();
  }

  @Test
  void aSlotRunsWhenItsTimeHasCome() {
    var spec = spec().after(register(aDaily(CatchUp.LATEST), "aa"));
    assertThat(due(spec.state())).contains(Instant.parse("2026-11-21T03:00:00Z"));
    spec.at(3_599).when(wake()).thenNothing();
    spec.at(3_600).when(wake());
    assertThat(slotsRun(spec.events())).containsExactly("2026-11-20");
    assertThat(only(spec.events(), SlotDue.class).getFirst().late()).isFalse();
    assertThat(due(spec.state())).contains(Instant.parse("2026-11-22T03:00:00Z"));
    spec.when(wake()).thenNothing();
  }

  @Test
  void ofTheSlotsMissedInAnOutageTheLatestRuns() {
    var spec = spec().after(register(aDaily(CatchUp.LATEST), "aa"));
    spec.at(7 * DAY).when(wake());
    assertThat(only(spec.events(), SlotsPassed.class))
        .singleElement()
        .satisfies(
            passed -> {
              assertThat(passed.first()).isEqualTo("2026-11-20");
              assertThat(passed.last()).isEqualTo("2026-11-25");
              assertThat(passed.count()).isEqualTo(6);
              assertThat(passed.reason()).contains("catchUp is latest");
            });
    assertThat(slotsRun(spec.events())).containsExactly("2026-11-26");
  }

  @Test
  void withoutCatchUpNoMissedSlotRuns() {
    var spec = spec().after(register(aDaily(CatchUp.NONE), "aa"));
    spec.at(7 * DAY).when(wake());
    assertThat(only(spec.events(), SlotsPassed.class).getFirst().count()).isEqualTo(7);
    assertThat(slotsRun(spec.events())).isEmpty();
  }

  @Test
  void allMissedSlotsRunInTheirOrder() {
    var spec = spec().after(register(aDaily(CatchUp.ALL), "aa"));
    spec.at(3 * DAY).when(wake());
    assertThat(slotsRun(spec.events())).containsExactly("2026-11-20", "2026-11-21", "2026-11-22");
  }

  @Test
  void theLastNMissedSlotsRun() {
    var spec = spec().after(register(aDaily(CatchUp.last(2)), "aa"));
    spec.at(7 * DAY).when(wake());
    assertThat(slotsRun(spec.events())).containsExactly("2026-11-25", "2026-11-26");
  }

  @Test
  void missedSlotsAreCaughtUpAtTheirRate() {
    var spec =
        spec()
            .after(
                register(
                    aDaily(CatchUp.ALL)
                        .triggers(
                            List.of(
                                new Trigger.Schedule(
                                    "0 3 * * *",
                                    Optional.empty(),
                                    Optional.of(Duration.ofDays(1)),
                                    Duration.ZERO,
                                    CatchUp.ALL,
                                    Optional.of(2)))),
                    "aa"));
    spec.at(3 * DAY).when(wake());
    assertThat(slotsRun(spec.events())).containsExactly("2026-11-20");
    assertThat(due(spec.state())).contains(DeciderSpec.second(3 * DAY + 1_800));
    spec.at(3 * DAY + 1_799).when(wake()).thenNothing();
    spec.at(3 * DAY + 1_800).when(wake());
    assertThat(slotsRun(spec.events())).containsExactly("2026-11-21");
  }

  @Test
  void aPausedWorkflowHasNothingDueAndCatchesUpWhenItIsResumed() {
    var spec =
        spec()
            .after(register(aDaily(CatchUp.LATEST), "aa"))
            .after(new WorkflowCommand.PauseWorkflow("ada", PauseScope.NAMESPACE));
    assertThat(due(spec.state())).isEmpty();
    spec.at(3 * DAY).when(wake()).thenNothing();
    spec.after(new WorkflowCommand.ResumeWorkflow("ada", PauseScope.NAMESPACE));
    assertThat(due(spec.state())).contains(Instant.parse("2026-11-21T03:00:00Z"));
    spec.when(wake());
    assertThat(slotsRun(spec.events())).containsExactly("2026-11-22");
  }

  @Test
  void slotsWhoseTimeCameInAPauseAreLateHoweverShortItWas() {
    var spec =
        spec()
            .after(register(aDaily(CatchUp.NONE), "aa"))
            .at(3_590)
            .after(new WorkflowCommand.PauseWorkflow("ada", PauseScope.WORKFLOW))
            .at(3_610)
            .after(new WorkflowCommand.ResumeWorkflow("ada", PauseScope.WORKFLOW));
    spec.when(wake());
    assertThat(spec.events())
        .singleElement()
        .isInstanceOfSatisfying(
            SlotsPassed.class, passed -> assertThat(passed.first()).isEqualTo("2026-11-20"));
    spec.at(DAY + 3_600).when(wake());
    assertThat(slotsRun(spec.events())).containsExactly("2026-11-21");
  }

  @Test
  void anotherTimeOfTheDayLosesNoSlotAndDoublesNone() {
    var spec = spec().after(register(aDaily(CatchUp.LATEST), "aa"));
    spec.at(3_600).after(wake()); // 2026-11-20 has run at 03:00
    spec.at(7_200)
        .after(
            register(
                aDaily(CatchUp.LATEST).triggers(List.of(at("0 5 * * *", CatchUp.LATEST))), "bb"));
    assertThat(due(spec.state())).contains(Instant.parse("2026-11-22T05:00:00Z"));
    spec.at(DAY + 7_200)
        .after(
            register(
                aDaily(CatchUp.LATEST).triggers(List.of(at("0 1 * * *", CatchUp.LATEST))), "cc"));
    assertThat(due(spec.state())).contains(Instant.parse("2026-11-22T01:00:00Z"));
    spec.when(wake());
    assertThat(slotsRun(spec.events())).containsExactly("2026-11-21");
  }

  @Test
  void slotsThatCameInAnOutageHaveTheirRecordsWhenTheScheduleIsDroppedRightAfterIt() {
    var spec = spec().after(register(aDaily(CatchUp.LATEST), "aa"));
    spec.at(2 * DAY + 3_600).when(register(withoutSchedule(), "bb"));
    assertThat(only(spec.events(), SlotsPassed.class))
        .singleElement()
        .satisfies(passed -> assertThat(passed.last()).isEqualTo("2026-11-20"));
    assertThat(slotsRun(spec.events())).containsExactly("2026-11-21", "2026-11-22");
    assertThat(only(spec.events(), ExecutionTriggered.class))
        .allSatisfy(run -> assertThat(run.version()).isEqualTo(1));
    assertThat(due(spec.state())).isEmpty();
  }

  @Test
  void slotsThatCameInAPauseArePassedWhenTheScheduleIsDroppedInIt() {
    var spec =
        spec()
            .after(register(aDaily(CatchUp.ALL), "aa"))
            .after(new WorkflowCommand.PauseWorkflow("ann", PauseScope.WORKFLOW));
    spec.at(2 * DAY).when(register(withoutSchedule(), "bb"));
    assertThat(only(spec.events(), SlotsPassed.class))
        .singleElement()
        .satisfies(passed -> assertThat(passed.count()).isEqualTo(2));
    assertThat(slotsRun(spec.events())).isEmpty();
  }

  private static WorkflowBuilder withoutSchedule() {
    return aDaily(CatchUp.LATEST).triggers(List.of());
  }

  @Test
  void aSlotThatWasRunByHandIsNotRunAgain() {
    var spec =
        spec()
            .after(register(aDaily(CatchUp.LATEST), "aa"))
            .after(
                new WorkflowCommand.TriggerExecution(
                    "k",
                    "manual",
                    "",
                    Optional.of("2026-11-20"),
                    Value.Fields.EMPTY,
                    Optional.empty()));
    spec.at(3_600).when(wake());
    assertThat(spec.events()).singleElement().isInstanceOf(SlotDue.class);
  }

  @Test
  void aSlotThatTheOverlapPolicyRefusesHasARecord() {
    var spec =
        spec()
            .after(
                register(
                    aDaily(CatchUp.ALL).overlap(OverlapPolicy.of(OverlapPolicy.Kind.REFUSE, 1)),
                    "aa"));
    spec.at(3_600).after(wake());
    spec.at(DAY + 3_600).when(wake());
    assertThat(spec.events())
        .last()
        .isInstanceOfSatisfying(
            WorkflowEvent.ExecutionSkipped.class,
            skipped -> assertThat(skipped.reason()).contains("1 of at most 1"));
  }

  @Test
  void aWorkflowWithoutPartitionsRunsAtTheTimesOfItsSchedule() {
    var spec =
        spec()
            .after(
                register(
                    WorkflowDefinition.of(ID)
                        .triggers(List.of(Trigger.Schedule.of("*/20 * * * *")))
                        .task(TaskDefinition.named("a").type("noop")),
                    "aa"));
    spec.at(1_200).when(wake());
    assertThat(slotsRun(spec.events())).contains("2026-11-21T02:20:00Z");
    assertThat(due(spec.state())).contains(Instant.parse("2026-11-21T02:40:00Z"));
  }
}
