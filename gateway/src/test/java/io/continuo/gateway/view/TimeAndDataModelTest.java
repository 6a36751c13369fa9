package io.continuo.gateway.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.backfill.BackfillPlan;
import io.continuo.backfill.SlotEnd;
import io.continuo.backfill.Slots.Range;
import io.continuo.dataset.Landing;
import io.continuo.definition.Consumed;
import io.continuo.definition.TaskDefinition;
import io.continuo.definition.Trigger;
import io.continuo.definition.WorkflowBuilder;
import io.continuo.definition.WorkflowDefinition;
import io.continuo.definition.partition.Grain;
import io.continuo.definition.partition.PartitionLabel;
import io.continuo.definition.partition.PartitionMapping;
import io.continuo.definition.partition.Partitions;
import io.continuo.definition.policy.Priority;
import io.continuo.dispatch.Lane;
import io.continuo.event.BackfillEvent;
import io.continuo.event.DatasetEvent;
import io.continuo.event.LimitEvent;
import io.continuo.event.NamespaceEvent;
import io.continuo.event.PauseScope;
import io.continuo.event.Recorded;
import io.continuo.event.WorkflowEvent;
import io.continuo.gateway.view.fold.Batch;
import io.continuo.gateway.view.fold.BatchWriter;
import io.continuo.gateway.view.fold.EventFold;
import io.continuo.gateway.view.query.Definitions;
import io.continuo.gateway.view.query.Executions;
import io.continuo.gateway.view.query.Labels;
import io.continuo.gateway.view.query.Namespaces;
import io.continuo.gateway.view.query.Page;
import io.continuo.gateway.view.query.Pauses;
import io.continuo.gateway.view.query.data.Datasets;
import io.continuo.gateway.view.query.data.KafkaTriggers;
import io.continuo.gateway.view.query.limit.Limits;
import io.continuo.gateway.view.query.limit.Permit;
import io.continuo.gateway.view.query.time.BackfillSummary;
import io.continuo.gateway.view.query.time.Backfills;
import io.continuo.gateway.view.query.time.SlotFilter;
import io.continuo.gateway.view.query.time.SlotHistory;
import io.continuo.gateway.view.query.time.SlotLanding;
import io.continuo.gateway.view.query.time.SlotNeeds;
import io.continuo.gateway.view.query.time.SlotSummary;
import io.continuo.gateway.view.query.time.Slots;
import io.continuo.id.AttemptId;
import io.continuo.id.Digest;
import io.continuo.id.ExecutionId;
import io.continuo.id.WorkflowId;
import io.continuo.value.Value;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events of time and data to rows, and what the rows answer. */
class TimeAndDataModelTest {
  private static final WorkflowId WORKFLOW = new WorkflowId("finance", "daily");
  private static final Digest DIGEST = new Digest("a".repeat(64));
  private static final SlotFilter ALL =
      new SlotFilter(new Labels(Optional.empty(), Optional.empty()), List.of());

  @TempDir Path folder;
  private Database database;
  private BatchWriter writer;
  private Jdbi jdbi;
  private Slots slots;

  @BeforeEach
  void open() throws Exception {
    database = Database.open(folder.resolve("view.db"));
    writer = new BatchWriter(database.writer());
    jdbi = Jdbi.create(database.readers());
    slots = new Slots(jdbi);
  }

  @AfterEach
  void close() throws Exception {
    database.close();
  }

  @Test
  void passedSlotsAreSpeltOutBetweenThoseThatRan() throws Exception {
    WorkflowDefinition workflow = scheduled("0 2 * * MON-FRI");
    passed(0, "2026-11-02", "2026-11-13", WorkflowEvent.PassedStatus.MISSED);
    ran("2026-11-05", 1);
    ran("2026-11-16", 1);

    Page<SlotSummary> first = page(workflow, ALL, Optional.empty(), 4);
    Page<SlotSummary> second = page(workflow, ALL, first.next(), 4);
    Page<SlotSummary> third = page(workflow, ALL, second.next(), 4);

    assertThat(names(first))
        .containsExactly("2026-11-16", "2026-11-13", "2026-11-12", "2026-11-11");
    assertThat(names(second))
        .containsExactly("2026-11-10", "2026-11-09", "2026-11-06", "2026-11-05");
    assertThat(names(third)).containsExactly("2026-11-04", "2026-11-03", "2026-11-02");
    assertThat(third.next()).isEmpty();
    assertThat(second.items().getLast().status()).isEqualTo("queued");
    assertThat(first.items().get(1).status()).isEqualTo("missed");
    assertThat(first.items().get(1).reason()).contains("asleep");
  }

