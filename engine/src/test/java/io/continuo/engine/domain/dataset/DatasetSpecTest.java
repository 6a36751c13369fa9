package io.continuo.engine.domain.dataset;

import io.continuo.command.DatasetCommand;
import io.continuo.command.WorkflowCommand;
import io.continuo.dataset.Landing;
import io.continuo.definition.partition.Grain;
import io.continuo.definition.partition.PartitionMapping;
import io.continuo.definition.partition.Partitions;
import io.continuo.engine.domain.DeciderSpec;
import io.continuo.engine.domain.Effect;
import io.continuo.engine.snapshot.DatasetSnapshot;
import io.continuo.event.DatasetEvent;
import io.continuo.event.DatasetEvent.PartitionLanded;
import io.continuo.id.WorkflowId;
import io.continuo.wire.codec.dataset.DatasetEventCodec;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DatasetSpecTest {
  private static final WorkflowId CONSUMER = new WorkflowId("facts", "daily");
  private static final WorkflowId PRODUCER = new WorkflowId("ingest", "events");
  private static final ZoneId STOCKHOLM = ZoneId.of("Europe/Stockholm");

  private static DeciderSpec<DatasetState, DatasetCommand, DatasetEvent> spec() {
    return new DeciderSpec<>(
        new DeciderSpec.Subject<>(
            new DatasetDecider("raw.events"),
            new DatasetSnapshot(),
            DatasetState.UNKNOWN,
            new DatasetEventCodec(),
            "raw.events"));
  }

  private static Landing landing(String id, String label) {
    return new Landing(
        id, "test", Optional.of(label), Optional.empty(), Optional.empty(), Optional.empty());
  }

  private static DatasetCommand land(String id, String label) {
    return new DatasetCommand.NoteLanding(landing(id, label));
  }

  private static Effect told(String id, String label, ZoneId zone, boolean again, long number) {
    return new Effect.AskWorkflow(
        CONSUMER,
        new WorkflowCommand.NoteLanding("raw.events", id, Optional.of(label), zone, again, number));
  }

  @Test
  void aLandingIsToldToEveryConsumerInTheProducersZone() {
    spec()
        .after(new DatasetCommand.Subscribe(CONSUMER))
        .after(
            new DatasetCommand.DeclareProducer(
                PRODUCER, Optional.of(new Partitions(Grain.HOURLY, STOCKHOLM, Optional.empty()))))
        .when(land("a", "2026-11-20T05"))
        .then(new PartitionLanded(landing("a", "2026-11-20T05"), 1, 1))
        .thenEffects(told("a", "2026-11-20T05", STOCKHOLM, false, 1));
  }

  @Test
  void theSameLandingAgainIsNoNews() {
    spec()
        .after(new DatasetCommand.Subscribe(CONSUMER))
        .after(land("a", "2026-11-20"))
        .after(land("b", "2026-11-20"))
        .when(land("a", "2026-11-20"))
        .thenNothing()
        .when(land("c", "2026-11-20"))
        .then(new PartitionLanded(landing("c", "2026-11-20"), 3, 3))
        .thenEffects(told("c", "2026-11-20", ZoneOffset.UTC, true, 3));
  }

  @Test
  void aLabelOfAnotherGrainIsRefusedWithAnExample() {
    spec()
        .after(land("a", "2026-11-20T05"))
        .when(land("b", "2026-11-20"))
        .thenRejected(
            "invalid-landing", "hourly partitions", "2026-11-20 is daily", "2026-11-21T05");
  }

  @Test
  void whatIsNoLabelIsRefused() {
    spec().when(land("a", "yesterday")).thenRejected("invalid-landing", "'yesterday'");
  }

  @Test
  void aSlotThatBeginsToWaitHearsWhatHasLanded() {
    spec()
        .after(land("a", "2026-11-20T05"))
        .after(land("b", "2026-11-21T05"))
        .when(ask())
        .thenEffects(
            new Effect.AskWorkflow(
                CONSUMER,
                new WorkflowCommand.NoteLanded(
                    "raw.events", "2026-11-20", ZoneOffset.UTC, List.of("2026-11-20T05"))));
  }

  @Test
  void ofNothingLandedNothingIsSaid() {
    spec().when(ask()).thenNothing().thenEffects();
  }

  private static DatasetCommand ask() {
    return new DatasetCommand.AskLanded(
        CONSUMER,
        "2026-11-20",
        Optional.of(Partitions.of(Grain.DAILY)),
        new PartitionMapping.All(),
        Optional.empty());
  }

  @Test
  void whoUnsubscribesIsToldNoMore() {
    spec()
        .after(new DatasetCommand.Subscribe(CONSUMER))
        .after(new DatasetCommand.Unsubscribe(CONSUMER))
        .when(land("a", "2026-11-20"))
        .thenEffects();
  }
}
