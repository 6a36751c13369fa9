package io.continuo.engine.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Events of one decision, each folded at once so that the next is decided on the state that it
 * left.
 */
public final class Unfolding<S, C, E> {
  private final Decider<S, C, E> decider;
  private final Instant at;
  private final List<E> events = new ArrayList<>();
  private S state;

  public Unfolding(Decider<S, C, E> decider, S state, Instant at) {
    this.decider = decider;
    this.state = state;
    this.at = at;
  }

  public S state() {
    return state;
  }

  public Instant at() {
    return at;
  }

  public void add(E event) {
    events.add(event);
    state = decider.evolve(state, event, at);
  }

  public Decision<E> accepted() {
    return Decision.accepted(events);
  }

  public Decision<E> accepted(List<Effect> replies) {
    return new Decision.Accepted<>(events, replies);
  }
}
