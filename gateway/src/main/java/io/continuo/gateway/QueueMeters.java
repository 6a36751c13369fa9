package io.continuo.gateway;

import io.continuo.gateway.view.query.why.Queues;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** How the queues stand, asked of the read model when the numbers are read. */
final class QueueMeters {
  private final Clock clock;
  private final MultiGauge waiting;
  private final MultiGauge oldest;
  private final MultiGauge runners;

  QueueMeters(MeterRegistry registry, Clock clock) {
    this.clock = clock;
    this.waiting =
        MultiGauge.builder("continuo.queue.waiting.tasks")
            .description("tasks that were dispatched and not claimed")
            .register(registry);
    this.oldest =
        MultiGauge.builder("continuo.queue.oldest.waiting.seconds")
            .description("how long the first of them waits")
            .register(registry);
    this.runners =
        MultiGauge.builder("continuo.queue.runners")
            .description("runners that take tasks from the queue")
            .register(registry);
  }

  void update(Map<String, Queues.Load> loads) {
    Instant now = clock.instant();
    set(waiting, loads, load -> (double) load.waiting());
    set(oldest, loads, load -> seconds(load.oldest(), now));
    set(runners, loads, load -> (double) load.runners());
  }

  private static double seconds(Optional<Instant> since, Instant now) {
    return since.map(time -> Duration.between(time, now).toMillis() / 1000.0).orElse(0.0);
  }

  private static void set(
      MultiGauge gauge, Map<String, Queues.Load> loads, Function<Queues.Load, Double> number) {
    List<Row<?>> rows = new ArrayList<>();
    loads.forEach((queue, load) -> rows.add(Row.of(Tags.of("queue", queue), number.apply(load))));
    gauge.register(rows, true);
  }
}