  @Test
  void aListOfSlotsCanBeBoundByLabelAndStatus() throws Exception {
    WorkflowDefinition workflow = scheduled("daily");
    passed(0, "2026-10-01", "2026-11-30", WorkflowEvent.PassedStatus.MISSED);
    ran("2026-11-05", 2);

    Labels days = new Labels(Optional.of("2026-11-03"), Optional.of("2026-11-06"));
    assertThat(names(page(workflow, new SlotFilter(days, List.of()), Optional.empty(), 50)))
        .containsExactly("2026-11-06", "2026-11-05", "2026-11-04", "2026-11-03");
    assertThat(names(page(workflow, new SlotFilter(days, List.of("missed")), Optional.empty(), 50)))
        .containsExactly("2026-11-06", "2026-11-04", "2026-11-03");
    assertThat(names(page(workflow, new SlotFilter(days, List.of("queued")), Optional.empty(), 50)))
        .containsExactly("2026-11-05");
    Labels november = new Labels(Optional.empty(), Optional.of("2026-11"));
    assertThat(names(page(workflow, new SlotFilter(november, List.of()), Optional.empty(), 1)))
        .containsExactly("2026-11-30");
  }

  @Test
  void aLongOutageIsReadPageByPageWithoutGapOrRepeat() throws Exception {
    WorkflowDefinition workflow =
        definition().triggers(List.of(Trigger.Schedule.of("*/5 * * * *"))).build();
    passed(0, "2026-11-01T00:00:00Z", "2026-11-03T23:55:00Z", WorkflowEvent.PassedStatus.SKIPPED);

    List<String> seen = new ArrayList<>();
    Optional<String> cursor = Optional.empty();
    do {
      Page<SlotSummary> page = page(workflow, ALL, cursor, 100);
      seen.addAll(names(page));
      cursor = page.next();
    } while (cursor.isPresent());

    assertThat(seen).hasSize(3 * 24 * 12).doesNotHaveDuplicates();
    assertThat(seen).isSortedAccordingTo((a, b) -> b.compareTo(a));
    assertThat(seen.getLast()).isEqualTo("2026-11-01T00:00:00Z");
  }

  @Test
  void ofAScheduleThatIsNoMoreAtLeastTheEndsAreShown() throws Exception {
    WorkflowDefinition daily = scheduled("daily");
    passed(0, "2026-10-01T00:00:00Z", "2026-10-03T00:00:00Z", WorkflowEvent.PassedStatus.MISSED);
    passed(1, "2026-11-01", "2026-11-30", WorkflowEvent.PassedStatus.MISSED);
    passed(0, "2026-12-01", "2026-12-01", WorkflowEvent.PassedStatus.SKIPPED);

    assertThat(names(page(daily, ALL, Optional.empty(), 9)))
        .containsExactly(
            "2026-12-01",
            "2026-11-30",
            "2026-11-01",
            "2026-10-03T00:00:00Z",
            "2026-10-01T00:00:00Z");
  }

  @Test
  void aWaitingSlotTellsWhatIsMissing() throws Exception {
    WorkflowDefinition workflow =
        definition()
            .partitions(Partitions.of(Grain.DAILY))
            .consumes(
                List.of(
                    Consumed.same("raw.payments"),
                    new Consumed("raw.clicks", new PartitionMapping.All(), Optional.empty())))
            .build();
    write("raw.clicks", landed("2026-11-20T05", "x", 1));
    write(WORKFLOW.toString(), new WorkflowEvent.SlotWaiting("2026-11-21"));
    write(WORKFLOW.toString(), joined("2026-11-21", "raw.payments", "2026-11-21", "p"));
    write(WORKFLOW.toString(), joined("2026-11-21", "raw.clicks", "2026-11-21T00", "c"));
    write(
        WORKFLOW.toString(),
        new WorkflowEvent.LandingIgnored(
            "2026-11-21", "raw.payments", Optional.of("2026-11-21"), "q", "it has it", 3));

    List<SlotNeeds.Need> needs =
        new SlotNeeds(slots, new Datasets(jdbi)).of(workflow, "2026-11-21");

    assertThat(needs.getFirst()).isEqualTo(new SlotNeeds.Need("raw.payments", 1, 1, List.of()));
    assertThat(needs.getLast().needed()).isEqualTo(24);
    assertThat(needs.getLast().landed()).isEqualTo(1);
    assertThat(needs.getLast().missing()).hasSize(23).startsWith("2026-11-21T01");
    assertThat(slots.counts(WORKFLOW, "2026-11-21")).isEqualTo(new Slots.Counts(2, 1));
    assertThat(names(page(workflow, ALL, Optional.empty(), 5))).containsExactly("2026-11-21");
  }

