package io.continuo.engine.domain;

import java.time.Instant;
import java.util.List;

/**
 * One kind of aggregate, as three pure functions.
 *
 * @param <S> state
 * @param <C> command
 * @param <E> event
 */
public interface Decider<S, C, E> {

  /**
   * May this happen, and what follows? An exact repeat of a command that was accepted yields no
   * events.
   */
  Decision<E> decide(S state, C command, Instant at);

  /** Folds a fact into the state; total over legal histories, no policy. */
  S evolve(S state, E event, Instant at);

  /** What the world must be told because of the event. */
  List<Effect> react(S before, E event, S after);
}
