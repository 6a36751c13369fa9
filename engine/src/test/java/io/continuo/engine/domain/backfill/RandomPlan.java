package io.continuo.engine.domain.backfill;

import io.continuo.backfill.BackfillPlan;
import io.continuo.backfill.BackfillPlan.Feed;
import io.continuo.backfill.BackfillPlan.Step;
import io.continuo.backfill.Slots;
import io.continuo.definition.partition.Grain;
import io.continuo.definition.partition.PartitionLabel;
import io.continuo.definition.partition.PartitionMapping;
import io.continuo.definition.partition.Partitions;
import io.continuo.id.WorkflowId;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;

/** A plan of a few steps around the end of summer time: the same seed, the same plan. */
final class RandomPlan {
  private static final List<ZoneId> ZONES =
      List.of(ZoneOffset.UTC, ZoneId.of("Europe/Stockholm"), ZoneId.of("Asia/Kolkata"));
  private static final List<Grain> GRAINS =
      List.of(Grain.HOURLY, Grain.DAILY, Grain.WEEKLY, Grain.MONTHLY);
  private static final List<String> MAPPINGS =
      List.of("same", "all", "any", "lag(1)", "lag(3)", "last(2)", "last(7)");

  private final Random random;
  private final List<Step> steps = new ArrayList<>();

  private RandomPlan(Random random) {
    this.random = random;
  }

  static BackfillPlan of(Random random) {
    RandomPlan plan = new RandomPlan(random);
    plan.addFirst();
    int later = random.nextInt(5);
    for (int i = 0; i < later; i++) {
      plan.addLater(new WorkflowId("finance", "step-" + (i + 1)));
    }
    return new BackfillPlan(plan.steps);
  }

  private Partitions partitions() {
    return new Partitions(any(GRAINS), any(ZONES), Optional.empty());
  }

  private <T> T any(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private void addFirst() {
    Partitions partitions = partitions();
    PartitionLabel first =
        PartitionLabel.containing(
            partitions.grain(), LocalDateTime.of(2026, 10, 24, 20, 0).plusHours(random.nextInt(9)));
    List<PartitionLabel> labels = partitions.between(first, first.plus(1 + random.nextInt(30)));
    steps.add(new Step(new WorkflowId("finance", "step-0"), partitions, some(labels), List.of()));
  }

  /** Most of them, and at least one. */
  private Slots some(List<PartitionLabel> labels) {
    List<PartitionLabel> kept =
        random.nextBoolean()
            ? labels
            : labels.stream().filter(label -> random.nextInt(10) > 0).toList();
    return Slots.of(kept.isEmpty() ? labels : kept);
  }

  private void addLater(WorkflowId id) {
    Partitions partitions = partitions();
    List<Feed> feeds = new ArrayList<>();
    TreeSet<PartitionLabel> affected = new TreeSet<>();
    for (int i = 0; i <= random.nextInt(3); i++) {
      int from = random.nextInt(steps.size());
      PartitionMapping mapping = PartitionMapping.parse(any(MAPPINGS)).orElseThrow();
      feeds.add(new Feed(from, "data-" + from, mapping));
      Step feeding = steps.get(from);
      feeding.slots().stream()
          .forEach(
              label -> affected.addAll(mapping.affected(partitions, feeding.dataset(), label)));
    }
    if (!affected.isEmpty() && affected.size() < 120) {
      steps.add(new Step(id, partitions, some(List.copyOf(affected)), feeds));
    }
  }
}