  @Test
  void whatLandedForTheNextRunGoesWithItWhenItStarts() throws Exception {
    WorkflowDefinition workflow =
        definition().consumes(List.of(Consumed.same("raw.payments"))).build();
    write(WORKFLOW.toString(), new WorkflowEvent.SlotWaiting("next"));
    write(WORKFLOW.toString(), joined("next", "raw.payments", "", "p1"));
    assertThat(names(page(workflow, ALL, Optional.empty(), 5))).containsExactly("next");

    ExecutionId execution = ExecutionId.of(WORKFLOW, "landing/next/1", 1);
    write(
        WORKFLOW.toString(),
        triggered(
            execution, "landing/next/1", "landing", Optional.of("next"), Optional.empty(), 1));
    assertThat(names(page(workflow, ALL, Optional.empty(), 5))).isEmpty();
    write(WORKFLOW.toString(), new WorkflowEvent.SlotWaiting("next"));

    assertThat(slots.counts(WORKFLOW, "next")).isEqualTo(Slots.Counts.NONE);
    String slot =
        new Executions(jdbi).byId(execution.toString()).orElseThrow().slot().orElseThrow();
    assertThat(slots.landings(WORKFLOW, slot, false, 5))
        .extracting(SlotLanding::id)
        .containsExactly(Optional.of("p1"));
  }

  @Test
  void slotsOfABackfillAreCountedOnceEach() throws Exception {
    BackfillPlan plan =
        new BackfillPlan(
            List.of(
                new BackfillPlan.Step(
                    WORKFLOW,
                    Partitions.of(Grain.DAILY),
                    new Range(label("2026-01-01"), label("2026-01-10")),
                    List.of())));
    write(
        "b",
        new BackfillEvent.BackfillCreated(
            WORKFLOW, plan, true, 2, false, false, Value.Fields.EMPTY, "why", "me"));
    write("b", new BackfillEvent.BackfillSlotStarted(WORKFLOW, "2026-01-01"));
    write("b", new BackfillEvent.BackfillSlotStarted(WORKFLOW, "2026-01-02"));
    write("b", ended("2026-01-01", SlotEnd.SUCCEEDED));
    write("b", ended("2026-01-03", SlotEnd.SKIPPED)); // decided without having begun

    Backfills backfills = new Backfills(jdbi);
    BackfillSummary backfill = backfills.byId("b").orElseThrow();
    assertThat(backfill.counts()).isEqualTo(new BackfillSummary.Counts(10, 1, 0, 1, 1));
    assertThat(backfill.counts().remaining()).isEqualTo(7);
    assertThat(backfill.from()).contains("2026-01-01");
    assertThat(backfills.slots("b", Optional.empty(), 2).items())
        .extracting(slot -> slot.slot() + " " + slot.status())
        .containsExactly("2026-01-01 succeeded", "2026-01-02 running");
    write("b", new BackfillEvent.BackfillEnded(BackfillEvent.BackfillStatus.FAILED));
    assertThat(backfills.byId("b").orElseThrow().hasEnded()).isTrue();
  }

  @Test
  void theQueueOfALimitIsInTheOrderInWhichItServes() throws Exception {
    write("fx", new LimitEvent.LimitSet(2, 0.5, "", "me"));
    write("fx", granted("a", "loaded"));
    write("fx", queued("b", "loaded", Priority.NORMAL, Lane.LIVE));
    write("fx", queued("c", "idle", Priority.NORMAL, Lane.BACKFILL));
    write("fx", queued("d", "idle", Priority.NORMAL, Lane.LIVE));
    write("fx", queued("e", "loaded", Priority.HIGH, Lane.LIVE));
    write("fx", queued("f", "idle", Priority.HIGH, Lane.LIVE));
    write("fx", new LimitEvent.PermitsReleased(attempt("f")));

    Limits limits = new Limits(jdbi);
    assertThat(limits.queue("fx", Instant.EPOCH, 10))
        .extracting(Permit::task)
        .containsExactly("e", "d", "b", "c");
    assertThat(limits.byName("fx").orElseThrow().used()).isEqualTo(1);
    assertThat(limits.byName("fx").orElseThrow().waiting()).isEqualTo(4);
    write("fx", new LimitEvent.PermitsReleased(attempt("a")));
    write("fx", granted("b", "loaded"));
    assertThat(limits.holders("fx", 10)).extracting(Permit::task).containsExactly("b");
  }

