package io.continuo.engine.domain.dataset;

import io.continuo.command.DatasetCommand;
import io.continuo.command.WorkflowCommand;
import io.continuo.dataset.Landing;
import io.continuo.definition.partition.Grain;
import io.continuo.definition.partition.PartitionLabel;
import io.continuo.definition.partition.Partitions;
import io.continuo.engine.domain.Decider;
import io.continuo.engine.domain.Decision;
import io.continuo.engine.domain.Effect;
import io.continuo.engine.domain.dataset.DatasetState.Landed;
import io.continuo.event.DatasetEvent;
import io.continuo.id.WorkflowId;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Remembers what has landed and tells the consumers, each landing once. */
public final class DatasetDecider implements Decider<DatasetState, DatasetCommand, DatasetEvent> {
  /** So many ids of a partition's landings are remembered: a repeat that late is a new landing. */
  private static final int REMEMBERED_IDS = 16;

  private final String name;

  public DatasetDecider(String name) {
    this.name = name;
  }

  @Override
  public Decision<DatasetEvent> decide(DatasetState state, DatasetCommand command, Instant at) {
    return switch (command) {
      case DatasetCommand.NoteLanding(Landing landing) -> land(state, landing);
      case DatasetCommand.Subscribe(WorkflowId workflow) ->
          when(
              !state.consumers().contains(workflow.toString()),
              new DatasetEvent.ConsumerAdded(workflow));
      case DatasetCommand.Unsubscribe(WorkflowId workflow) ->
          when(
              state.consumers().contains(workflow.toString()),
              new DatasetEvent.ConsumerRemoved(workflow));
      case DatasetCommand.DeclareProducer(WorkflowId workflow, var partitions) ->
          when(
              !partitions.equals(state.producers().get(workflow.toString())),
              new DatasetEvent.ProducerAdded(workflow, partitions));
      case DatasetCommand.WithdrawProducer(WorkflowId workflow) ->
          when(
              state.producers().containsKey(workflow.toString()),
              new DatasetEvent.ProducerRemoved(workflow));
      case DatasetCommand.AskLanded ask ->
          new Decision.Accepted<>(List.of(), answer(state, ask).stream().toList());
    };
  }

  private static Decision<DatasetEvent> when(boolean news, DatasetEvent event) {
    return news ? Decision.accepted(List.of(event)) : Decision.nothing();
  }

  private Decision<DatasetEvent> land(DatasetState state, Landing landing) {
    Optional<String> problem = problem(state, landing);
    if (problem.isPresent()) {
      return Decision.rejected("invalid-landing", problem.get());
    }
    Landed before = state.partitions().get(landing.partition().orElse(DatasetState.WHOLE));
    if (before != null && before.ids().contains(name(landing))) {
      return Decision.nothing();
    }
    int landings = before == null ? 1 : before.landings() + 1;
    return Decision.accepted(
        List.of(new DatasetEvent.PartitionLanded(landing, landings, state.landings() + 1)));
  }

  /** Two sources may use the same id. */
  private static String name(Landing landing) {
    return landing.source() + " " + landing.id();
  }

  private Optional<String> problem(DatasetState state, Landing landing) {
    if (landing.id().isBlank() || landing.id().length() > Landing.MAX_LENGTH) {
      return Optional.of("the id of a landing has 1 to " + Landing.MAX_LENGTH + " characters");
    }
    if (landing.partition().isEmpty()) {
      return Optional.empty();
    }
    String label = landing.partition().get();
    Optional<Grain> grain = PartitionLabel.parse(label).map(PartitionLabel::grain);
    if (grain.isEmpty()) {
      return Optional.of(
          "'"
              + label
              + "' is no partition: write one like "
              + state.grain().orElse(Grain.DAILY).example());
    }
    return state
        .grain()
        .filter(known -> known != grain.get())
        .map(
            known ->
                "dataset "
                    + name
                    + " has "
                    + known.text()
                    + " partitions, and "
                    + label
                    + " is "
                    + grain.get().text()
                    + ": write one like "
                    + known.example());
  }

