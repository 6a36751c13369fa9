package io.continuo.it.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.engine.topology.family.Family;
import io.continuo.engine.topology.family.Family.Host;
import io.continuo.event.Recorded;
import io.continuo.wire.Topics;
import io.continuo.wire.WireFormat;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Every committed event of a family of aggregates that are pinned to nothing: workflows, datasets,
 * backfills, limits, namespaces, runners.
 */
public final class Life<S, E> {
  private static final Topics TOPICS = Topics.DEFAULT;

  private final Family<S, ?, E> family;
  private final Map<String, List<Recorded<E>>> aggregates = new LinkedHashMap<>();
  private final Map<String, String> rows = new TreeMap<>();

  private Life(Family<S, ?, E> family) {
    this.family = family;
  }

  /** Reads it; nothing may be writing. */
  public static <S, E> Life<S, E> read(String brokers, Family<S, ?, E> family) {
    Life<S, E> life = new Life<>(family);
    WireFormat format = new WireFormat(new StoredSchemas(brokers));
    var codec = family.events();
    for (ConsumerRecord<String, byte[]> entry : TopicReader.readAll(brokers, family.eventTopic())) {
      life.aggregates
          .computeIfAbsent(entry.key(), key -> new ArrayList<>())
          .add(codec.decode(format.read(entry.value())));
    }
    String changelog = TOPICS.prefix() + "engine-" + family.name() + "-changelog";
    Map<String, byte[]> latest = new HashMap<>();
    TopicReader.readAll(brokers, changelog).forEach(row -> latest.put(row.key(), row.value()));
    latest.forEach((key, bytes) -> put(life.rows, key, bytes));
    return life;
  }

  private static void put(Map<String, String> rows, String key, byte[] bytes) {
    if (bytes != null) {
      rows.put(key, HexFormat.of().formatHex(bytes));
    }
  }

  /** Events by aggregate, in their order. */
  public Map<String, List<Recorded<E>>> aggregates() {
    return aggregates;
  }

  public List<Recorded<E>> eventsOf(String aggregate) {
    return aggregates.getOrDefault(aggregate, List.of());
  }

  /** Those of one kind, of all aggregates. */
  public <T extends E> Stream<T> all(Class<T> kind) {
    return aggregates.values().stream()
        .flatMap(List::stream)
        .map(Recorded::event)
        .flatMap(event -> kind.isInstance(event) ? Stream.of(kind.cast(event)) : Stream.empty());
  }

  /** Numbers without gap or repetition; the rows in the changelog are what the events fold to. */
  public void assertWhole() {
    Map<String, String> replayed = new TreeMap<>();
    aggregates.forEach((key, events) -> fold(key, events, replayed));
    assertThat(rows).as("rows of " + family.name() + ", and their replay").isEqualTo(replayed);
    System.out.println(
        "chaos: %d rows of %d %ss equal their replay"
            .formatted(rows.size(), aggregates.size(), family.name()));
  }

  private void fold(String key, List<Recorded<E>> events, Map<String, String> replayed) {
    Host<S, ?, E> host = family.host(key, Map.of());
    S state = family.initial();
    long sequence = 0;
    Set<String> touched = new HashSet<>();
    for (Recorded<E> recorded : events) {
      if (recorded.sequence() > 0) {
        sequence++;
        assertThat(recorded.sequence()).as(() -> compact(key)).isEqualTo(sequence);
      }
      touched.addAll(host.snapshot().touched(state, recorded.event(), recorded.at()));
      state = host.decider().evolve(state, recorded.event(), recorded.at());
    }
    if (!state.equals(family.initial())) {
      for (String row : touched) {
        S last = state;
        host.snapshot()
            .encode(last, row)
            .ifPresent(bytes -> put(replayed, key + "\0" + row, bytes));
      }
      put(replayed, key + "\0#", ByteBuffer.allocate(8).putLong(sequence).array());
    }
  }

  /** The events of one aggregate, a line each. */
  public String compact(String aggregate) {
    return aggregate
        + "\n"
        + eventsOf(aggregate).stream()
            .map(r -> "  %4d %s %s".formatted(r.sequence(), r.at(), r.event()))
            .collect(Collectors.joining("\n"));
  }
}
