package io.continuo.engine.topology.family;

import io.continuo.engine.domain.Decider;
import io.continuo.engine.domain.Decision;
import io.continuo.engine.snapshot.Snapshot;
import io.continuo.event.Recorded;
import io.continuo.wire.codec.RecordCodec;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * All that tells one kind of aggregate from another, for the processor that hosts it.
 *
 * @param <S> state
 * @param <C> command
 * @param <E> event
 */
public interface Family<S, C, E> {

  /** The functions of one aggregate. */
  record Host<S, C, E>(Decider<S, C, E> decider, Snapshot<S, E> snapshot) {}

  /** The timer of a row, come due. */
  record Wake(String row, Instant due) {}

  /** Prefix of the processor, its store and its topics: workflow, execution, runner. */
  String name();

  String commandTopic();

  String eventTopic();

  RecordCodec<C> commands();

  RecordCodec<Recorded<E>> events();

  S initial();

  /**
   * Whether an aggregate that has ended never begins again, so that what would begin it is a
   * repetition.
   */
  default boolean livesOnce() {
    return false;
  }

  /**
   * The functions for this aggregate and command; empty while the definition that it is pinned to
   * is not visible here.
   *
   * @throws IllegalArgumentException if the key names no aggregate of this family
   */
  Optional<Host<S, C, E>> host(String key, S state, C command);

  /** The functions for an aggregate of which only the stored rows are known. */
  Host<S, C, E> host(String key, Map<String, byte[]> rows);

  /** The command by which an aggregate hears that the timer of this row is due. */
  default C wake(String row, Instant due) {
    throw new IllegalStateException("no row of a " + name() + " has a timer: " + row);
  }

  /** The timer that a wake-up tells of; empty for other commands. */
  default Optional<Wake> wakeOf(C command) {
    return Optional.empty();
  }

  /**
   * Whether who sent the command learns from its event, once that is committed, what came of it.
   */
  default boolean isAnsweredByEvent(C command) {
    return true;
  }

  /** The record of a command that was not accepted. */
  E rejection(C command, String code, String message);

  /** What becomes of a command whose records would be too large to write. */
  default Decision<E> tooLarge(Decider<S, C, E> decider, S state, Instant at, String message) {
    return Decision.rejected("too-large", message);
  }
}
