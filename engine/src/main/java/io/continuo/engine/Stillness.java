package io.continuo.engine;

import io.continuo.engine.topology.Looks;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Whether the stream threads of an engine have a reason to look up from a poll before records come:
 * to commit an open transaction, or because something is due.
 *
 * @param looks when processors look at the clock next
 * @param transactions that are open now
 */
record Stillness(Looks looks, AtomicInteger transactions) {
  /** A rebalance, and the end of the engine, wait for it. */
  static final Duration LONGEST = Duration.ofSeconds(1);

  Stillness(Looks looks) {
    this(looks, new AtomicInteger());
  }

  /** How long a poll may wait for records, which end it at once; at least what was asked for. */
  Duration stretch(Duration asked) {
    Optional<Instant> look = looks.next();
    if (asked.isZero() || transactions.get() > 0 || look.isEmpty()) {
      return asked; // without a look planned, no processor is there yet
    }
    Duration free = Duration.between(Instant.now(), look.get());
    Duration wait = free.compareTo(LONGEST) < 0 ? free : LONGEST;
    return wait.compareTo(asked) > 0 ? wait : asked;
  }
}
