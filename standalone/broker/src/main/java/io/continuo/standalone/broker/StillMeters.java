package io.continuo.standalone.broker;

import com.yammer.metrics.core.Metric;
import com.yammer.metrics.core.MetricName;
import com.yammer.metrics.core.MetricsRegistryListener;
import com.yammer.metrics.core.Stoppable;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.server.metrics.KafkaMetricsGroup;
import org.apache.kafka.server.metrics.KafkaYammerMetrics;

/**
 * Makes the broker's own meters cheap, which nobody reads in an embedded broker.
 *
 * <p>Their clocks stand still: each of some 300 wakes up every five seconds to move a rate of the
 * last minutes; together they took a tenth of what an idle platform takes. Their counts go on.
 *
 * <p>The times of requests are sampled uniformly: by themselves, eight histograms a request keep
 * their latest thousand values sorted, which took a twelfth of all that a container costs the
 * platform.
 */
final class StillMeters implements MetricsRegistryListener {
  private static final StillMeters LISTENER = new StillMeters();
  private static boolean listening;

  private static final KafkaMetricsGroup REQUESTS =
      new KafkaMetricsGroup("kafka.network", "RequestMetrics");

  /** As {@code org.apache.kafka.network.metrics.RequestMetrics} names them. */
  private static final List<String> HISTOGRAMS =
      List.of(
          "RequestQueueTimeMs",
          "LocalTimeMs",
          "RemoteTimeMs",
          "ThrottleTimeMs",
          "ResponseQueueTimeMs",
          "ResponseSendTimeMs",
          "TotalTimeMs",
          "RequestBytes");

  /** Of produce and fetch requests beside those. */
  private static final List<String> CONVERSIONS =
      List.of("MessageConversionsTimeMs", "TemporaryMemoryBytes");

  /** Those that come with every task. */
  static final List<String> FREQUENT =
      List.of(
          ApiKeys.PRODUCE.name,
          ApiKeys.FETCH.name,
          "FetchConsumer",
          ApiKeys.ADD_PARTITIONS_TO_TXN.name,
          ApiKeys.TXN_OFFSET_COMMIT.name,
          ApiKeys.END_TXN.name,
          ApiKeys.WRITE_TXN_MARKERS.name,
          ApiKeys.SHARE_FETCH.name,
          ApiKeys.SHARE_ACKNOWLEDGE.name,
          ApiKeys.WRITE_SHARE_GROUP_STATE.name);

  StillMeters() {}

  /**
   * Of all brokers of this JVM, which share one registry: to be called before each starts. A broker
   * takes the histograms that it finds, and removes them when it stops.
   */
  static synchronized void keep() {
    FREQUENT.forEach(request -> HISTOGRAMS.forEach(name -> sampleUniformly(name, request)));
    for (String request : List.of(ApiKeys.PRODUCE.name, ApiKeys.FETCH.name)) {
      CONVERSIONS.forEach(name -> sampleUniformly(name, request));
    }
    if (!listening) {
      KafkaYammerMetrics.defaultRegistry().addListener(LISTENER);
      listening = true;
    }
  }

  private static void sampleUniformly(String histogram, String request) {
    REQUESTS.newHistogram(histogram, false, Map.of("request", request));
  }

  @Override
  public void onMetricAdded(MetricName name, Metric metric) {
    if (metric instanceof Stoppable ticking) {
      ticking.stop();
    }
  }

  @Override
  public void onMetricRemoved(MetricName name) {}
}
