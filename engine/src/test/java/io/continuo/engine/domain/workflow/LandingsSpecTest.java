package io.continuo.engine.domain.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.command.DatasetCommand;
import io.continuo.command.WorkflowCommand;
import io.continuo.definition.Consumed;
import io.continuo.definition.TaskDefinition;
import io.continuo.definition.Trigger;
import io.continuo.definition.WorkflowBuilder;
import io.continuo.definition.WorkflowDefinition;
import io.continuo.definition.partition.Grain;
import io.continuo.definition.partition.PartitionMapping;
import io.continuo.definition.partition.Partitions;
import io.continuo.engine.domain.DeciderSpec;
import io.continuo.engine.domain.Effect;
import io.continuo.engine.snapshot.WorkflowSnapshot;
import io.continuo.event.WorkflowEvent;
import io.continuo.event.WorkflowEvent.ExecutionTriggered;
import io.continuo.event.WorkflowEvent.LandingIgnored;
import io.continuo.event.WorkflowEvent.LandingJoined;
import io.continuo.event.WorkflowEvent.SlotWaiting;
import io.continuo.id.Digest;
import io.continuo.id.WorkflowId;
import io.continuo.wire.codec.WorkflowEventCodec;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Slots that wait for their data. Second 0 of every spec is 2026-11-21T02:00Z. */
class LandingsSpecTest {
  private static final WorkflowId ID = new WorkflowId("facts", "daily");

  private static DeciderSpec<WorkflowState, WorkflowCommand, WorkflowEvent> spec() {
    return new DeciderSpec<>(
        new DeciderSpec.Subject<>(
            new WorkflowDecider(ID, Set.of("default")),
            new WorkflowSnapshot(),
            WorkflowState.UNREGISTERED,
            new WorkflowEventCodec(),
            ID.toString()));
  }

  private static WorkflowBuilder aDaily(boolean all, Consumed... consumed) {
    return WorkflowDefinition.of(ID)
        .partitions(Partitions.of(Grain.DAILY))
        .consumes(List.of(consumed))
        .triggers(List.of(new Trigger.Landing(all)))
        .task(TaskDefinition.named("a").type("noop"));
  }

  private static Consumed consumed(String dataset, String mapping) {
    return new Consumed(dataset, PartitionMapping.parse(mapping).orElseThrow(), Optional.empty());
  }

  private static DeciderSpec<WorkflowState, WorkflowCommand, WorkflowEvent> registered(
      WorkflowBuilder workflow) {
    return spec().after(register(workflow, "ab"));
  }

  private static WorkflowCommand register(WorkflowBuilder workflow, String digest) {
    return new WorkflowCommand.RegisterWorkflow(
        workflow.build(), new Digest(digest.repeat(32)), Optional.empty());
  }

  private long number;

  /** Each landing is the next of all. */
  private WorkflowCommand landing(String dataset, String label, String id) {
    return new WorkflowCommand.NoteLanding(
        dataset, id, Optional.of(label), ZoneOffset.UTC, false, ++number);
  }

  private WorkflowCommand again(String dataset, String label, String id) {
    return new WorkflowCommand.NoteLanding(
        dataset, id, Optional.of(label), ZoneOffset.UTC, true, ++number);
  }

  private static List<String> started(List<WorkflowEvent> events) {
    return events.stream()
        .flatMap(e -> e instanceof ExecutionTriggered t ? t.partition().stream() : Stream.empty())
        .toList();
  }

  @Test
  void aSlotStartsWhenEveryPartitionHasLanded() {
    var spec =
        registered(aDaily(true, consumed("raw.payments", "same"), consumed("raw.rates", "lag(1)")));
    spec.when(landing("raw.payments", "2026-11-20", "p1"))
        .then(
            new SlotWaiting("2026-11-20"),
            new LandingJoined(
                "2026-11-20", "raw.payments", Optional.of("2026-11-20"), ZoneOffset.UTC, "p1", 1))
        .thenEffects(
            ask("raw.payments", "2026-11-20", "same"), ask("raw.rates", "2026-11-20", "lag(1)"));
    spec.when(landing("raw.rates", "2026-11-19", "r1"));
    assertThat(started(spec.events())).containsExactly("2026-11-20");
    assertThat(spec.state().slots().waiting()).isEmpty();
  }

  private static Effect ask(String dataset, String slot, String mapping) {
    return new Effect.AskDataset(
        dataset,
        new DatasetCommand.AskLanded(
            ID,
            slot,
            Optional.of(Partitions.of(Grain.DAILY)),
            PartitionMapping.parse(mapping).orElseThrow(),
            Optional.empty()));
  }

  @Test
  void whatHadLandedBeforeTheSlotBeganToWaitCounts() {
    var spec =
        registered(aDaily(true, consumed("raw.payments", "same"), consumed("raw.rates", "lag(1)")));
    spec.after(landing("raw.payments", "2026-11-20", "p1"));
    spec.when(
        new WorkflowCommand.NoteLanded(
            "raw.rates", "2026-11-20", ZoneOffset.UTC, List.of("2026-11-19")));
    assertThat(started(spec.events())).containsExactly("2026-11-20");
  }

  @Test
  void hoursInAnyOrderAndSeveralTimesStartTheirDayOnce() {
    var spec = registered(aDaily(true, consumed("raw.events", "all")));
    List<Supplier<WorkflowCommand>> landings = new ArrayList<>();
    for (int hour = 0; hour < 24; hour++) {
      String label = "2026-11-20T%02d".formatted(hour);
      String id = "id" + hour;
      landings.add(() -> landing("raw.events", label, id));
      landings.add(() -> again("raw.events", label, id + "b"));
    }
    Collections.shuffle(landings, new Random(7));
    List<String> started = new ArrayList<>();
    for (Supplier<WorkflowCommand> landing : landings) {
      WorkflowCommand command = landing.get();
      spec.when(command);
      started.addAll(started(spec.events()));
      spec.when(command).thenNothing();
    }
    assertThat(started).containsExactly("2026-11-20");
  }

