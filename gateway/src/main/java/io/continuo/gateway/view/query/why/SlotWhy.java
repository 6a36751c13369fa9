package io.continuo.gateway.view.query.why;

import io.continuo.definition.WorkflowDefinition;
import io.continuo.gateway.view.query.DefinitionSummary;
import io.continuo.gateway.view.query.Definitions;
import io.continuo.gateway.view.query.time.SlotNeeds;
import io.continuo.gateway.view.query.time.SlotSummary;
import io.continuo.gateway.view.query.time.Slots;
import io.continuo.gateway.view.query.why.Reason.Kind;
import io.continuo.id.WorkflowId;
import io.continuo.wire.DefinitionText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;

/** Which partitions a waiting slot misses, and how it stands with those who produce them. */
final class SlotWhy {
  private final Jdbi jdbi;
  private final Definitions definitions;
  private final Slots slots;
  private final SlotNeeds needs;

  SlotWhy(Jdbi jdbi, Definitions definitions, Slots slots, SlotNeeds needs) {
    this.jdbi = jdbi;
    this.definitions = definitions;
    this.slots = slots;
    this.needs = needs;
  }

  List<Reason> of(WorkflowDefinition workflow, String slot) {
    List<Reason> reasons = new ArrayList<>();
    for (SlotNeeds.Need need : needs.of(workflow, slot)) {
      if (need.landed() < need.needed()) {
        Optional<WorkflowDefinition> producer = producer(need.dataset());
        Stream<Optional<String>> missing =
            need.missing().isEmpty()
                ? Stream.of(Optional.empty())
                : need.missing().stream().map(Optional::of);
        missing.forEach(label -> reasons.add(why(need.dataset(), label, producer)));
      }
    }
    return reasons;
  }

  private Reason why(
      String dataset, Optional<String> partition, Optional<WorkflowDefinition> producer) {
    Optional<SlotSummary> upstream =
        producer.flatMap(from -> partition.flatMap(label -> slots.find(from.id(), label)));
    Optional<String> owner =
        producer.flatMap(from -> from.owner().team().or(from.owner()::contact));
    String what = dataset + partition.map(label -> "@" + label).orElse("");
    return Reason.of(
            Kind.PARTITION, "waits for " + what + ": " + standing(producer, owner, upstream))
        .with("dataset", dataset)
        .with("partition", partition)
        .with("producer", producer.map(from -> from.id().toString()))
        .with("owner", owner)
        .with("producerStatus", upstream.map(SlotSummary::status))
        .with(
            "producerExecution", upstream.flatMap(SlotSummary::run).map(SlotSummary.Run::execution))
        .with("expectedAt", upstream.flatMap(SlotSummary::dueAt).map(Object::toString));
  }

  private static String standing(
      Optional<WorkflowDefinition> producer,
      Optional<String> owner,
      Optional<SlotSummary> upstream) {
    if (producer.isEmpty()) {
      return "no workflow here produces it, a landing has to be reported from outside";
    }
    return "produced by "
        + producer.get().id()
        + owner.map(name -> " (owner " + name + ")").orElse("")
        + upstream
            .map(
                slot ->
                    ", where it is "
                        + slot.status()
                        + slot.reason().map(why -> ": " + why).orElse(""))
            .orElse(", which has no record of it yet");
  }

  private Optional<WorkflowDefinition> producer(String dataset) {
    return jdbi.withHandle(
            handle ->
                handle
                    .createQuery(
                        """
                        select workflow from dataset_workflow
                        where dataset = :dataset and role = 'producer' order by workflow limit 1
                        """)
                    .bind("dataset", dataset)
                    .mapTo(String.class)
                    .findFirst())
        .flatMap(id -> definitions.newest(Definitions.Kind.WORKFLOW, WorkflowId.parse(id)))
        .flatMap(DefinitionSummary::canonical)
        .map(DefinitionText::read);
  }
}