  @Test
  void pausesByDifferentHandsAreToldApart() throws Exception {
    scheduled("daily");
    write(WORKFLOW.toString(), new WorkflowEvent.WorkflowPaused("me", PauseScope.WORKFLOW));
    write(WORKFLOW.toString(), new WorkflowEvent.WorkflowPaused("me", PauseScope.INSTALLATION));
    write("finance", new NamespaceEvent.NamespacePaused(PauseScope.INSTALLATION, "me"));
    assertThat(pauses().names()).containsExactly("workflow", "installation");

    write(WORKFLOW.toString(), new WorkflowEvent.WorkflowResumed("me", PauseScope.WORKFLOW));
    assertThat(pauses().names()).containsExactly("installation");
    assertThat(new Namespaces(jdbi).byName("finance").orElseThrow().pauses().isPaused()).isTrue();
    write("finance", new NamespaceEvent.NamespaceResumed(PauseScope.INSTALLATION, "me"));
    assertThat(new Namespaces(jdbi).byName("finance").orElseThrow().pauses().isPaused()).isFalse();
  }

  @Test
  void whoReadsADatasetIsKnownFromItsRegistrationOnWithoutTheDataset() throws Exception {
    Datasets datasets = new Datasets(jdbi);
    WorkflowDefinition reads = definition().consumes(List.of(Consumed.same("raw"))).build();
    write(WORKFLOW.toString(), new WorkflowEvent.WorkflowRegistered(1, DIGEST, reads));
    assertThat(datasets.readersOf("raw")).containsExactly(WORKFLOW);
    assertThat(datasets.byName("raw")).isEmpty();

    WorkflowDefinition other = definition().consumes(List.of(Consumed.same("other"))).build();
    write(WORKFLOW.toString(), new WorkflowEvent.WorkflowRegistered(2, DIGEST, other));
    assertThat(datasets.readersOf("raw")).isEmpty();
    assertThat(datasets.readersOf("other")).containsExactly(WORKFLOW);
  }

  @Test
  void aDatasetRemembersEachLandingAndWhoHasToDoWithIt() throws Exception {
    write("raw", new DatasetEvent.ConsumerAdded(WORKFLOW));
    write(
        "raw", new DatasetEvent.ProducerAdded(WORKFLOW, Optional.of(Partitions.of(Grain.HOURLY))));
    write("raw", landed("2026-11-21T05", "a", 1));
    write("raw", landed("2026-11-20T05", "b", 1));
    write("raw", landed("2026-11-20T05", "c", 2));

    Datasets datasets = new Datasets(jdbi);
    assertThat(datasets.byName("raw").orElseThrow().partitions()).isEqualTo(2);
    assertThat(datasets.byName("raw").orElseThrow().lastPartition()).contains("2026-11-21T05");
    assertThat(datasets.landing("raw", landing("2026-11-20T05", "test", "b"))).hasValue(1);
    assertThat(datasets.landing("raw", landing("2026-11-20T05", "test", "c"))).hasValue(2);
    assertThat(datasets.landing("raw", landing("2026-11-20T05", "test", "d"))).isEmpty();
    assertThat(datasets.landing("raw", landing("2026-11-20T05", "other", "b"))).isEmpty();
    assertThat(datasets.calendar("raw")).contains(Partitions.of(Grain.HOURLY));
    write("raw", new DatasetEvent.ConsumerRemoved(WORKFLOW));
    assertThat(datasets.byName("raw").orElseThrow().consumers()).isEmpty();
    assertThat(datasets.byName("raw").orElseThrow().producers()).containsExactly("finance/daily");
  }

