package io.continuo.engine.domain;

import java.util.List;

/** A decider's answer to a command. */
public sealed interface Decision<E> {

  /**
   * It happens.
   *
   * @param events the facts, in order; none for an exact repeat
   * @param replies what the asker alone must hear, which no fact implies
   */
  record Accepted<E>(List<E> events, List<Effect> replies) implements Decision<E> {
    public Accepted {
      events = List.copyOf(events);
      replies = List.copyOf(replies);
    }
  }

  /**
   * It does not happen; the rejection is recorded.
   *
   * @param code a stable word for programs, for example {@code not-found}
   * @param message for people: what is wrong, where, and what to do
   */
  record Rejected<E>(String code, String message) implements Decision<E> {}

  static <E> Decision<E> accepted(List<E> events) {
    return new Accepted<>(events, List.of());
  }

  static <E> Decision<E> nothing() {
    return new Accepted<>(List.of(), List.of());
  }

  static <E> Decision<E> rejected(String code, String message) {
    return new Rejected<>(code, message);
  }
}
