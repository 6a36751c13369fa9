package io.continuo.engine.topology;

import io.continuo.command.WorkflowCommand;
import io.continuo.definition.Consumed;
import io.continuo.definition.Input;
import io.continuo.definition.TaskDefinition;
import io.continuo.definition.Trigger;
import io.continuo.definition.WorkflowDefinition;
import io.continuo.definition.partition.Grain;
import io.continuo.definition.partition.PartitionMapping;
import io.continuo.definition.partition.Partitions;
import io.continuo.definition.policy.OverlapPolicy;
import io.continuo.definition.type.Type;
import io.continuo.engine.domain.workflow.WorkflowState;
import io.continuo.engine.topology.family.WorkflowFamily;
import io.continuo.event.ExecutionStatus;
import io.continuo.event.PauseScope;
import io.continuo.event.WorkflowEvent;
import io.continuo.id.ExecutionId;
import io.continuo.id.WorkflowId;
import io.continuo.value.Value;
import io.continuo.wire.DefinitionText;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random lives of a workflow, under every overlap policy: triggers, backfills that wait for long,
 * landings, pauses, new versions, and keys that are forgotten and come again.
 */
class WorkflowFromRowsTest {
  private static final WorkflowId ID = new WorkflowId("finance", "daily");
  private static final int DAYS = 9;

  private final Random random = new Random();
  private final Twins<WorkflowState, WorkflowCommand, WorkflowEvent> twins =
      new Twins<>(
          new WorkflowFamily(EngineDriver.TOPICS, Set.of("default")), ID.toString(), random);
  private Instant now = EngineDriver.START;
  private boolean partitioned;
  private long landings;

  static LongStream seeds() {
    return LongStream.range(0, 60);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whatIsDecidedIsTheSameInTheHeapAndFromRows(long seed) {
    random.setSeed(seed);
    partitioned = random.nextInt(3) > 0;
    twins.send(now, register());
    for (int step = 0; step < 250; step++) {
      now = now.plus(random.nextInt(60) == 0 ? Duration.ofHours(25) : Duration.ofMinutes(1));
      twins.send(now, next());
    }
  }

  private WorkflowCommand next() {
    return switch (random.nextInt(20)) {
      case 0, 1, 2, 3, 4 -> trigger();
      case 5, 6, 7 ->
          new WorkflowCommand.RunBackfillSlot(backfill(), day(), inputs(), random.nextBoolean());
      case 8 -> new WorkflowCommand.CancelBackfillSlot(backfill(), day(), "ada");
      case 9 -> random.nextInt(4) == 0 ? register() : new WorkflowCommand.WakeWorkflow(now);
      case 10 -> new WorkflowCommand.PauseWorkflow("ada", any(PauseScope.values()));
      case 11, 12 -> new WorkflowCommand.ResumeWorkflow("ada", any(PauseScope.values()));
      case 13 -> held();
      case 14 ->
          random.nextBoolean()
              ? new WorkflowCommand.FollowWorkflow(follower(), any("finished", "succeeded"))
              : new WorkflowCommand.UnfollowWorkflow(follower());
      case 15, 16 -> landing();
      default -> ended();
    };
  }

  private WorkflowCommand register() {
    var overlap =
        new OverlapPolicy(
            random.nextInt(3) == 0
                ? OverlapPolicy.Kind.REPLACE
                : any(
                    OverlapPolicy.Kind.QUEUE,
                    OverlapPolicy.Kind.SKIP,
                    OverlapPolicy.Kind.REPLACE,
                    OverlapPolicy.Kind.REFUSE),
            1 + random.nextInt(3),
            random.nextBoolean() ? Optional.of("${inputs.region}") : Optional.empty());
    var workflow =
        WorkflowDefinition.of(ID)
            .description("version of " + now)
            .overlap(overlap)
            .input("region", Input.of(Type.parse("string"), Value.of("north")))
            .input("count", Input.of(Type.parse("integer"), Value.of(1)))
            .consumes(List.of(consumed("raw.rates"), consumed("raw.books")))
            .triggers(List.of(new Trigger.Landing(random.nextBoolean())))
            .task(TaskDefinition.named("a").type("noop"));
    if (partitioned) {
      workflow.partitions(Partitions.of(Grain.DAILY));
    }
    WorkflowDefinition definition = workflow.build();
    return new WorkflowCommand.RegisterWorkflow(
        definition, DefinitionText.digest(DefinitionText.write(definition)), Optional.empty());
  }

  private static Consumed consumed(String dataset) {
    return new Consumed(dataset, PartitionMapping.parse("last(2)").orElseThrow(), Optional.empty());
  }

  private WorkflowCommand trigger() {
    return new WorkflowCommand.TriggerExecution(
        "k" + random.nextInt(60),
        "manual",
        "",
        partitioned ? Optional.of(day()) : Optional.empty(),
        inputs(),
        Optional.empty());
  }

  private Value.Fields inputs() {
    Map<String, Value> inputs = new LinkedHashMap<>();
    inputs.put("region", Value.of(any("north", "south")));
    if (random.nextBoolean()) {
      inputs.put("count", Value.of(random.nextInt(3)));
    }
    return new Value.Fields(inputs);
  }

  private WorkflowCommand landing() {
    return new WorkflowCommand.NoteLanding(
        any("raw.rates", "raw.books"),
        "l" + landings,
        partitioned && random.nextInt(8) > 0 ? Optional.of(day()) : Optional.empty(),
        ZoneOffset.UTC,
        false,
        ++landings);
  }

  private WorkflowCommand held() {
    return new WorkflowCommand.CancelQueued(one(twins.state().runs().held()), "ada", "");
  }

  private WorkflowCommand ended() {
    return new WorkflowCommand.NoteExecutionEnded(
        one(twins.state().runs().live()), any(ExecutionStatus.values()));
  }

  private ExecutionId one(Map<ExecutionId, ?> of) {
    List<ExecutionId> all = List.copyOf(of.keySet());
    return all.isEmpty() ? ExecutionId.of(ID, "none", 1) : all.get(random.nextInt(all.size()));
  }

  private String day() {
    return "2026-11-0" + (1 + random.nextInt(DAYS));
  }

  private String backfill() {
    return any("b1", "b2");
  }

  private WorkflowId follower() {
    return new WorkflowId("finance", any("late", "early"));
  }

  @SafeVarargs
  private <T> T any(T... of) {
    return of[random.nextInt(of.length)];
  }
}
