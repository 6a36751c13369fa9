package io.continuo.backfill;

import static io.continuo.backfill.SmallCatalogue.id;
import static io.continuo.backfill.SmallCatalogue.reads;
import static io.continuo.backfill.SmallCatalogue.workflow;
import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.backfill.BackfillPlan.Because;
import io.continuo.backfill.BackfillPlan.Step;
import io.continuo.backfill.BackfillPlanner.Planned;
import io.continuo.backfill.BackfillPlanner.Problem;
import io.continuo.backfill.BackfillPlanner.Refused;
import io.continuo.backfill.BackfillPlanner.Request;
import io.continuo.definition.TaskDefinition;
import io.continuo.definition.TaskOptions;
import io.continuo.definition.Trigger;
import io.continuo.definition.WorkflowDefinition;
import io.continuo.definition.partition.Grain;
import io.continuo.definition.partition.PartitionLabel;
import io.continuo.definition.partition.Partitions;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BackfillPlannerTest {
  /** A Wednesday, in week 48. */
  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

  private final SmallCatalogue catalogue = new SmallCatalogue();

  private static Request range(String workflow, String from, String to) {
    return new Request(
        id(workflow), Optional.of(from), Optional.of(to), List.of(), true, 10_000, false);
  }

  private static Request listed(String workflow, String... slots) {
    return new Request(
        id(workflow), Optional.empty(), Optional.empty(), List.of(slots), true, 10_000, false);
  }

  private BackfillPlan plan(Request request) {
    BackfillPlanner.Outcome outcome = BackfillPlanner.plan(request, catalogue, NOW);
    assertThat(outcome).isInstanceOf(Planned.class);
    return ((Planned) outcome).plan();
  }

  private List<Problem> problems(Request request) {
    BackfillPlanner.Outcome outcome = BackfillPlanner.plan(request, catalogue, NOW);
    assertThat(outcome).isInstanceOf(Refused.class);
    return ((Refused) outcome).problems();
  }

  private static List<String> slots(Step step) {
    return step.slots().stream().map(PartitionLabel::toString).toList();
  }

  private static List<String> workflows(BackfillPlan plan) {
    return plan.steps().stream().map(step -> step.workflow().name()).toList();
  }

  @Test
  void whatReadsTheSlotsRunsAgainAndWhatReadsThat() {
    catalogue.with(
        workflow("raw", Grain.HOURLY),
        workflow("report", Grain.WEEKLY, reads("mart", "all")),
        workflow("mart", Grain.DAILY, reads("raw", "all")));

    BackfillPlan plan = plan(range("raw", "2026-11-14T22", "2026-11-16T03"));

    assertThat(workflows(plan)).containsExactly("raw", "mart", "report");
    assertThat(plan.first().slots().count()).isEqualTo(30);
    assertThat(slots(plan.steps().get(1)))
        .containsExactly("2026-11-14", "2026-11-15", "2026-11-16");
    assertThat(slots(plan.steps().get(2))).containsExactly("2026-W46", "2026-W47");
    assertThat(plan.because(plan.steps().get(2))).containsExactly(new Because(id("mart"), "mart"));
    assertThat(plan.total()).isEqualTo(35);
  }

  @Test
  void aWorkflowReachedOverSeveralWaysIsOneStepAfterAllOfThem() {
    catalogue.with(
        workflow("raw", Grain.DAILY),
        workflow("a-joined", Grain.DAILY, reads("left", "same"), reads("right", "lag(1)")),
        workflow("left", Grain.DAILY, reads("raw", "same")),
        workflow("right", Grain.DAILY, reads("raw", "same"), reads("raw", "lag(2)")));

    BackfillPlan plan = plan(listed("raw", "2026-11-20"));

    assertThat(workflows(plan)).containsExactly("raw", "left", "right", "a-joined");
    assertThat(slots(plan.steps().get(2))).containsExactly("2026-11-20", "2026-11-22");
    Step joined = plan.steps().get(3);
    assertThat(slots(joined)).containsExactly("2026-11-20", "2026-11-21", "2026-11-23");
    assertThat(joined.feeds()).extracting(BackfillPlan.Feed::step).containsExactly(1, 2);
    assertThat(plan.because(plan.steps().get(2))).containsExactly(new Because(id("raw"), "raw"));
  }

  @Test
  void onlyWorkflowsThatWantToRunAgainDo() {
    catalogue.with(
        workflow("raw", Grain.DAILY),
        workflow("shy", Grain.DAILY, reads("raw", "same")).backfillFromUpstream(false),
        WorkflowDefinition.of(id("unpartitioned"))
            .consumes(List.of(reads("raw", "same")))
            .backfillFromUpstream(true)
            .task(TaskDefinition.named("load").type("noop")),
        workflow("behind", Grain.DAILY, reads("shy", "same")));

    assertThat(workflows(plan(listed("raw", "2026-11-20")))).containsExactly("raw");
  }

  @Test
  void withoutDownstreamNobodyElseRuns() {
    catalogue.with(
        workflow("raw", Grain.DAILY), workflow("mart", Grain.DAILY, reads("raw", "same")));
    Request request =
        new Request(
            id("raw"), Optional.empty(), Optional.empty(), List.of("2026-11-20"), false, 0, false);

    assertThat(workflows(plan(request))).containsExactly("raw");
  }

  @Test
  void datasetsThatTasksLeaveCountToo() {
    TaskOptions none = TaskOptions.NONE;
    TaskOptions leaves =
        new TaskOptions(
            none.when(),
            none.map(),
            none.cache(),
            Map.of(),
            List.of(),
            Map.of(),
            List.of("by-task"));
    catalogue.with(
        workflow("raw", Grain.DAILY)
            .task(TaskDefinition.named("publish").type("noop").options(leaves)),
        workflow("mart", Grain.DAILY, reads("by-task", "same")));

    BackfillPlan plan = plan(listed("raw", "2026-11-20"));

    assertThat(plan.because(plan.steps().get(1)))
        .containsExactly(new Because(id("raw"), "by-task"));
  }

  @Test
  void whatStartsByItselfWhenItsDataIsCompleteIsLeftToDoSo() {
    catalogue
        .with(
            workflow("raw", Grain.DAILY),
            workflow("mart", Grain.DAILY, reads("raw", "same"))
                .triggers(List.of(new Trigger.Landing(true))))
        .ran("mart", "2026-11-19", "2026-11-21");

    BackfillPlan plan = plan(range("raw", "2026-11-19", "2026-11-22"));

    assertThat(slots(plan.steps().get(1))).containsExactly("2026-11-19", "2026-11-21");
  }

  @Test
  void nobodyRunsBeforeItsTime() {
    catalogue
        .with(
            workflow("raw", Grain.DAILY),
            workflow("next-day", Grain.DAILY, reads("raw", "lag(1)")),
            workflow("weekly", Grain.WEEKLY, reads("raw", "all")),
            workflow("eager", Grain.WEEKLY, reads("raw", "all")))
        .ran("eager", "2026-W48");

    BackfillPlan plan = plan(range("raw", "2026-11-22", "2026-11-25"));

    assertThat(workflows(plan)).containsExactly("raw", "eager", "next-day", "weekly");
    assertThat(slots(plan.steps().get(1))).containsExactly("2026-W47", "2026-W48");
    assertThat(slots(plan.steps().get(2))).containsExactly("2026-11-23", "2026-11-24");
    assertThat(slots(plan.steps().get(3))).containsExactly("2026-W47");
  }

  @Test
  void slotsFromBeforeAConsumersStartAreLeftOutAndWhatIsBehindThemToo() {
    catalogue.with(
        workflow("raw", Grain.DAILY),
        workflow("young", Grain.DAILY, reads("raw", "same"))
            .partitions(
                new Partitions(
                    Grain.DAILY, ZoneOffset.UTC, Optional.of(LocalDate.of(2026, 11, 20)))),
        workflow("behind", Grain.DAILY, reads("young", "same")));

    assertThat(workflows(plan(listed("raw", "2026-11-19")))).containsExactly("raw");
    assertThat(slots(plan(range("raw", "2026-11-18", "2026-11-20")).steps().get(2)))
        .containsExactly("2026-11-20");
  }

  @Test
  void aCycleIsNamed() {
    catalogue.with(
        workflow("root", Grain.DAILY),
        workflow("a", Grain.DAILY, reads("root", "same"), reads("c", "lag(1)")),
        workflow("b", Grain.DAILY, reads("a", "same")),
        workflow("c", Grain.DAILY, reads("b", "same")),
        workflow("behind", Grain.DAILY, reads("c", "same")));

    assertThat(problems(listed("root", "2026-11-20")))
        .singleElement()
        .satisfies(
            problem ->
                assertThat(problem.message())
                    .contains("finance/a -> finance/b -> finance/c -> finance/a", "backfillFrom"));
  }

  @Test
  void aCycleThroughTheRootIsNamedAndSoIsOneWithItself() {
    catalogue.with(
        workflow("a", Grain.DAILY, reads("b", "lag(1)")),
        workflow("b", Grain.DAILY, reads("a", "same")),
        workflow("self", Grain.DAILY, reads("self", "lag(1)")));

    assertThat(problems(listed("a", "2026-11-20")).getFirst().message())
        .contains("finance/a -> finance/b -> finance/a");
    assertThat(problems(listed("self", "2026-11-20")).getFirst().message())
        .contains("finance/self -> finance/self");
  }

  @Test
  void aRootThatDoesNotWantToRunAgainClosesNoCycle() {
    catalogue.with(
        workflow("a", Grain.DAILY, reads("b", "lag(1)")).backfillFromUpstream(false),
        workflow("b", Grain.DAILY, reads("a", "same")));

    assertThat(workflows(plan(listed("a", "2026-11-20")))).containsExactly("a", "b");
  }

  @Test
  void whatIsWrongWithTheSlotsIsSaidAllAtOnce() {
    catalogue.with(workflow("raw", Grain.DAILY));

    assertThat(problems(listed("raw", "2026-11-20", "2026-11", "2026-11-20")))
        .extracting(Problem::pointer)
        .containsExactly("/slots/1", "/slots/2");
    assertThat(problems(range("raw", "2026-W47", "yesterday")))
        .extracting(Problem::pointer)
        .containsExactly("/from", "/to");
    assertThat(problems(range("raw", "2026-11-20", "2026-11-19")))
        .containsExactly(
            new Problem("/to", "2026-11-19 lies before 2026-11-20: from is the older of the two"));
    assertThat(problems(listed("raw")))
        .extracting(Problem::pointer)
        .containsExactly("/from", "/to");
  }

  @Test
  void aWorkflowThatIsMissingOrHasNoPartitionsCannotBeBackfilled() {
    catalogue.with(
        WorkflowDefinition.of(id("plain")).task(TaskDefinition.named("load").type("noop")));

    assertThat(problems(listed("raw", "2026-11-20")).getFirst().message())
        .contains("no workflow finance/raw");
    assertThat(problems(listed("plain", "2026-11-20")).getFirst().message())
        .contains("finance/plain has no partitions");
  }

  @Test
  void moreThanAMillionSlotsHaveToBeMeant() {
    catalogue.with(workflow("raw", Grain.HOURLY));
    Request unsure =
        new Request(
            id("raw"),
            Optional.of("1900-01-01T00"),
            Optional.of("2026-01-01T00"),
            List.of(),
            false,
            10_000,
            false);
    Request sure =
        new Request(unsure.workflow(), unsure.from(), unsure.to(), List.of(), false, 10_000, true);

    assertThat(problems(unsure).getFirst().message())
        .isEqualTo("1,104,505 slots are more than 1,000,000: pass yes (--yes) if so meant");
    assertThat(plan(sure).total()).isEqualTo(1_104_505);
  }

  @Test
  void nobodyLooksDownstreamOfTooManySlots() {
    catalogue.with(workflow("raw", Grain.HOURLY));

    assertThat(problems(range("raw", "2010-01-01T00", "2026-01-01T00")))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.pointer()).isEqualTo("/downstream");
              assertThat(problem.message()).contains("140,257 slots", "at most 100,000");
            });
  }

  @Test
  void moreSlotsDownstreamThanAllowedAreRefused() {
    catalogue.with(
        workflow("raw", Grain.DAILY),
        workflow("mart", Grain.HOURLY, reads("raw", "same")),
        workflow("report", Grain.DAILY, reads("raw", "same")));
    Request request =
        new Request(
            id("raw"), Optional.empty(), Optional.empty(), List.of("2026-11-20"), true, 25, false);
    assertThat(plan(request).total()).isEqualTo(26);

    Request narrow =
        new Request(
            id("raw"), Optional.empty(), Optional.empty(), List.of("2026-11-20"), true, 24, false);
    assertThat(problems(narrow).getFirst().message()).contains("more than 24 slots", "--max-slots");
  }
}
