package io.continuo.backfill;

import io.continuo.backfill.BackfillPlan.Feed;
import io.continuo.backfill.BackfillPlan.Step;
import io.continuo.definition.Trigger;
import io.continuo.definition.WorkflowDefinition;
import io.continuo.definition.partition.PartitionLabel;
import io.continuo.definition.partition.Partitions;
import io.continuo.id.WorkflowId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Slots downstream that have read, or should have, what a backfill makes anew. */
final class AffectedSlots {
  private final ConsumerGraph graph;
  private final Catalogue catalogue;
  private final Instant now;
  private final List<Step> steps = new ArrayList<>();
  private final Map<WorkflowId, Integer> indices = new HashMap<>();

  AffectedSlots(ConsumerGraph graph, Catalogue catalogue, Instant now) {
    this.graph = graph;
    this.catalogue = catalogue;
    this.now = now;
  }

  /** The whole plan; empty if more slots than these are affected. */
  Optional<BackfillPlan> after(Step first, int maxSlots) {
    add(first);
    int left = maxSlots;
    for (WorkflowDefinition consumer : graph.order()) {
      if (consumer.id().equals(first.workflow())) {
        continue;
      }
      Found found = new Found(consumer, left);
      for (ConsumerGraph.Link link : graph.links(consumer.id())) {
        if (!found.lookAt(link)) {
          return Optional.empty();
        }
      }
      left -= found.slots.size();
      found.step().ifPresent(this::add);
    }
    return Optional.of(new BackfillPlan(steps));
  }

  private void add(Step step) {
    indices.put(step.workflow(), steps.size());
    steps.add(step);
  }

  /** What is found of one consumer, over all the ways that lead to it. */
  private final class Found {
    private final WorkflowDefinition consumer;
    private final Partitions partitions;
    private final boolean startsByItself;
    private final int most;
    private final TreeSet<PartitionLabel> slots = new TreeSet<>();
    private final List<Feed> feeds = new ArrayList<>();

    Found(WorkflowDefinition consumer, int most) {
      this.consumer = consumer;
      this.partitions = consumer.partitions().orElseThrow();
      this.startsByItself =
          consumer.triggers().stream().anyMatch(trigger -> trigger instanceof Trigger.Landing);
      this.most = most;
    }

    Optional<Step> step() {
      return slots.isEmpty()
          ? Optional.empty()
          : Optional.of(new Step(consumer.id(), partitions, Slots.of(List.copyOf(slots)), feeds));
    }

    /** Adds the slots that this way leads to; false once there are too many. */
    boolean lookAt(ConsumerGraph.Link link) {
      Integer index = indices.get(link.producer());
      if (index == null) {
        return true;
      }
      Step feeding = steps.get(index);
      Iterator<PartitionLabel> affected =
          feeding.slots().stream()
              .flatMap(
                  landed -> link.mapping().affected(partitions, feeding.dataset(), landed).stream())
              .iterator();
      Set<String> ran = Set.of();
      boolean any = false;
      boolean feeds = false;
      while (affected.hasNext() && slots.size() <= most) {
        PartitionLabel slot = affected.next();
        ran = any ? ran : catalogue.ranSince(consumer.id(), slot.toString());
        any = true;
        if (runsAgain(slot, ran)) {
          slots.add(slot);
          feeds = true;
        }
      }
      if (feeds) {
        this.feeds.add(new Feed(index, link.dataset(), link.mapping()));
      }
      return slots.size() <= most;
    }

    /**
     * What is still to come does not run before its time, and what starts when its data is complete
     * will do so without us.
     */
    private boolean runsAgain(PartitionLabel slot, Set<String> ran) {
      if (partitions.startOf(slot).isAfter(now)) {
        return false;
      }
      return ran.contains(slot.toString())
          || (!startsByItself && !partitions.endOf(slot).isAfter(now));
    }
  }
}
