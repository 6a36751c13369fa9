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
 * How often the processor looks at the clock: often while something is due soon, seldom otherwise.
 * Streams commits after every look, whether it found anything or not, so looking often for nothing
 * costs a transaction each time.
 */
final class Pace {
  private static final Duration OFTEN = Duration.ofMillis(20);
  private static final Duration SELDOM = Duration.ofSeconds(1);

  /** Due within so long is soon: two seldom looks, so that none comes late. */
  private static final Duration SOON = SELDOM.multipliedBy(2);

  private final ProcessorContext<?, ?> context;
  private final Punctuator look;
  private @Nullable Cancellable scheduled;
  private Duration period = Duration.ZERO;

  Pace(ProcessorContext<?, ?> context, Punctuator look) {
    this.context = context;
    this.look = look;
  }

  /** Takes up the pace that fits what is due next. */
  void adapt(Optional<Instant> next) {
    Instant soon = Instant.ofEpochMilli(context.currentSystemTimeMs()).plus(SOON);
    Duration fitting = next.isPresent() && next.get().isBefore(soon) ? OFTEN : SELDOM;
    if (fitting.equals(period)) {
      return;
    }
    if (scheduled != null) {
      scheduled.cancel();
    }
    scheduled = context.schedule(fitting, PunctuationType.WALL_CLOCK_TIME, look);
    period = fitting;
  }
}
