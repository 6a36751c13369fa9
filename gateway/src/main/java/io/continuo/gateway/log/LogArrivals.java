package io.continuo.gateway.log;

import io.continuo.gateway.follow.Progress;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the store has all that the logs topic had at some moment. */
public final class LogArrivals {
  private static final Logger LOG = LoggerFactory.getLogger(LogArrivals.class);
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final Admin admin;
  private final Progress stored;

  public LogArrivals(Admin admin, Progress stored) {
    this.admin = admin;
    this.stored = stored;
  }

  /**
   * Whether everything is stored that was on the topic when this was called. Asks Kafka for one
   * round trip, and waits a second at most; false when it cannot tell.
   */
  public boolean areAllIn() throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    Set<TopicPartition> partitions = stored.partitions();
    try {
      for (Map.Entry<TopicPartition, ListOffsetsResultInfo> last : ends(partitions).entrySet()) {
        Duration left = Duration.ofNanos(end - System.nanoTime());
        if (!stored.awaitOffset(last.getKey(), last.getValue().offset() - 1, left)) {
          return false;
        }
      }
      return !partitions.isEmpty();
    } catch (ExecutionException | TimeoutException e) {
      LOG.debug("cannot tell whether all logs are stored", e);
      return false;
    }
  }

  private Map<TopicPartition, ListOffsetsResultInfo> ends(Set<TopicPartition> partitions)
      throws InterruptedException, ExecutionException, TimeoutException {
    Map<TopicPartition, OffsetSpec> asked =
        partitions.stream().collect(Collectors.toMap(p -> p, _ -> OffsetSpec.latest()));
    int millis = (int) PATIENCE.toMillis();
    return admin
        .listOffsets(asked, new ListOffsetsOptions().timeoutMs(millis))
        .all()
        .get(millis, TimeUnit.MILLISECONDS);
  }
}
