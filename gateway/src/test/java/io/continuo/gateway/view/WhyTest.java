package io.continuo.gateway.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.definition.Consumed;
import io.continuo.definition.Owner;
import io.continuo.definition.TaskDefinition;
import io.continuo.definition.WorkflowDefinition;
import io.continuo.definition.partition.Grain;
import io.continuo.definition.partition.Partitions;
import io.continuo.definition.policy.OverlapPolicy;
import io.continuo.definition.policy.Priority;
import io.continuo.dispatch.Lane;
import io.continuo.dispatch.RunnerProfile;
import io.continuo.event.DatasetEvent;
import io.continuo.event.ExecutionEvent;
import io.continuo.event.FailureKind;
import io.continuo.event.LimitEvent;
import io.continuo.event.PauseScope;
import io.continuo.event.Recorded;
import io.continuo.event.RunnerEvent;
import io.continuo.event.WorkflowEvent;
import io.continuo.gateway.view.fold.Batch;
import io.continuo.gateway.view.fold.BatchWriter;
import io.continuo.gateway.view.fold.EventFold;
import io.continuo.gateway.view.query.Definitions;
import io.continuo.gateway.view.query.Executions;
import io.continuo.gateway.view.query.Runners;
import io.continuo.gateway.view.query.Tasks;
import io.continuo.gateway.view.query.data.Datasets;
import io.continuo.gateway.view.query.limit.Limits;
import io.continuo.gateway.view.query.time.SlotNeeds;
import io.continuo.gateway.view.query.time.Slots;
import io.continuo.gateway.view.query.why.Queues;
import io.continuo.gateway.view.query.why.Reason;
import io.continuo.gateway.view.query.why.Reason.Kind;
import io.continuo.gateway.view.query.why.Reasons;
import io.continuo.gateway.view.query.why.Why;
import io.continuo.id.AttemptId;
import io.continuo.id.Digest;
import io.continuo.id.ExecutionId;
import io.continuo.id.RunnerId;
import io.continuo.id.WorkflowId;
import io.continuo.value.Value;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events to rows, and the reasons that the rows give. */
class WhyTest {
  private static final WorkflowId WORKFLOW = new WorkflowId("finance", "daily");
  private static final Instant NOW = Instant.parse("2026-11-21T05:00:00Z");
  private static final WorkflowDefinition DEFINITION =
      WorkflowDefinition.of(WORKFLOW)
          .overlap(OverlapPolicy.of(OverlapPolicy.Kind.QUEUE, 1))
          .task(
              TaskDefinition.named("first")
                  .queue("big")
                  .type("container")
                  .spec(new Value.Fields(Map.of("image", Value.of("busybox:1")))))
          .task(TaskDefinition.named("second").after("first"))
          .build();

  @TempDir Path folder;
  private Database database;
  private BatchWriter writer;
  private Definitions definitions;
  private Executions executions;
  private Queues queues;
  private Reasons reasons;

  @BeforeEach
  void open() throws Exception {
    database = Database.open(folder.resolve("view.db"));
    writer = new BatchWriter(database.writer());
    Jdbi jdbi = Jdbi.create(database.readers());
    definitions = new Definitions(jdbi);
    executions = new Executions(jdbi);
    Slots slots = new Slots(jdbi);
    queues = new Queues(jdbi, definitions, new Runners(jdbi));
    reasons =
        new Reasons(
            jdbi,
            new Reasons.Rooms(
                definitions,
                executions,
                new Tasks(jdbi, definitions),
                slots,
                new SlotNeeds(slots, new Datasets(jdbi)),
                new Limits(jdbi),
                queues));
    register(DEFINITION);
  }

  @AfterEach
  void close() throws Exception {
    database.close();
  }

  private long sequence;

  private void tell(String aggregate, Object event) throws Exception {
    Batch batch = new Batch();
    EventFold.add(new Recorded<>(aggregate, ++sequence, "c", NOW, event), new byte[] {1}, batch);
    writer.write(batch, Map.of());
  }

  private void register(WorkflowDefinition definition) throws Exception {
    tell(
        definition.id().toString(),
        new WorkflowEvent.WorkflowRegistered(1, digest(definition.id()), definition));
  }

  private static Digest digest(WorkflowId id) {
    return new Digest("%064x".formatted(id.hashCode() & 0xffffL));
  }

