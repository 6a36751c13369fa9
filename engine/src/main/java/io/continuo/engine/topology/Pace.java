package io.continuo.engine.topology;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.Punctuator;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/**
 * When the processor looks at the clock: as soon as something is due, and now and then otherwise.
 * Streams commits after every look, whether it found anything or not, so looking for nothing costs
 * a transaction each time.
 */
final class Pace {
  /** Looks follow each other no faster. */
  private static final Duration FASTEST = Duration.ofMillis(20);

  /** However far away what is due next: clocks are set right now and then. */
  private static final Duration SELDOM = Duration.ofMinutes(1);

  private final ProcessorContext<?, ?> context;
  private final Looks looks;
  private final Punctuator look;
  private @Nullable Cancellable scheduled;
  private Instant planned = Instant.MAX;

  Pace(ProcessorContext<?, ?> context, Looks looks, Punctuator look) {
    this.context = context;
    this.looks = looks;
    this.look = look;
  }

  /** Plans a look for what is due next, unless an earlier one is planned. */
  void adapt(Optional<Instant> next) {
    Instant now = Instant.ofEpochMilli(context.currentSystemTimeMs());
    Instant seldom = now.plus(SELDOM);
    Instant due = next.filter(seldom::isAfter).orElse(seldom);
    Instant fastest = now.plus(FASTEST);
    Instant at = due.isBefore(fastest) ? fastest : due;
    if (at.isBefore(planned)) {
      plan(now, at);
    }
  }

  private void plan(Instant now, Instant at) {
    if (scheduled != null) {
      scheduled.cancel();
    }
    scheduled =
        context.schedule(
            Duration.between(now, at),
            PunctuationType.WALL_CLOCK_TIME,
            time -> {
              planned = Instant.MAX; // whoever looks plans the next look
              look.punctuate(time);
            });
    planned = at;
    looks.plan(this, at);
  }

  /** No more looks. */
  void stop() {
    looks.forget(this);
  }
}
