package io.continuo.standalone.broker;

import static org.assertj.core.api.Assertions.assertThat;

import com.yammer.metrics.core.Counter;
import com.yammer.metrics.core.Metric;
import com.yammer.metrics.core.MetricName;
import com.yammer.metrics.core.MetricProcessor;
import com.yammer.metrics.core.MetricsRegistry;
import com.yammer.metrics.core.Stoppable;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.network.metrics.RequestMetrics;
import org.apache.kafka.server.metrics.KafkaYammerMetrics;
import org.junit.jupiter.api.Test;

class StillMetersTest {
  private static final MetricName NAME = new MetricName("test", "meter", "still");

  @Test
  void stopsWhatTicksAsSoonAsItIsKnown() {
    Ticking ticking = new Ticking();
    new StillMeters().onMetricAdded(NAME, ticking);
    assertThat(ticking.stopped).isTrue();
  }

  @Test
  void leavesCountsAlone() {
    StillMeters.keep();
    MetricsRegistry registry = KafkaYammerMetrics.defaultRegistry();
    try {
      var meter = registry.newMeter(NAME, "records", TimeUnit.SECONDS);
      Counter counter = registry.newCounter(MetricsRegistry.class, "still-counter");
      meter.mark(3);
      counter.inc();
      assertThat(meter.count()).isEqualTo(3);
      assertThat(counter.count()).isEqualTo(1);
    } finally {
      registry.removeMetric(NAME);
      registry.removeMetric(MetricsRegistry.class, "still-counter");
    }
  }

  @Test
  void layOutTheHistogramsThatTheBrokerTakes() {
    StillMeters.keep();
    MetricsRegistry registry = KafkaYammerMetrics.defaultRegistry();
    for (String request : StillMeters.FREQUENT) {
      var before = List.copyOf(registry.allMetrics().values());
      RequestMetrics broker = new RequestMetrics(request);
      assertThat(before)
          .as(request)
          .contains(
              broker.requestQueueTimeHist,
              broker.localTimeHist,
              broker.remoteTimeHist,
              broker.throttleTimeHist,
              broker.responseQueueTimeHist,
              broker.responseSendTimeHist,
              broker.totalTimeHist,
              broker.requestBytesHist);
      assertThat(before)
          .as(request)
          .containsAll(broker.messageConversionsTimeHist.stream().toList())
          .containsAll(broker.tempMemoryBytesHist.stream().toList());
    }
  }

  private static final class Ticking implements Metric, Stoppable {
    private boolean stopped;

    @Override
    public void stop() {
      stopped = true;
    }

    @Override
    public <T> void processWith(MetricProcessor<T> processor, MetricName name, T context) {
      throw new UnsupportedOperationException();
    }
  }
}
