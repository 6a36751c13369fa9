package io.continuo.runner.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import java.util.Optional;
import org.apache.kafka.clients.consumer.internals.ShareInFlightBatch;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;

/**
 * What of Kafka's share consumer {@code adr/0002} makes room for. Red after an upgrade, it says
 * that the large room and the short lock of the embedded broker are no longer needed.
 */
class LostGapTest {
  private static final TopicIdPartition PARTITION =
      new TopicIdPartition(Uuid.ONE_UUID, 0, "continuo.tasks.default.live");

  private static ShareInFlightBatch<String, byte[]> gapAt(long offset) {
    ShareInFlightBatch<String, byte[]> batch =
        new ShareInFlightBatch<>(1, PARTITION, Optional.empty());
    batch.addGap(offset);
    return batch;
  }

  @Test
  void theMarkersOfASecondAnswerInOnePollAreNeverSettled() {
    ShareInFlightBatch<String, byte[]> poll = gapAt(7);

    poll.merge(gapAt(8));

    assertThat(poll)
        .extracting("acknowledgements.acknowledgementsTypeMap", MAP)
        .containsOnlyKeys(7L); // and not 8
  }
}
