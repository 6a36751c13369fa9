package io.continuo.engine.topology;

import io.continuo.engine.domain.Decision;
import io.continuo.engine.domain.Effect;
import io.continuo.engine.topology.family.Family;
import io.continuo.engine.topology.family.Family.Host;
import io.continuo.event.Recorded;
import io.continuo.wire.WireFormat;
import io.continuo.wire.codec.RecordCodec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Computes steps: decide, fold, react, encode. A function of its arguments alone. */
final class Steps<S, C, E> {
  /**
   * Larger records are not written: the execution that needs one fails visibly instead. In bytes.
   */
  static final int MAX_RECORD = 900 * 1024;

  /** A command on its way to its aggregate. */
  record Arrival<C>(String key, C command, String cause, Instant at) {}

  private final Family<S, C, E> family;
  private final WireFormat format;
  private final Outbox outbox;
  private final RecordCodec<Recorded<E>> events;

  Steps(Family<S, C, E> family, WireFormat format, Outbox outbox) {
    this.family = family;
    this.format = format;
    this.outbox = outbox;
    this.events = family.events();
  }

  Step<S> step(Host<S, C, E> host, Aggregate<S> before, Arrival<C> arrival) {
    Step<S> step =
        apply(
            host,
            before,
            arrival,
            host.decider().decide(before.state(), arrival.command(), arrival.at()));
    Optional<Outgoing> large =
        step.out().stream().filter(out -> out.value().length > MAX_RECORD).findFirst();
    if (large.isEmpty()) {
      return step;
    }
    String message =
        "a record for %s would have %d KiB; the limit is %d KiB: pass large values by uri"
            .formatted(large.get().topic(), large.get().value().length / 1024, MAX_RECORD / 1024);
    return apply(
        host,
        before,
        arrival,
        family.tooLarge(host.decider(), before.state(), arrival.at(), message));
  }

  private Step<S> apply(
      Host<S, C, E> host, Aggregate<S> before, Arrival<C> arrival, Decision<E> decision) {
    return switch (decision) {
      case Decision.Accepted<E>(var accepted, var replies) ->
          fold(host, before, arrival, accepted, replies);
      case Decision.Rejected<E>(var code, var message) ->
          fold(
              host,
              before,
              arrival,
              List.of(family.rejection(arrival.command(), code, message)),
              List.of());
    };
  }

  private Step<S> fold(
      Host<S, C, E> host,
      Aggregate<S> before,
      Arrival<C> arrival,
      List<E> accepted,
      List<Effect> replies) {
    S state = before.state();
    long sequence = before.sequence();
    Set<String> rows = new LinkedHashSet<>();
    List<Outgoing> facts = new ArrayList<>(accepted.size());
    List<Outgoing> effects = new ArrayList<>();
    for (E event : accepted) {
      S next = host.decider().evolve(state, event, arrival.at());
      boolean alive = !state.equals(family.initial()) || !next.equals(family.initial());
      // What is said of an aggregate that is not alive is no part of a life: it has no number.
      sequence = alive ? sequence + 1 : 0;
      Recorded<E> recorded =
          new Recorded<>(arrival.key(), sequence, arrival.cause(), arrival.at(), event);
      facts.add(
          new Outgoing(family.eventTopic(), arrival.key(), format.write(events.encode(recorded))));
      rows.addAll(host.snapshot().touched(state, event, arrival.at()));
      host.decider().react(state, event, next).forEach(effect -> effects.add(outbox.of(effect)));
      state = next;
    }
    replies.forEach(effect -> effects.add(outbox.of(effect)));
    // Written first, an effect is in the first request to the broker: the next task waits for it.
    effects.addAll(facts);
    return new Step<>(new Aggregate<>(sequence, state), rows, effects);
  }
}
