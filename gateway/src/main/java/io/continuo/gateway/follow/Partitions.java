package io.continuo.gateway.follow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/** The partitions of topics that somebody else creates. */
public final class Partitions {
  private static final Duration PAUSE = Duration.ofMillis(200);

  private Partitions() {}

  /**
   * All partitions of the topics, as soon as every topic exists; none when told to give up before.
   */
  public static List<TopicPartition> await(
      Consumer<?, ?> consumer, List<String> topics, BooleanSupplier givenUp)
      throws InterruptedException {
    while (!givenUp.getAsBoolean()) {
      List<TopicPartition> found = new ArrayList<>();
      boolean complete = true;
      for (String topic : topics) {
        List<PartitionInfo> infos = consumer.partitionsFor(topic);
        complete &= infos != null && !infos.isEmpty();
        if (infos != null) {
          infos.forEach(info -> found.add(new TopicPartition(topic, info.partition())));
        }
      }
      if (complete) {
        return found;
      }
      Thread.sleep(PAUSE);
    }
    return List.of();
  }
}