  /** What has landed of the partitions that the slot needs; silence when nothing has. */
  private Optional<Effect> answer(DatasetState state, DatasetCommand.AskLanded ask) {
    ZoneId zone = zone(state, ask);
    List<String> landed = new ArrayList<>();
    if (state.partitions().containsKey(DatasetState.WHOLE)) {
      landed.add(DatasetState.WHOLE);
    }
    Optional<PartitionLabel> slot =
        ask.partitions().flatMap(calendar -> PartitionLabel.parse(ask.slot()));
    if (slot.isPresent() && state.grain().isPresent()) {
      Partitions calendar = new Partitions(state.grain().get(), zone, Optional.empty());
      for (PartitionLabel needed :
          ask.mapping().upstream(ask.partitions().get(), slot.get(), calendar)) {
        if (state.partitions().containsKey(needed.toString())) {
          landed.add(needed.toString());
        }
      }
    }
    return landed.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Effect.AskWorkflow(
                ask.workflow(), new WorkflowCommand.NoteLanded(name, ask.slot(), zone, landed)));
  }

  private static ZoneId zone(DatasetState state, DatasetCommand.AskLanded ask) {
    return state.producers().isEmpty() ? ask.zone().orElse(state.zone()) : state.zone();
  }

  @Override
  public DatasetState evolve(DatasetState state, DatasetEvent event, Instant at) {
    return switch (event) {
      case DatasetEvent.PartitionLanded(Landing landing, int landings, long number) -> {
        String label = landing.partition().orElse(DatasetState.WHOLE);
        Landed before = state.partitions().get(label);
        List<String> ids = new ArrayList<>(before == null ? List.of() : before.ids());
        ids.add(name(landing));
        Landed now =
            new Landed(landings, ids.subList(Math.max(0, ids.size() - REMEMBERED_IDS), ids.size()));
        yield new DatasetState(
            number, state.consumers(), state.producers(), state.partitions().plus(label, now));
      }
      case DatasetEvent.ConsumerAdded(WorkflowId workflow) ->
          new DatasetState(
              state.landings(),
              state.consumers().plus(workflow.toString()),
              state.producers(),
              state.partitions());
      case DatasetEvent.ConsumerRemoved(WorkflowId workflow) ->
          new DatasetState(
              state.landings(),
              state.consumers().minus(workflow.toString()),
              state.producers(),
              state.partitions());
      case DatasetEvent.ProducerAdded(WorkflowId workflow, var partitions) ->
          new DatasetState(
              state.landings(),
              state.consumers(),
              state.producers().plus(workflow.toString(), partitions),
              state.partitions());
      case DatasetEvent.ProducerRemoved(WorkflowId workflow) ->
          new DatasetState(
              state.landings(),
              state.consumers(),
              state.producers().minus(workflow.toString()),
              state.partitions());
      case DatasetEvent.DatasetCommandRejected rejected -> state;
    };
  }

  @Override
  public List<Effect> react(DatasetState before, DatasetEvent event, DatasetState after) {
    return switch (event) {
      case DatasetEvent.PartitionLanded(Landing landing, int landings, long number) ->
          after.consumers().stream()
              .<Effect>map(consumer -> tell(WorkflowId.parse(consumer), after, landing, landings))
              .toList();
      case DatasetEvent.ConsumerAdded added -> List.of();
      case DatasetEvent.ConsumerRemoved removed -> List.of();
      case DatasetEvent.ProducerAdded added -> List.of();
      case DatasetEvent.ProducerRemoved removed -> List.of();
      case DatasetEvent.DatasetCommandRejected rejected -> List.of();
    };
  }

  private Effect tell(WorkflowId consumer, DatasetState state, Landing landing, int landings) {
    return new Effect.AskWorkflow(
        consumer,
        new WorkflowCommand.NoteLanding(
            name, landing.id(), landing.partition(), state.zone(), landings > 1, state.landings()));
  }
}
