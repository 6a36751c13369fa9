package io.continuo.engine.snapshot;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * How the state of one aggregate lies in the store: as named rows.
 *
 * @param <S> state
 * @param <E> event
 */
public interface Snapshot<S, E> {

  /** Names of the rows that the event may have changed. */
  Collection<String> touched(S before, E event, Instant at);

  /** The row of this name; empty if the state needs none. The same state gives the same bytes. */
  Optional<byte[]> encode(S state, String row);

  /** The state that the rows say; there is at least one. */
  S decode(Map<String, byte[]> rows);

  /** When the row's part of the state has to be looked at again. */
  Optional<Instant> due(S state, String row);
}
