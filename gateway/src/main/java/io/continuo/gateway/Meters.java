package io.continuo.gateway;

import io.continuo.gateway.command.Waiting;
import io.continuo.gateway.http.Sse;
import io.continuo.gateway.log.LogStore;
import io.continuo.gateway.view.View;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;

/** The numbers of a gateway. None is labelled with an id: there are millions of those. */
final class Meters {
  private Meters() {}

  /** Counts dead letters by the topic that they came from. */
  static void count(MeterRegistry registry, String topic, int letters) {
    Counter.builder("continuo.dead.letters")
        .description("records that could not be read and were put aside, all services together")
        .tag("topic", topic)
        .register(registry)
        .increment(letters);
  }

  static void bind(MeterRegistry registry, View view, LogStore logs, Waiting waiting, Sse sse) {
    FunctionCounter.builder("continuo.gateway.view.events", view, v -> v.progress().records())
        .description("events folded into the read model")
        .register(registry);
    Gauge.builder("continuo.gateway.view.following", view, v -> v.trouble().isEmpty() ? 1 : 0)
        .description("1 while the read model follows the events")
        .register(registry);
    Gauge.builder("continuo.gateway.view.lag.seconds", view, v -> v.lag().toMillis() / 1000.0)
        .description("age of the newest event when it was folded")
        .register(registry);
    FunctionCounter.builder("continuo.gateway.logs.lost.bytes", logs, LogStore::lostBytes)
        .description("log bytes that the disk did not take")
        .register(registry);
    Gauge.builder("continuo.gateway.commands.waiting", waiting, Waiting::size)
        .description("callers that wait for the engine")
        .register(registry);
    Gauge.builder("continuo.gateway.streams", sse, Sse::open)
        .description("open event streams")
        .register(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
  }
}
