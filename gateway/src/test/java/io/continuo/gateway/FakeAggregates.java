package io.continuo.gateway;

import io.continuo.backfill.SlotEnd;
import io.continuo.command.BackfillCommand;
import io.continuo.command.DatasetCommand;
import io.continuo.command.LimitCommand;
import io.continuo.command.NamespaceCommand;
import io.continuo.event.BackfillEvent;
import io.continuo.event.DatasetEvent;
import io.continuo.event.LimitEvent;
import io.continuo.event.NamespaceEvent;
import io.continuo.id.WorkflowId;
import io.continuo.wire.Topics;
import io.continuo.wire.codec.backfill.BackfillCommandCodec;
import io.continuo.wire.codec.dataset.DatasetCommandCodec;
import io.continuo.wire.codec.limit.LimitCommandCodec;
import io.continuo.wire.codec.namespace.NamespaceCommandCodec;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Answers for datasets, backfills, limits and namespaces, with rules of its own: a backfill starts
 * its first slot, and ends when it is stopped.
 */
final class FakeAggregates {
  private record Begun(WorkflowId workflow, String slot) {}

  private final Topics topics;
  private final Set<String> landed = new HashSet<>();
  private final Map<String, Integer> landings = new HashMap<>();
  private final Map<String, Begun> backfills = new HashMap<>();
  private final Set<String> paused = new HashSet<>();

  FakeAggregates(Topics topics) {
    this.topics = topics;
  }

  List<?> answer(ConsumerRecord<String, byte[]> entry, SpecificRecord wire) {
    String id = entry.key();
    if (entry.topic().equals(topics.datasetCommands())) {
      return dataset(id, new DatasetCommandCodec().decode(wire));
    }
    if (entry.topic().equals(topics.backfillCommands())) {
      return backfill(id, new BackfillCommandCodec().decode(wire));
    }
    return entry.topic().equals(topics.limitCommands())
        ? limit(new LimitCommandCodec().decode(wire))
        : namespace(id, new NamespaceCommandCodec().decode(wire));
  }

  private List<DatasetEvent> dataset(String name, DatasetCommand command) {
    if (!(command instanceof DatasetCommand.NoteLanding(var landing))) {
      throw new IllegalArgumentException("not in this play: " + command);
    }
    String partition = name + "@" + landing.partition().orElse("");
    return landed.add(partition + "#" + landing.source() + "#" + landing.id())
        ? List.of(
            new DatasetEvent.PartitionLanded(
                landing, landings.merge(partition, 1, Integer::sum), landed.size()))
        : List.of();
  }

  private List<BackfillEvent> backfill(String id, BackfillCommand command) {
    return switch (command) {
      case BackfillCommand.CreateBackfill c -> create(id, c);
      case BackfillCommand.EditBackfill(int concurrency, String by) ->
          List.of(new BackfillEvent.BackfillEdited(concurrency, by));
      case BackfillCommand.PauseBackfill(String by) ->
          List.of(new BackfillEvent.BackfillPaused(by));
      case BackfillCommand.ResumeBackfill(String by) ->
          List.of(new BackfillEvent.BackfillResumed(by));
      case BackfillCommand.StopBackfill(boolean cancel, String by) -> {
        Begun begun = Objects.requireNonNull(backfills.get(id));
        yield List.of(
            new BackfillEvent.BackfillStopping(cancel, by),
            new BackfillEvent.BackfillSlotEnded(
                begun.workflow(), begun.slot(), Optional.empty(), SlotEnd.CANCELLED, "stopped"),
            new BackfillEvent.BackfillEnded(BackfillEvent.BackfillStatus.STOPPED));
      }
      case BackfillCommand.NoteSlotEnded _, BackfillCommand.WakeBackfill _ -> List.of();
    };
  }

  private List<BackfillEvent> create(String id, BackfillCommand.CreateBackfill c) {
    Begun begun = new Begun(c.workflow(), c.plan().first().slots().first().toString());
    if (backfills.putIfAbsent(id, begun) != null) {
      return List.of();
    }
    return List.of(
        new BackfillEvent.BackfillCreated(
            c.workflow(),
            c.plan(),
            c.reverse(),
            c.concurrency(),
            c.skipSucceeded(),
            c.downstream(),
            c.inputs(),
            c.description(),
            c.by()),
        new BackfillEvent.BackfillSlotStarted(begun.workflow(), begun.slot()));
  }

  private static List<LimitEvent> limit(LimitCommand command) {
    return switch (command) {
      case LimitCommand.SetLimit(int permits, double share, String description, String by) ->
          List.of(new LimitEvent.LimitSet(permits, share, description, by));
      case LimitCommand.RequestPermits _ -> List.of();
      case LimitCommand.ReleasePermits _ -> List.of();
    };
  }

  private List<NamespaceEvent> namespace(String name, NamespaceCommand command) {
    return switch (command) {
      case NamespaceCommand.PauseNamespace(var scope, String by) ->
          paused.add(name) ? List.of(new NamespaceEvent.NamespacePaused(scope, by)) : List.of();
      case NamespaceCommand.ResumeNamespace(var scope, String by) ->
          paused.remove(name) ? List.of(new NamespaceEvent.NamespaceResumed(scope, by)) : List.of();
      case NamespaceCommand.EnrollWorkflow _ -> List.of();
      case NamespaceCommand.EnrollNamespace _ -> List.of();
    };
  }
}
