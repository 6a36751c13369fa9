package io.continuo.backfill;

import static io.continuo.backfill.SmallCatalogue.id;
import static io.continuo.backfill.SmallCatalogue.reads;
import static io.continuo.backfill.SmallCatalogue.workflow;
import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.backfill.BackfillPlan.Step;
import io.continuo.definition.Consumed;
import io.continuo.definition.WorkflowDefinition;
import io.continuo.definition.partition.Grain;
import io.continuo.definition.partition.PartitionLabel;
import io.continuo.definition.partition.Partitions;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random installations: the plan has exactly the slots that one finds from the other side, by
 * asking each slot of each consumer what it reads.
 */
class PlanPropertyTest {
  private static final Instant NOW = Instant.parse("2040-01-01T00:00:00Z");
  private static final List<ZoneId> ZONES =
      List.of(ZoneOffset.UTC, ZoneId.of("Europe/Stockholm"), ZoneId.of("Pacific/Auckland"));
  private static final List<Grain> GRAINS = List.of(Grain.HOURLY, Grain.DAILY, Grain.WEEKLY);
  private static final List<String> MAPPINGS =
      List.of("same", "all", "any", "lag(1)", "lag(2)", "last(2)", "last(5)");
  private static final LocalDateTime SUMMER_ENDS = LocalDateTime.of(2026, 10, 24, 20, 0);

  static LongStream seeds() {
    return LongStream.range(0, 30);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aSlotIsInThePlanJustWhenItReadsFromTheSlotsBefore(long seed) {
    Random random = new Random(seed);
    List<WorkflowDefinition> workflows = workflows(random);
    Partitions root = workflows.getFirst().partitions().orElseThrow();
    PartitionLabel from = PartitionLabel.containing(root.grain(), SUMMER_ENDS);
    PartitionLabel to = from.plus(random.nextInt(12));

    BackfillPlan plan = plan(workflows, from, to);

    Map<String, Set<PartitionLabel>> expected = new HashMap<>();
    expected.put("w0", new TreeSet<>(root.between(from, to)));
    workflows.stream().skip(1).forEach(consumer -> expect(consumer, workflows, expected));
    expected.values().removeIf(Set::isEmpty);
    Map<String, Set<PartitionLabel>> planned = new HashMap<>();
    for (Step step : plan.steps()) {
      planned.put(step.workflow().name(), new TreeSet<>(step.slots().stream().toList()));
    }
    assertThat(planned).isEqualTo(expected);
  }

  private static <T> T any(Random random, List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  /** Each reads from one or two before it. */
  private static List<WorkflowDefinition> workflows(Random random) {
    List<WorkflowDefinition> workflows = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      int earlier = i;
      Consumed[] consumed =
          IntStream.range(0, i == 0 ? 0 : 1 + random.nextInt(2))
              .mapToObj(n -> reads("w" + random.nextInt(earlier), any(random, MAPPINGS)))
              .toArray(Consumed[]::new);
      Partitions partitions =
          new Partitions(any(random, GRAINS), any(random, ZONES), Optional.empty());
      workflows.add(workflow("w" + i, Grain.DAILY, consumed).partitions(partitions).build());
    }
    return workflows;
  }

  private static BackfillPlan plan(
      List<WorkflowDefinition> workflows, PartitionLabel from, PartitionLabel to) {
    SmallCatalogue catalogue = new SmallCatalogue();
    workflows.forEach(catalogue::with);
    BackfillPlanner.Request request =
        new BackfillPlanner.Request(
            id("w0"),
            Optional.of(from.toString()),
            Optional.of(to.toString()),
            List.of(),
            true,
            1_000_000,
            false);
    return ((BackfillPlanner.Planned) BackfillPlanner.plan(request, catalogue, NOW)).plan();
  }

  private static void expect(
      WorkflowDefinition consumer,
      List<WorkflowDefinition> workflows,
      Map<String, Set<PartitionLabel>> expected) {
    Partitions partitions = consumer.partitions().orElseThrow();
    Set<PartitionLabel> slots = new TreeSet<>();
    PartitionLabel slot = PartitionLabel.containing(partitions.grain(), SUMMER_ENDS.minusDays(60));
    LocalDateTime end = SUMMER_ENDS.plusDays(400);
    for (; slot.start().isBefore(end); slot = slot.next()) {
      PartitionLabel candidate = slot;
      boolean reads =
          consumer.consumes().stream()
              .anyMatch(
                  consumed -> {
                    WorkflowDefinition producer =
                        workflows.get(Integer.parseInt(consumed.dataset().substring(1)));
                    return consumed
                        .partition()
                        .upstream(partitions, candidate, producer.partitions().orElseThrow())
                        .stream()
                        .anyMatch(expected.getOrDefault(consumed.dataset(), Set.of())::contains);
                  });
      if (reads) {
        slots.add(slot);
      }
    }
    expected.put(consumer.id().name(), slots);
  }
}