  private ExecutionId trigger(String key) throws Exception {
    ExecutionId id = ExecutionId.of(WORKFLOW, key, 1);
    tell(
        WORKFLOW.toString(),
        new WorkflowEvent.ExecutionTriggered(
            id,
            key,
            "manual",
            "",
            Optional.empty(),
            1,
            digest(WORKFLOW),
            Optional.empty(),
            1,
            Value.Fields.EMPTY,
            true));
    return id;
  }

  private ExecutionId start(String key) throws Exception {
    ExecutionId id = trigger(key);
    tell(
        id.toString(),
        new ExecutionEvent.ExecutionStarted(
            WORKFLOW, 1, digest(WORKFLOW), Optional.empty(), 1, "manual", Value.Fields.EMPTY));
    return id;
  }

  private ExecutionId dispatch() throws Exception {
    ExecutionId id = start("k");
    tell(id.toString(), new ExecutionEvent.AttemptScheduled("first", 1, 1, Value.Fields.EMPTY));
    return id;
  }

  private void join(String name, int slots, String... types) throws Exception {
    List<RunnerProfile.TaskType> known =
        List.of(types).stream()
            .map(type -> new RunnerProfile.TaskType(type, Optional.empty()))
            .toList();
    tell(
        name,
        new RunnerEvent.RunnerJoined(
            1, "1", List.of("big"), slots, new RunnerProfile(known, Map.of(), List.of())));
  }

  private Why why(ExecutionId id) {
    return reasons.of(executions.byId(id.toString()).orElseThrow(), NOW);
  }

  private Reason reason(ExecutionId id) {
    return why(id).reasons().getFirst();
  }

  @Test
  void aTaskWaitsForItsParentsAndADispatchedOneForARunner() throws Exception {
    ExecutionId id = dispatch();

    assertThat(why(id).reasons())
        .extracting(Reason::kind)
        .containsExactly(Kind.NO_RUNNER, Kind.PARENTS);
    assertThat(reason(id).message()).contains("'big'").contains("no runner serves the queue");
    assertThat(why(id).reasons().getLast().message()).isEqualTo("waits for first (queued)");
  }

  @Test
  void runnersThatServeTheQueueWithoutTakingTheTaskAreNamed() throws Exception {
    ExecutionId id = dispatch();
    join("r1", 8, "noop");
    assertThat(reason(id).kind()).isEqualTo(Kind.NO_LAUNCHER);

    join("r2", 8, "container");
    assertThat(reason(id).kind()).isEqualTo(Kind.DISPATCHED);

    tell("r2", new RunnerEvent.RunnerSeen(1, 8));
    assertThat(reason(id).message()).contains("r2 (8 of 8 slots taken)").doesNotContain("r1");

    join("r3", 8);
    tell("r3", new RunnerEvent.RunnerDraining(1, "new kernel"));
    assertThat(reason(id).kind()).isEqualTo(Kind.NO_ROOM);
    assertThat(reason(id).message()).contains("r3 (draining)");

    tell("r2", new RunnerEvent.RunnerLost(1));
    tell("r3", new RunnerEvent.RunnerLeft(1, true));
    assertThat(reason(id).kind()).isEqualTo(Kind.NO_LAUNCHER);
  }

  @Test
  void anAttemptThatRunsOrFailedSaysWhereAndWhenItGoesOn() throws Exception {
    ExecutionId id = dispatch();
    tell(id.toString(), new ExecutionEvent.AttemptStarted("first", 1, 1, new RunnerId("r1", 7)));
    assertThat(reason(id).message()).startsWith("attempt 1 runs on r1#7 since 2026-11-21");

    tell(
        id.toString(),
        new ExecutionEvent.AttemptFailed(
            "first", 1, 1, FailureKind.ERROR, OptionalInt.of(3), "exit code 3"));
    assertThat(reason(id).kind()).isEqualTo(Kind.READY);
    tell(id.toString(), new ExecutionEvent.RetryScheduled("first", 2, 1, NOW.plusSeconds(60)));
    assertThat(reason(id).kind()).isEqualTo(Kind.BACKOFF);
    assertThat(reason(id).message())
        .isEqualTo("attempt 2 starts at 2026-11-21T05:01:00Z, after: exit code 3");

    tell(id.toString(), new ExecutionEvent.AttemptScheduled("first", 2, 1, Value.Fields.EMPTY));
    assertThat(reason(id).kind()).isEqualTo(Kind.NO_RUNNER);
  }