  @Test
  void aPartitionThatLandsAnewAfterItsSlotHasRunStartsNothingAndSaysSo() {
    var spec = registered(aDaily(true, consumed("raw.payments", "same")));
    spec.after(landing("raw.payments", "2026-11-20", "p1"));
    spec.when(again("raw.payments", "2026-11-20", "p2"))
        .then(
            new LandingIgnored(
                "2026-11-20",
                "raw.payments",
                Optional.of("2026-11-20"),
                "p2",
                "the slot has run, and the partition landed anew",
                2));
  }

  @Test
  void anyLandingIsEnoughForAny() {
    var spec =
        registered(aDaily(false, consumed("raw.payments", "same"), consumed("raw.rates", "same")));
    spec.when(landing("raw.rates", "2026-11-20", "r1"));
    assertThat(started(spec.events())).containsExactly("2026-11-20");
    spec.when(landing("raw.payments", "2026-11-20", "p1"));
    assertThat(spec.events()).singleElement().isInstanceOf(LandingIgnored.class);
  }

  @Test
  void anExpectedSlotWaitsForItsDataInsteadOfRunningWithoutIt() {
    var spec =
        registered(
            aDaily(true, consumed("raw.payments", "same"))
                .triggers(
                    List.of(
                        new Trigger.Landing(true),
                        new Trigger.Schedule(
                            "0 3 * * *",
                            Optional.empty(),
                            Optional.of(Duration.ofDays(1)),
                            Duration.ZERO,
                            io.continuo.definition.policy.CatchUp.LATEST,
                            Optional.empty()))));
    spec.at(3_600).when(new WorkflowCommand.WakeWorkflow(Instant.EPOCH));
    assertThat(spec.events()).last().isEqualTo(new SlotWaiting("2026-11-20"));
    spec.at(9_000).when(landing("raw.payments", "2026-11-20", "p1"));
    assertThat(started(spec.events())).containsExactly("2026-11-20");
  }

  @Test
  void aDatasetWithoutPartitionsCountsForEverySlotOnceItIsThere() {
    var spec =
        registered(
            aDaily(true, consumed("raw.payments", "same"), consumed("ref.countries", "same")));
    spec.after(landing("raw.payments", "2026-11-20", "p1"));
    spec.when(
        new WorkflowCommand.NoteLanding(
            "ref.countries", "c1", Optional.empty(), ZoneOffset.UTC, false, 1));
    assertThat(started(spec.events())).containsExactly("2026-11-20");
  }

  @Test
  void aWorkflowWithoutPartitionsStartsEachTimeThatAllHaveLanded() {
    var spec =
        registered(
            WorkflowDefinition.of(ID)
                .consumes(List.of(consumed("a", "same"), consumed("b", "same")))
                .triggers(List.of(new Trigger.Landing(true)))
                .task(TaskDefinition.named("a").type("noop")));
    for (int round = 0; round < 2; round++) {
      spec.after(landing("a", "2026-11-2" + round, "a" + round));
      spec.when(landing("b", "2026-11-2" + round, "b" + round));
      assertThat(spec.events()).last().isInstanceOf(ExecutionTriggered.class);
    }
  }

  @Test
  void aVersionThatNeedsLessStartsWhatWaited() {
    var spec =
        registered(aDaily(true, consumed("raw.payments", "same"), consumed("raw.rates", "same")));
    spec.after(landing("raw.payments", "2026-11-20", "p1"));
    spec.when(register(aDaily(true, consumed("raw.payments", "same")), "cd"));
    assertThat(started(spec.events())).containsExactly("2026-11-20");
    assertThat(spec.effects())
        .contains(new Effect.AskDataset("raw.rates", new DatasetCommand.Unsubscribe(ID)));
  }

  @Test
  void aVersionThatNeedsMoreAsksWhetherThatHadLandedBefore() {
    var spec =
        registered(aDaily(true, consumed("raw.payments", "same"), consumed("raw.rates", "same")));
    spec.after(landing("raw.payments", "2026-11-20", "p1"));
    spec.when(
        register(
            aDaily(
                true,
                consumed("raw.payments", "same"),
                consumed("raw.rates", "same"),
                consumed("raw.users", "lag(1)")),
            "cd"));
    assertThat(spec.effects())
        .endsWith(ask("raw.users", "2026-11-20", "lag(1)"))
        .doesNotContain(ask("raw.rates", "2026-11-20", "same"));
    spec.after(
        new WorkflowCommand.NoteLanded(
            "raw.users", "2026-11-20", ZoneOffset.UTC, List.of("2026-11-19")));
    spec.when(landing("raw.rates", "2026-11-20", "r1"));
    assertThat(started(spec.events())).containsExactly("2026-11-20");
  }

  @Test
  void aVersionWithoutLandingsLetsNothingWaitForEver() {
    var spec =
        registered(aDaily(true, consumed("raw.payments", "same"), consumed("raw.rates", "same")));
    spec.after(landing("raw.payments", "2026-11-20", "p1"));
    spec.when(
        register(WorkflowDefinition.of(ID).task(TaskDefinition.named("a").type("noop")), "cd"));
    assertThat(spec.state().slots().waiting()).isEmpty();
    assertThat(spec.events()).last().isInstanceOf(WorkflowEvent.SlotSkipped.class);
  }
}
