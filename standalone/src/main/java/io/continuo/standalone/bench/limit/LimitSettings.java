package io.continuo.standalone.bench.limit;

import java.util.HashMap;
import java.util.Map;

/**
 * The knobs of the bare topology; {@link #product} is what the product runs with.
 *
 * @param groupProtocol the rebalance protocol of Kafka Streams, {@code streams} or {@code classic}
 * @param commitMs commit interval of the topology
 * @param pollMs how long it polls
 * @param streamThreads threads of the topology
 * @param partitions of the input and of the output topic
 * @param echoClients consumers of the output topic, one thread each
 * @param maxPollRecords most records that an echo client takes at once
 */
public record LimitSettings(
    String groupProtocol,
    int commitMs,
    int pollMs,
    int streamThreads,
    int partitions,
    int echoClients,
    int maxPollRecords) {

  /** As the engine and the runner of the product are set. */
  public static LimitSettings product() {
    return new LimitSettings("streams", 500, 100, 1, 4, 1, 500);
  }

  Map<String, Object> streams(String bootstrap, String applicationId, String stateFolder) {
    Map<String, Object> config = new HashMap<>();
    config.put("bootstrap.servers", bootstrap);
    config.put("application.id", applicationId);
    config.put("state.dir", stateFolder);
    config.put("processing.guarantee", "exactly_once_v2");
    config.put("group.protocol", groupProtocol);
    config.put("commit.interval.ms", commitMs);
    config.put("poll.ms", pollMs);
    config.put("num.stream.threads", streamThreads);
    config.put("max.task.idle.ms", -1L);
    config.put("replication.factor", 1);
    config.put("producer.linger.ms", 0);
    config.put("consumer.auto.offset.reset", "earliest");
    return config;
  }

  Map<String, Object> answers(String bootstrap) {
    return Map.of(
        "bootstrap.servers", bootstrap, "acks", "all", "enable.idempotence", true, "linger.ms", 0);
  }

  Map<String, Object> shareConsumer(String bootstrap, String group) {
    return Map.of(
        "bootstrap.servers",
        bootstrap,
        "group.id",
        group,
        "share.acknowledgement.mode",
        "explicit",
        "share.acquire.mode",
        "record_limit",
        "max.poll.records",
        maxPollRecords);
  }

  Map<String, Object> plainConsumer(String bootstrap) {
    return Map.of(
        "bootstrap.servers",
        bootstrap,
        "isolation.level",
        "read_uncommitted",
        "max.poll.records",
        maxPollRecords);
  }
}
