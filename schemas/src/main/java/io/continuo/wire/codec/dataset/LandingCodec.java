package io.continuo.wire.codec.dataset;

import io.continuo.dataset.Landing;
import io.continuo.definition.partition.Grain;
import io.continuo.definition.partition.PartitionMapping;
import io.continuo.definition.partition.Partitions;
import io.continuo.id.ExecutionId;
import io.continuo.id.WorkflowId;
import io.continuo.wire.codec.WireEnums;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Parts that several records of datasets share. */
final class LandingCodec {
  private LandingCodec() {}

  static Optional<Landing.Producer> producer(
      @Nullable String workflow, @Nullable String execution) {
    return workflow == null || execution == null
        ? Optional.empty()
        : Optional.of(
            new Landing.Producer(WorkflowId.parse(workflow), ExecutionId.parse(execution)));
  }

  static @Nullable String workflow(Landing landing) {
    return landing.producer().map(producer -> producer.workflow().toString()).orElse(null);
  }

  static @Nullable String execution(Landing landing) {
    return landing.producer().map(producer -> producer.execution().toString()).orElse(null);
  }

  static @Nullable String grain(Optional<Partitions> partitions) {
    return partitions.map(calendar -> calendar.grain().text()).orElse(null);
  }

  static @Nullable String zone(Optional<Partitions> partitions) {
    return partitions.map(calendar -> calendar.timezone().getId()).orElse(null);
  }

  static @Nullable String start(Optional<Partitions> partitions) {
    return partitions.flatMap(Partitions::start).map(LocalDate::toString).orElse(null);
  }

  static Optional<Partitions> partitions(
      @Nullable String grain, @Nullable String zone, @Nullable String start) {
    if (grain == null || zone == null) {
      return Optional.empty();
    }
    Grain known =
        Grain.parse(grain)
            .orElseThrow(() -> new IllegalArgumentException("'" + grain + "' is no grain"));
    return Optional.of(
        new Partitions(
            known, WireEnums.zone(zone), Optional.ofNullable(start).map(LocalDate::parse)));
  }

  static PartitionMapping mapping(String text) {
    return PartitionMapping.parse(text)
        .orElseThrow(() -> new IllegalArgumentException("'" + text + "' chooses no partitions"));
  }
}
