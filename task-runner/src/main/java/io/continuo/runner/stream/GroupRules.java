package io.continuo.runner.stream;

import io.continuo.wire.TopicAdmin;
import io.continuo.wire.Topics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.jspecify.annotations.Nullable;

/**
 * Makes sure that the share groups are set up as the delivery rules need, before anything is read
 * from them.
 */
public final class GroupRules {

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

  private GroupRules() {}

  /**
   * Checks the groups of these queues.
   *
   * @throws IllegalStateException naming the first setting that is wrong, and what sets it right
   */
  public static void check(Clients clients, Topics topics, List<String> queues)
      throws InterruptedException {
    List<ConfigResource> groups =
        queues.stream()
            .map(queue -> new ConfigResource(ConfigResource.Type.GROUP, topics.taskGroup(queue)))
            .toList();
    try (Admin admin = clients.admin()) {
      long giveUp = System.nanoTime() + PATIENCE_NANOS;
      Optional<String> problem = problem(admin, groups);
      while (problem.isPresent() && System.nanoTime() < giveUp) {
        TimeUnit.MILLISECONDS.sleep(100); // set a moment ago, a broker may not know it yet
        problem = problem(admin, groups);
      }
      if (problem.isPresent()) {
        throw new IllegalStateException(problem.get());
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(
          "the settings of the share groups cannot be read: %s; are the brokers 4.2 or newer?"
              .formatted(e.getCause()),
          e);
    }
  }

  private static Optional<String> problem(Admin admin, List<ConfigResource> groups)
      throws ExecutionException, InterruptedException {
    for (Map.Entry<ConfigResource, Config> group :
        admin.describeConfigs(groups).all().get().entrySet()) {
      for (Map.Entry<String, String> rule : TopicAdmin.SHARE_GROUP_SETTINGS.entrySet()) {
        ConfigEntry entry = group.getValue().get(rule.getKey());
        if (entry == null || !rule.getValue().equals(entry.value())) {
          return Optional.of(wrong(group.getKey(), rule.getKey(), entry, rule.getValue()));
        }
      }
      ConfigEntry lock = group.getValue().get(TopicAdmin.RECORD_LOCK);
      if (!TopicAdmin.isShortEnough(lock)) {
        String atMost = "at most " + TopicAdmin.LONGEST_RECORD_LOCK_MS;
        return Optional.of(wrong(group.getKey(), TopicAdmin.RECORD_LOCK, lock, atMost));
      }
    }
    return Optional.empty();
  }

  private static String wrong(
      ConfigResource group, String key, @Nullable ConfigEntry entry, String wanted) {
    String value = entry == null ? "absent" : String.valueOf(entry.value());
    return "share group '%s' has %s = %s, but tasks would be lost or late without %s: run 'continuo topics apply'"
        .formatted(group.name(), key, value, wanted);
  }
}
