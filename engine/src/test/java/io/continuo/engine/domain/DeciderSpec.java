package io.continuo.engine.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.engine.snapshot.Snapshot;
import io.continuo.event.Recorded;
import io.continuo.wire.InMemorySchemas;
import io.continuo.wire.WireFormat;
import io.continuo.wire.codec.RecordCodec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * given(events).when(command).then(events), with checks that come for free: every event survives
 * the wire, the rows in the store say the same state as the events, and the same command again
 * changes nothing.
 */
public final class DeciderSpec<S, C, E> {
  /** Second 0 of every spec. */
  public static final Instant START = Instant.parse("2026-11-21T02:00:00Z");

  /** What a spec needs to know of its family. */
  public record Subject<S, C, E>(
      Decider<S, C, E> decider,
      Snapshot<S, E> snapshot,
      S initial,
      RecordCodec<Recorded<E>> codec,
      String key) {}

  private static final WireFormat WIRE = new WireFormat(new InMemorySchemas());

  private final Subject<S, C, E> subject;
  private final Map<String, byte[]> rows = new HashMap<>();
  private final List<E> produced = new ArrayList<>();
  private final List<Effect> effects = new ArrayList<>();
  private final Set<String> dirty = new LinkedHashSet<>();
  private S state;
  private Instant now = START;
  private Decision<E> decision = Decision.nothing();

  public DeciderSpec(Subject<S, C, E> subject) {
    this.subject = subject;
    this.state = subject.initial();
  }

  public static Instant second(long seconds) {
    return START.plusSeconds(seconds);
  }

  /** The time from here on, in seconds after the start. */
  public DeciderSpec<S, C, E> at(long seconds) {
    now = second(seconds);
    return this;
  }

  public DeciderSpec<S, C, E> given(List<E> events) {
    events.forEach(event -> apply(event, new ArrayList<>()));
    return this;
  }

  /** A command of the prelude, whose outcome the spec does not look at. */
  public DeciderSpec<S, C, E> after(C command) {
    return when(command);
  }

  /** All that the heap holds is lost; the rows stay. */
  public DeciderSpec<S, C, E> restarted() {
    assertRowsSayTheState();
    state = rows.isEmpty() ? subject.initial() : subject.snapshot().decode(rows);
    return this;
  }

  public DeciderSpec<S, C, E> when(C command) {
    produced.clear();
    effects.clear();
    decision = subject.decider().decide(state, command, now);
    if (decision instanceof Decision.Accepted<E>(var events, var replies)) {
      for (E event : events) {
        apply(event, effects);
        produced.add(event);
      }
      effects.addAll(replies);
      assertTheSameCommandAgainChangesNothing(command);
    }
    return this;
  }

  private void apply(E event, List<Effect> reactions) {
    assertSurvivesTheWire(event);
    S before = state;
    state = subject.decider().evolve(before, event, now);
    reactions.addAll(subject.decider().react(before, event, state));
    if (state.equals(subject.initial())) {
      rows.clear();
    } else {
      dirty.addAll(subject.snapshot().touched(before, event, now));
    }
  }

  private void assertRowsSayTheState() {
    for (String row : dirty) {
      subject
          .snapshot()
          .encode(state, row)
          .ifPresentOrElse(bytes -> rows.put(row, bytes), () -> rows.remove(row));
    }
    dirty.clear();
    if (!rows.isEmpty()) {
      S said = subject.snapshot().decode(rows);
      assertThat(said).as("the state that the rows say").isEqualTo(state);
      // Equal maps may differ in their order, and what is decided follows it.
      assertThat(said.toString()).as("the order that the rows say").isEqualTo(state.toString());
    }
  }

  private void assertSurvivesTheWire(E event) {
    Recorded<E> recorded = new Recorded<>(subject.key(), 1, "0@1", now, event);
    byte[] bytes = WIRE.write(subject.codec().encode(recorded));
    assertThat(subject.codec().decode(WIRE.read(bytes))).isEqualTo(recorded);
  }

  private void assertTheSameCommandAgainChangesNothing(C command) {
    assertRowsSayTheState();
    S again = state;
    if (subject.decider().decide(state, command, now) instanceof Decision.Accepted<E> accepted) {
      for (E event : accepted.events()) {
        again = subject.decider().evolve(again, event, now);
      }
    }
    assertThat(again).as("state after the same command again").isEqualTo(state);
  }

  @SafeVarargs
  @SuppressWarnings("varargs")
  public final DeciderSpec<S, C, E> then(E... events) {
    assertThat(produced).containsExactly(events);
    return this;
  }

  public DeciderSpec<S, C, E> thenNothing() {
    assertThat(decision).isInstanceOf(Decision.Accepted.class);
    assertThat(produced).isEmpty();
    return this;
  }

  public DeciderSpec<S, C, E> thenRejected(String code, String... words) {
    assertThat(decision).isInstanceOf(Decision.Rejected.class);
    Decision.Rejected<E> rejected = (Decision.Rejected<E>) decision;
    assertThat(rejected.code()).isEqualTo(code);
    assertThat(rejected.message()).contains(words);
    return this;
  }

  public DeciderSpec<S, C, E> thenEffects(Effect... expected) {
    assertThat(effects).containsExactly(expected);
    return this;
  }

  public List<E> events() {
    return List.copyOf(produced);
  }

  public List<Effect> effects() {
    return List.copyOf(effects);
  }

  public S state() {
    return state;
  }
}
