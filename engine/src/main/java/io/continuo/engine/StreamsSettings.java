package io.continuo.engine;

import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** What the engine asks of Kafka Streams, and why. */
final class StreamsSettings {
  /** Each fetch costs a machine that does nothing else about a millisecond. */
  private static final int IDLE_FETCH_MS = 5_000;

  private static final int POLL_MS = 100;
  private static final int BATCH_BYTES = 128 << 10;
  private static final int LONGEST_TRANSACTION_MS = 10_000;

  private StreamsSettings() {}

  static Properties of(EngineConfig config) {
    Properties settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, config.topics().prefix() + "engine");
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, config.bootstrapServers());
    settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, config.threads());
    settings.put(StreamsConfig.STATE_DIR_CONFIG, config.stateFolder());
    settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, config.commitInterval().toMillis());
    // Commits and whatever is due wait for the end of a poll.
    settings.put(
        StreamsConfig.POLL_MS_CONFIG, Math.min(POLL_MS, config.commitInterval().toMillis()));
    // Each task reads one topic partition, so there is no other to wait for; and to ask how far
    // that
    // lags behind costs a word between two threads for each task and poll.
    settings.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
    settings.put(StreamsConfig.InternalConfig.INTERNAL_CONSUMER_WRAPPER, StillConsumer.class);
    // A record ends a fetch at once.
    settings.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG), IDLE_FETCH_MS);
    settings.put(
        StreamsConfig.globalConsumerPrefix(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG), IDLE_FETCH_MS);
    // Nobody can read what is in a transaction before its commit, which sends it: until then it
    // waits for company. Commands go by a producer of their own, at once.
    settings.put(
        StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), LONGEST_TRANSACTION_MS);
    settings.put(
        StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
        LONGEST_TRANSACTION_MS);
    settings.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), 1_000_000);
    // What a transaction gathers in 500 ms: batches that are full are sent before its commit.
    settings.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), BATCH_BYTES);
    // The first write after a commit may find the commit still being written; 100 ms is long to
    // wait for that.
    settings.put(StreamsConfig.producerPrefix(ProducerConfig.RETRY_BACKOFF_MS_CONFIG), 5);
    // And while it waits, later batches must not overtake it only to be refused as out of order.
    settings.put(
        StreamsConfig.producerPrefix(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION), 1);
    // The broker's rebalance protocol: no rebalance stops the world. Its timeouts are the broker's
    // settings.
    settings.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, "streams");
    settings.put(StreamsConfig.ENABLE_METRICS_PUSH_CONFIG, false);
    settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    settings.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, -1);
    settings.putAll(config.kafka());
    return settings;
  }
}
