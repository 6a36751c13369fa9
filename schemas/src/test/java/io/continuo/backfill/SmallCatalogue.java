package io.continuo.backfill;

import io.continuo.definition.Consumed;
import io.continuo.definition.TaskDefinition;
import io.continuo.definition.WorkflowBuilder;
import io.continuo.definition.WorkflowDefinition;
import io.continuo.definition.partition.Grain;
import io.continuo.definition.partition.PartitionMapping;
import io.continuo.definition.partition.Partitions;
import io.continuo.id.WorkflowId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** An installation of a few workflows, each of which leaves a dataset of its own name. */
final class SmallCatalogue implements Catalogue {
  private final Map<WorkflowId, WorkflowDefinition> workflows = new LinkedHashMap<>();
  private final Map<WorkflowId, TreeSet<String>> runs = new LinkedHashMap<>();

  static WorkflowId id(String name) {
    return new WorkflowId("finance", name);
  }

  static Consumed reads(String dataset, String mapping) {
    return new Consumed(dataset, PartitionMapping.parse(mapping).orElseThrow(), Optional.empty());
  }

  static WorkflowBuilder workflow(String name, Grain grain, Consumed... consumed) {
    return WorkflowDefinition.of(id(name))
        .partitions(Partitions.of(grain))
        .consumes(List.of(consumed))
        .produces(List.of(name))
        .backfillFromUpstream(true)
        .task(TaskDefinition.named("load").type("noop"));
  }

  SmallCatalogue with(WorkflowDefinition definition) {
    workflows.put(definition.id(), definition);
    return this;
  }

  SmallCatalogue with(WorkflowBuilder... definitions) {
    for (WorkflowBuilder builder : definitions) {
      WorkflowDefinition definition = builder.build();
      workflows.put(definition.id(), definition);
    }
    return this;
  }

  SmallCatalogue ran(String workflow, String... slots) {
    runs.computeIfAbsent(id(workflow), key -> new TreeSet<>()).addAll(List.of(slots));
    return this;
  }

  @Override
  public Optional<WorkflowDefinition> newest(WorkflowId workflow) {
    return Optional.ofNullable(workflows.get(workflow));
  }

  @Override
  public List<WorkflowDefinition> consumersOf(String dataset) {
    return workflows.values().stream()
        .filter(workflow -> workflow.consumes().stream().anyMatch(c -> c.dataset().equals(dataset)))
        .toList();
  }

  @Override
  public Set<String> ranSince(WorkflowId workflow, String from) {
    return runs.getOrDefault(workflow, new TreeSet<>()).stream()
        .filter(slot -> slot.compareTo(from) >= 0)
        .collect(Collectors.toSet());
  }
}
