package io.continuo.gateway.view.query.time;

import io.continuo.backfill.Catalogue;
import io.continuo.definition.WorkflowDefinition;
import io.continuo.gateway.view.query.DefinitionSummary;
import io.continuo.gateway.view.query.Definitions;
import io.continuo.gateway.view.query.data.Datasets;
import io.continuo.id.WorkflowId;
import io.continuo.wire.DefinitionText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the planner of backfills has to know, from the read model; for one plan. */
public final class SqlCatalogue implements Catalogue {
  private final Definitions definitions;
  private final Datasets datasets;
  private final Slots slots;
  private final Map<WorkflowId, Optional<WorkflowDefinition>> read = new HashMap<>();

  public SqlCatalogue(Definitions definitions, Datasets datasets, Slots slots) {
    this.definitions = definitions;
    this.datasets = datasets;
    this.slots = slots;
  }

  @Override
  public Optional<WorkflowDefinition> newest(WorkflowId workflow) {
    return read.computeIfAbsent(
        workflow,
        id ->
            definitions
                .newest(Definitions.Kind.WORKFLOW, id)
                .flatMap(DefinitionSummary::canonical)
                .map(DefinitionText::read));
  }

  @Override
  public List<WorkflowDefinition> consumersOf(String dataset) {
    return datasets.readersOf(dataset).stream().flatMap(reader -> newest(reader).stream()).toList();
  }

  @Override
  public Set<String> ranSince(WorkflowId workflow, String from) {
    return slots.ranSince(workflow, from);
  }
}
