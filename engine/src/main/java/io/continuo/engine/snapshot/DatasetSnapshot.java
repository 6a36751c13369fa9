package io.continuo.engine.snapshot;

import io.continuo.definition.partition.Grain;
import io.continuo.definition.partition.Partitions;
import io.continuo.engine.domain.dataset.DatasetState;
import io.continuo.engine.domain.dataset.DatasetState.Landed;
import io.continuo.event.DatasetEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pcollections.PSortedMap;
import org.pcollections.PSortedSet;
import org.pcollections.TreePMap;
import org.pcollections.TreePSet;

/** A dataset as a head row and one per consumer, producer and partition that has landed. */
public final class DatasetSnapshot implements Snapshot<DatasetState, DatasetEvent> {
  private static final String HEAD = "n/";
  private static final String CONSUMER = "c/";
  private static final String PRODUCER = "o/";
  private static final String PARTITION = "p/";

  @Override
  public Collection<String> touched(DatasetState before, DatasetEvent event, Instant at) {
    return switch (event) {
      case DatasetEvent.PartitionLanded e ->
          List.of(HEAD, PARTITION + e.landing().partition().orElse(DatasetState.WHOLE));
      case DatasetEvent.ConsumerAdded e -> List.of(CONSUMER + e.workflow());
      case DatasetEvent.ConsumerRemoved e -> List.of(CONSUMER + e.workflow());
      case DatasetEvent.ProducerAdded e -> List.of(PRODUCER + e.workflow());
      case DatasetEvent.ProducerRemoved e -> List.of(PRODUCER + e.workflow());
      case DatasetEvent.DatasetCommandRejected e -> List.of();
    };
  }

  @Override
  public Optional<byte[]> encode(DatasetState state, String row) {
    String name = row.substring(2);
    return switch (row.substring(0, 2)) {
      case HEAD -> Optional.of(new RowWriter(1).number(state.landings()).toBytes());
      case CONSUMER ->
          state.consumers().contains(name)
              ? Optional.of(new RowWriter(1).toBytes())
              : Optional.empty();
      case PRODUCER ->
          Optional.ofNullable(state.producers().get(name)).map(DatasetSnapshot::producer);
      case PARTITION ->
          Optional.ofNullable(state.partitions().get(name)).map(DatasetSnapshot::landed);
      default -> throw new IllegalStateException("no row is called " + row);
    };
  }

  private static byte[] producer(Optional<Partitions> calendar) {
    return new RowWriter(1)
        .optional(calendar.map(partitions -> partitions.grain().text()))
        .optional(calendar.map(partitions -> partitions.timezone().getId()))
        .optional(calendar.flatMap(Partitions::start).map(LocalDate::toString))
        .toBytes();
  }

  private static byte[] landed(Landed landed) {
    RowWriter row = new RowWriter(1).small(landed.landings()).small(landed.ids().size());
    landed.ids().forEach(row::text);
    return row.toBytes();
  }

  @Override
  public DatasetState decode(Map<String, byte[]> rows) {
    long landings = 0;
    PSortedSet<String> consumers = TreePSet.empty();
    PSortedMap<String, Optional<Partitions>> producers = TreePMap.empty();
    PSortedMap<String, Landed> partitions = TreePMap.empty();
    for (Map.Entry<String, byte[]> row : rows.entrySet()) {
      RowReader in = new RowReader(row.getValue());
      String name = row.getKey().substring(2);
      switch (row.getKey().substring(0, 2)) {
        case HEAD -> landings = in.number();
        case CONSUMER -> consumers = consumers.plus(name);
        case PRODUCER -> producers = producers.plus(name, calendar(in));
        case PARTITION -> partitions = partitions.plus(name, landed(in));
        default -> throw new IllegalStateException("no row is called " + row.getKey());
      }
    }
    return new DatasetState(landings, consumers, producers, partitions);
  }

  private static Optional<Partitions> calendar(RowReader in) {
    Optional<Grain> grain = in.optional().flatMap(Grain::parse);
    Optional<ZoneId> zone = in.optional().map(DatasetSnapshot::zone);
    Optional<LocalDate> start = in.optional().map(LocalDate::parse);
    return grain.map(known -> new Partitions(known, zone.orElse(ZoneOffset.UTC), start));
  }

  private static ZoneId zone(String id) {
    return id.equals(ZoneOffset.UTC.getId()) ? ZoneOffset.UTC : ZoneId.of(id);
  }

  private static Landed landed(RowReader in) {
    int landings = in.small();
    int count = in.small();
    List<String> ids = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      ids.add(in.text());
    }
    return new Landed(landings, ids);
  }

  @Override
  public Optional<Instant> due(DatasetState state, String row) {
    return Optional.empty();
  }
}
