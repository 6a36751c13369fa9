package io.continuo.engine.topology;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/**
 * Commits that somebody waits for, such as whoever asked for what was just done: they do not wait
 * for the commit interval, but follow each other no faster than {@link #FASTEST}. A commit costs
 * seven requests to Kafka, whatever it commits.
 */
final class Commits {
  static final Duration FASTEST = Duration.ofMillis(100);

  private final ProcessorContext<?, ?> context;
  private final AtomicLong last;
  private @Nullable Cancellable scheduled;

  /**
   * @param last when the processors of this engine last asked for a commit, milliseconds since 1970
   */
  Commits(ProcessorContext<?, ?> context, AtomicLong last) {
    this.context = context;
    this.last = last;
  }

  /** At once, if the last was not just now. */
  void soon() {
    if (scheduled != null) {
      return;
    }
    long now = context.currentSystemTimeMs();
    long since = Math.max(0, now - last.get());
    if (since >= FASTEST.toMillis()) {
      commit(now);
    } else {
      Duration rest = FASTEST.minusMillis(since);
      scheduled = context.schedule(rest, PunctuationType.WALL_CLOCK_TIME, this::commit);
    }
  }

  private void commit(long now) {
    if (scheduled != null) {
      scheduled.cancel();
      scheduled = null;
    }
    last.set(now);
    context.commit();
  }
}