  @Test
  void anAttemptThatIsSentAgainDoesNotReadAsIfItFollowedItself() throws Exception {
    ExecutionId id = dispatch();
    tell(id.toString(), new ExecutionEvent.AttemptStarted("first", 1, 1, new RunnerId("r1", 7)));
    tell(
        id.toString(),
        new ExecutionEvent.AttemptFailed(
            "first", 1, 1, FailureKind.PLATFORM, OptionalInt.empty(), "runner 'r1' was lost"));
    tell(id.toString(), new ExecutionEvent.RetryScheduled("first", 1, 2, NOW.plusSeconds(60)));

    assertThat(reason(id).message())
        .isEqualTo(
            "attempt 1 is started again, at no charge to the task's retries, at 2026-11-21T05:01:00Z, after: runner 'r1' was lost");
  }

  @Test
  void aLimitIsNamedWithThePlaceInItsLine() throws Exception {
    ExecutionId id = start("k");
    tell(id.toString(), new ExecutionEvent.PermitsRequested("first", 1, 1, "db"));
    tell("db", new LimitEvent.LimitSet(1, 1, "", "ann"));
    tell("db", queued(new AttemptId(ExecutionId.of(WORKFLOW, "other", 1), "first", 1, 1)));
    tell("db", queued(new AttemptId(id, "first", 1, 1)));

    assertThat(reason(id).kind()).isEqualTo(Kind.LIMIT);
    assertThat(reason(id).message()).contains("limit 'db' (0 of 1 permits taken)");
    assertThat(reason(id).details().values()).containsEntry("position", Value.of(2));
  }

  private static LimitEvent queued(AttemptId attempt) {
    return new LimitEvent.PermitsQueued(attempt, 1, WORKFLOW, Priority.NORMAL, Lane.LIVE);
  }

  @Test
  void anExecutionThatWaitsForRoomNamesThoseThatRun() throws Exception {
    ExecutionId first = start("a");
    trigger("b");
    ExecutionId third = trigger("c");

    assertThat(reason(third).kind()).isEqualTo(Kind.OVERLAP);
    assertThat(reason(third).message()).contains(first.toString()).contains("at most 1");

    tell(WORKFLOW.toString(), new WorkflowEvent.WorkflowPaused("ann", PauseScope.WORKFLOW));
    assertThat(reason(third).kind()).isEqualTo(Kind.PAUSED);
  }

  @Test
  void aSlotThatWaitsNamesItsMissingPartitionsTheirProducerAndHowThatStands() throws Exception {
    WorkflowId producer = new WorkflowId("finance", "source");
    register(
        WorkflowDefinition.of(producer)
            .owner(new Owner(Optional.of("team-data"), Optional.empty()))
            .task(TaskDefinition.named("make"))
            .build());
    WorkflowDefinition consumer =
        WorkflowDefinition.of(new WorkflowId("finance", "report"))
            .partitions(Partitions.of(Grain.DAILY))
            .consumes(List.of(Consumed.same("marts.sales"), Consumed.same("outside")))
            .task(TaskDefinition.named("read"))
            .build();
    register(consumer);
    tell(
        "marts.sales",
        new DatasetEvent.ProducerAdded(producer, Optional.of(Partitions.of(Grain.DAILY))));
    tell(producer.toString(), new WorkflowEvent.SlotSkipped("2026-11-21", "a holiday"));
    tell(consumer.id().toString(), new WorkflowEvent.SlotWaiting("2026-11-21"));

    Why why = reasons.of(consumer, "2026-11-21", NOW).orElseThrow();

    assertThat(why.status()).isEqualTo("waiting");
    assertThat(why.reasons()).extracting(Reason::kind).containsOnly(Kind.PARTITION);
    assertThat(why.reasons().getFirst().message())
        .isEqualTo(
            "waits for marts.sales@2026-11-21: produced by finance/source (owner team-data), where it is skipped: a holiday");
    assertThat(why.reasons().getLast().message()).contains("no workflow here produces it");
    assertThat(reasons.of(consumer, "2026-11-22", NOW)).isEmpty();
  }

  @Test
  void theLoadOfQueuesCountsWhatWaitsAndWhoTakes() throws Exception {
    ExecutionId id = dispatch();
    assertThat(queues.loads())
        .containsExactly(Map.entry("big", new Queues.Load(1, Optional.of(NOW), 0)));

    join("r1", 8);
    join("r2", 8);
    tell("r2", new RunnerEvent.RunnerDraining(1, "new kernel"));
    tell(id.toString(), new ExecutionEvent.AttemptStarted("first", 1, 1, new RunnerId("r1", 7)));
    assertThat(queues.loads())
        .containsExactly(Map.entry("big", new Queues.Load(0, Optional.empty(), 1)));
  }
}
