package io.continuo.standalone.broker;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Every Kafka property of the embedded broker, grouped by the reason it differs from the default.
 */
final class BrokerSettings {

  private BrokerSettings() {}

  static Map<String, String> of(Path folder, Ports ports, Map<String, String> overrides) {
    Map<String, String> all = new HashMap<>();
    all.putAll(node(folder, ports));
    all.putAll(internalTopics());
    all.putAll(latency());
    all.putAll(recoveryAfterKill());
    all.putAll(footprint());
    all.putAll(overrides);
    return all;
  }

  private static Map<String, String> node(Path folder, Ports ports) {
    return Map.ofEntries(
        Map.entry("process.roles", "broker,controller"),
        Map.entry("node.id", String.valueOf(KraftServer.NODE_ID)),
        Map.entry(
            "listeners",
            "BROKER://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d"
                .formatted(ports.broker(), ports.controller())),
        Map.entry("advertised.listeners", "BROKER://127.0.0.1:%d".formatted(ports.broker())),
        Map.entry("listener.security.protocol.map", "BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT"),
        Map.entry("inter.broker.listener.name", "BROKER"),
        Map.entry("controller.listener.names", KraftServer.CONTROLLER_LISTENER),
        // A static voter list lives in this configuration, not in the log: ports may change.
        Map.entry(
            "controller.quorum.voters",
            "%d@127.0.0.1:%d".formatted(KraftServer.NODE_ID, ports.controller())),
        Map.entry("log.dirs", folder.toString()),
        Map.entry("auto.create.topics.enable", "false"));
  }

  private static Map<String, String> internalTopics() {
    return Map.ofEntries(
        Map.entry("offsets.topic.replication.factor", "1"),
        Map.entry("offsets.topic.num.partitions", "2"),
        Map.entry("transaction.state.log.replication.factor", "1"),
        Map.entry("transaction.state.log.min.isr", "1"),
        Map.entry("transaction.state.log.num.partitions", "2"),
        Map.entry("share.coordinator.state.topic.replication.factor", "1"),
        Map.entry("share.coordinator.state.topic.min.isr", "1"),
        Map.entry("share.coordinator.state.topic.num.partitions", "2"),
        Map.entry("default.replication.factor", "1"),
        Map.entry("min.insync.replicas", "1"));
  }

  private static Map<String, String> latency() {
    return Map.ofEntries(
        Map.entry("group.initial.rebalance.delay.ms", "0"),
        Map.entry("group.streams.initial.rebalance.delay.ms", "0"),
        Map.entry("group.consumer.assignment.interval.ms", "0"),
        Map.entry("group.share.assignment.interval.ms", "0"),
        Map.entry("group.streams.assignment.interval.ms", "0"),
        // Half of a share group's step is spent waiting for these two when they batch.
        Map.entry("group.coordinator.append.linger.ms", "0"),
        Map.entry("share.coordinator.append.linger.ms", "0"),
        // One lost acknowledgement stops a topic partition once so many records are behind it, till
        // its lock ends: together, 2,000 records a second and topic partition go on all the same.
        Map.entry("group.share.partition.max.record.locks", "10000"),
        Map.entry("group.share.max.partition.max.record.locks", "10000"),
        Map.entry("group.share.record.lock.duration.ms", "5000"),
        Map.entry("group.share.delivery.count.limit", "10"),
        Map.entry("controller.quorum.append.linger.ms", "1"),
        // A fetch finds its place by reading one header after the other from the last indexed batch
        // on, and ours are small: at the default, 4096 bytes, that was 14 reads a fetch.
        Map.entry("log.index.interval.bytes", "256"));
  }

  /** A SIGKILL takes broker and clients at once; nobody says goodbye, so time-outs decide. */
  private static Map<String, String> recoveryAfterKill() {
    return Map.ofEntries(
        Map.entry("broker.session.timeout.ms", String.valueOf(DeadIncarnation.SESSION_MS)),
        Map.entry("broker.heartbeat.interval.ms", "10000"),
        // Should the dismissal fail, the start waits for the session instead of giving up with it.
        Map.entry(
            "initial.broker.registration.timeout.ms",
            String.valueOf(2 * DeadIncarnation.SESSION_MS)),
        Map.entry("group.min.session.timeout.ms", "1000"),
        Map.entry("group.consumer.min.session.timeout.ms", "1000"),
        Map.entry("group.consumer.min.heartbeat.interval.ms", "200"),
        Map.entry("group.consumer.session.timeout.ms", "5000"),
        Map.entry("group.consumer.heartbeat.interval.ms", "1000"),
        Map.entry("group.share.min.session.timeout.ms", "1000"),
        Map.entry("group.share.min.heartbeat.interval.ms", "200"),
        Map.entry("group.share.session.timeout.ms", "5000"),
        Map.entry("group.share.heartbeat.interval.ms", "2000"),
        Map.entry("group.share.min.record.lock.duration.ms", "1000"),
        Map.entry("group.streams.min.session.timeout.ms", "1000"),
        Map.entry("group.streams.min.heartbeat.interval.ms", "200"),
        Map.entry("group.streams.session.timeout.ms", "3000"),
        Map.entry("group.streams.heartbeat.interval.ms", "1000"),
        Map.entry("transaction.abort.timed.out.transaction.cleanup.interval.ms", "500"),
        // Recovery re-reads what was not flushed: at most about one segment a partition.
        Map.entry("log.segment.bytes", String.valueOf(64 << 20)));
  }

  private static Map<String, String> footprint() {
    return Map.ofEntries(
        Map.entry("log.cleaner.dedupe.buffer.size", String.valueOf(8 << 20)),
        Map.entry("log.cleaner.io.buffer.size", String.valueOf(128 << 10)),
        Map.entry("offsets.load.buffer.size", String.valueOf(1 << 20)),
        Map.entry("num.network.threads", "2"),
        Map.entry("num.io.threads", "2"),
        Map.entry("background.threads", "2"),
        Map.entry("group.coordinator.threads", "1"),
        Map.entry("metric.reporters", ""),
        // One node needs no record every half second to prove that its metadata log moves.
        Map.entry("metadata.max.idle.interval.ms", "0"));
  }
}