  @Test
  void aTopicIsListenedToSinceItsFirstVersionAndOnlyByTheNewest() throws Exception {
    WorkflowDefinition orders =
        definition()
            .triggers(List.of(new Trigger.Kafka("orders", Optional.empty(), Value.Fields.EMPTY)))
            .build();
    write(WORKFLOW.toString(), new WorkflowEvent.WorkflowRegistered(1, DIGEST, orders));
    Instant since = new KafkaTriggers(jdbi).all().getFirst().since();
    write(WORKFLOW.toString(), new WorkflowEvent.WorkflowRegistered(2, DIGEST, orders));
    assertThat(new KafkaTriggers(jdbi).all())
        .containsExactly(new KafkaTriggers.Listener(WORKFLOW, 2, "orders", since));

    write(
        WORKFLOW.toString(), new WorkflowEvent.WorkflowRegistered(3, DIGEST, definition().build()));
    assertThat(new KafkaTriggers(jdbi).all()).isEmpty();
  }

  private Pauses pauses() {
    return new Definitions(jdbi).newest(Definitions.Kind.WORKFLOW, WORKFLOW).orElseThrow().pauses();
  }

  private Page<SlotSummary> page(
      WorkflowDefinition workflow, SlotFilter filter, Optional<String> cursor, int limit) {
    return new SlotHistory(slots).page(workflow, filter, cursor, limit);
  }

  private static List<String> names(Page<SlotSummary> page) {
    return page.items().stream().map(SlotSummary::slot).toList();
  }

  private static WorkflowBuilder definition() {
    return WorkflowDefinition.of(WORKFLOW).task(TaskDefinition.named("first"));
  }

  private WorkflowDefinition scheduled(String cron) throws Exception {
    WorkflowDefinition workflow =
        definition()
            .partitions(Partitions.of(Grain.DAILY))
            .triggers(List.of(Trigger.Schedule.of(cron)))
            .build();
    write(WORKFLOW.toString(), new WorkflowEvent.WorkflowRegistered(1, DIGEST, workflow));
    return workflow;
  }

  private void passed(int schedule, String first, String last, WorkflowEvent.PassedStatus status)
      throws Exception {
    write(
        WORKFLOW.toString(),
        new WorkflowEvent.SlotsPassed(
            schedule, first, last, 1, LocalDateTime.of(2026, 1, 1, 0, 0), status, "asleep"));
  }

  private void ran(String slot, int run) throws Exception {
    write(
        WORKFLOW.toString(),
        triggered(
            ExecutionId.of(WORKFLOW, slot, run),
            "schedule/" + slot,
            "schedule",
            Optional.of(slot),
            Optional.of(slot),
            run));
  }

  private static WorkflowEvent triggered(
      ExecutionId id,
      String key,
      String kind,
      Optional<String> slot,
      Optional<String> partition,
      int run) {
    return new WorkflowEvent.ExecutionTriggered(
        id, key, kind, "", slot, 1, DIGEST, partition, run, Value.Fields.EMPTY, false);
  }

  private static WorkflowEvent joined(String slot, String dataset, String label, String landing) {
    return new WorkflowEvent.LandingJoined(
        slot,
        dataset,
        Optional.of(label).filter(text -> !text.isEmpty()),
        ZoneOffset.UTC,
        landing,
        1);
  }

  private static DatasetEvent landed(String label, String id, int landings) {
    return new DatasetEvent.PartitionLanded(landing(label, "test", id), landings, 1);
  }

  private static Landing landing(String label, String source, String id) {
    return new Landing(
        id, source, Optional.of(label), Optional.empty(), Optional.empty(), Optional.empty());
  }

  private static BackfillEvent ended(String slot, SlotEnd end) {
    return new BackfillEvent.BackfillSlotEnded(WORKFLOW, slot, Optional.empty(), end, "");
  }

  private static LimitEvent granted(String task, String namespace) {
    return new LimitEvent.PermitsGranted(
        attempt(task), 1, new WorkflowId(namespace, "w"), Priority.NORMAL, Lane.LIVE);
  }

  private static LimitEvent queued(String task, String namespace, Priority priority, Lane lane) {
    return new LimitEvent.PermitsQueued(
        attempt(task), 1, new WorkflowId(namespace, "w"), priority, lane);
  }

  private static AttemptId attempt(String task) {
    return new AttemptId(ExecutionId.of(WORKFLOW, "k", 1), task, 1, 1);
  }

  private static PartitionLabel label(String text) {
    return PartitionLabel.parse(text).orElseThrow();
  }

  private long sequence;

  private void write(String aggregate, Object event) throws Exception {
    Batch batch = new Batch();
    Recorded<?> recorded =
        new Recorded<>(aggregate, ++sequence, "c", Instant.ofEpochMilli(sequence), event);
    EventFold.add(recorded, new byte[0], batch);
    writer.write(batch, Map.of());
  }
}
