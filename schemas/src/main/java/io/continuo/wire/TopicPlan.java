package io.continuo.wire;

import io.continuo.dispatch.Lane;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/**
 * The topics that an installation needs, with their settings.
 *
 * @param queues names of the task queues
 * @param partitions of the topics that tasks pass through; the others have a quarter
 * @param replication factor of every topic
 */
public record TopicPlan(Topics topics, List<String> queues, int partitions, short replication) {
  private static final Duration WEEK = Duration.ofDays(7);
  private static final Duration MONTH = Duration.ofDays(30);
  private static final int MAX_RECORD = 1_000_000;

  /** Every topic, ready to be created. */
  public List<NewTopic> all() {
    List<NewTopic> plan = new ArrayList<>();
    for (String commands : topics.commands()) {
      // The broker's clock dates commands, so time in the deciders never depends on a client's
      // clock.
      plan.add(
          topic(
              commands,
              countOf(commands),
              retained(WEEK),
              Map.of(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime")));
    }
    for (String events :
        List.of(
            topics.workflowEvents(),
            topics.executionEvents(),
            topics.datasetEvents(),
            topics.backfillEvents(),
            topics.limitEvents(),
            topics.namespaceEvents())) {
      plan.add(
          topic(events, countOf(events), Map.of(TopicConfig.RETENTION_MS_CONFIG, "-1"), Map.of()));
    }
    plan.add(topic(topics.landings(), few(), retained(WEEK), Map.of()));
    plan.add(topic(topics.runnerEvents(), few(), retained(WEEK), Map.of()));
    plan.add(topic(topics.definitions(), few(), compacted(), Map.of()));
    for (String queue : queues) {
      for (Lane lane : Lane.values()) {
        plan.add(topic(topics.tasks(queue, lane), partitions, retained(WEEK), Map.of()));
      }
    }
    plan.add(topic(topics.runnerControl(), 1, retained(Duration.ofDays(1)), Map.of()));
    plan.add(topic(topics.logs(), partitions, retained(WEEK), Map.of()));
    plan.add(topic(topics.deadLetters(), 1, retained(MONTH), Map.of()));
    plan.add(topic(topics.schemas(), 1, compacted(), Map.of()));
    return plan;
  }

  /** Every task of an execution passes through two families; the others see little beside them. */
  private int countOf(String topic) {
    return topic.startsWith(topics.prefix() + "workflow.")
            || topic.startsWith(topics.prefix() + "execution.")
        ? partitions
        : few();
  }

  private int few() {
    return Math.max(1, partitions / 4);
  }

  private NewTopic topic(
      String name, int count, Map<String, String> policy, Map<String, String> more) {
    Map<String, String> configs = new HashMap<>(policy);
    configs.putAll(more);
    configs.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(MAX_RECORD));
    return new NewTopic(name, count, replication).configs(configs);
  }

  private static Map<String, String> retained(Duration time) {
    return Map.of(TopicConfig.RETENTION_MS_CONFIG, Long.toString(time.toMillis()));
  }

  private static Map<String, String> compacted() {
    return Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
  }
}
