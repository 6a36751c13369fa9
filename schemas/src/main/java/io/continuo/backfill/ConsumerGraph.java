package io.continuo.backfill;

import io.continuo.definition.Consumed;
import io.continuo.definition.WorkflowDefinition;
import io.continuo.definition.partition.PartitionMapping;
import io.continuo.id.WorkflowId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A workflow and all those downstream of it that run again when what they consume is made anew, by
 * the datasets that tie them.
 */
final class ConsumerGraph {
  /** A consumer reads a dataset of a producer. */
  record Link(WorkflowId producer, String dataset, PartitionMapping mapping) {}

  private final Map<WorkflowId, WorkflowDefinition> workflows = new LinkedHashMap<>();
  private final Map<WorkflowId, Set<Link>> links = new HashMap<>();
  private final List<WorkflowDefinition> order;

  private ConsumerGraph(WorkflowDefinition root, Catalogue catalogue) {
    workflows.put(root.id(), root);
    Queue<WorkflowDefinition> unseen = new ArrayDeque<>(List.of(root));
    while (!unseen.isEmpty()) {
      WorkflowDefinition producer = unseen.remove();
      for (String dataset : produced(producer)) {
        for (WorkflowDefinition consumer : catalogue.consumersOf(dataset)) {
          if (runsAgain(consumer)) {
            link(producer, dataset, consumer);
            if (workflows.putIfAbsent(consumer.id(), consumer) == null) {
              unseen.add(consumer);
            }
          }
        }
      }
    }
    order = sorted();
  }

  static ConsumerGraph from(WorkflowDefinition root, Catalogue catalogue) {
    return new ConsumerGraph(root, catalogue);
  }

  private static boolean runsAgain(WorkflowDefinition consumer) {
    return consumer.backfillFromUpstream() && consumer.partitions().isPresent();
  }

  private static List<String> produced(WorkflowDefinition workflow) {
    return Stream.concat(
            workflow.produces().stream(),
            Stream.concat(workflow.tasks().values().stream(), workflow.finallyTask().stream())
                .flatMap(task -> task.options().produces().stream()))
        .distinct()
        .toList();
  }

  private void link(WorkflowDefinition producer, String dataset, WorkflowDefinition consumer) {
    Set<Link> known = links.computeIfAbsent(consumer.id(), id -> new LinkedHashSet<>());
    for (Consumed consumed : consumer.consumes()) {
      if (consumed.dataset().equals(dataset)) {
        known.add(new Link(producer.id(), dataset, consumed.partition()));
      }
    }
  }

  /** What the workflow reads of others in the graph. */
  Set<Link> links(WorkflowId consumer) {
    return links.getOrDefault(consumer, Set.of());
  }

  /** Producers before consumers, the root first; those in or behind a cycle are left out. */
  List<WorkflowDefinition> order() {
    return order;
  }

  private List<WorkflowDefinition> sorted() {
    Map<WorkflowId, Integer> open = new HashMap<>();
    Map<WorkflowId, Set<WorkflowId>> consumers = new HashMap<>();
    for (WorkflowId consumer : workflows.keySet()) {
      Set<WorkflowId> producers = producers(consumer);
      open.put(consumer, producers.size());
      producers.forEach(
          producer ->
              consumers.computeIfAbsent(producer, id -> new LinkedHashSet<>()).add(consumer));
    }
    List<WorkflowDefinition> sorted = new ArrayList<>();
    Queue<WorkflowId> free = new PriorityQueue<>(Comparator.comparing(WorkflowId::toString));
    open.entrySet().stream().filter(e -> e.getValue() == 0).forEach(e -> free.add(e.getKey()));
    while (!free.isEmpty()) {
      WorkflowId next = free.remove();
      sorted.add(Objects.requireNonNull(workflows.get(next)));
      for (WorkflowId consumer : consumers.getOrDefault(next, Set.of())) {
        if (open.merge(consumer, -1, Integer::sum) == 0) {
          free.add(consumer);
        }
      }
    }
    return sorted;
  }

  private Set<WorkflowId> producers(WorkflowId consumer) {
    return links(consumer).stream()
        .map(Link::producer)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** Workflows that run each other again, as {@code a -> b -> a}; empty if there are none. */
  Optional<String> cycle() {
    Set<WorkflowId> left = new LinkedHashSet<>(workflows.keySet());
    order.forEach(workflow -> left.remove(workflow.id()));
    if (left.isEmpty()) {
      return Optional.empty();
    }
    // Whoever is left has a producer that is left too, so upstream leads into the cycle.
    List<WorkflowId> path = new ArrayList<>();
    WorkflowId at = left.iterator().next();
    while (!path.contains(at)) {
      path.add(at);
      at = producers(at).stream().filter(left::contains).findFirst().orElseThrow();
    }
    List<WorkflowId> cycle = new ArrayList<>(path.subList(path.indexOf(at), path.size()));
    Collections.reverse(cycle);
    Collections.rotate(cycle, -firstSeen(cycle));
    cycle.add(cycle.getFirst());
    return Optional.of(
        cycle.stream().map(WorkflowId::toString).collect(Collectors.joining(" -> ")));
  }

  /** Where in the cycle the workflow stands that comes first on the way from the root. */
  private int firstSeen(List<WorkflowId> cycle) {
    return workflows.keySet().stream()
        .filter(cycle::contains)
        .findFirst()
        .map(cycle::indexOf)
        .orElseThrow();
  }
}
