package io.continuo.runner.stream;

import io.continuo.wire.TopicAdmin;
import io.continuo.wire.Topics;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;

/**
 * Makes sure that the share groups are set up as the delivery rules need, before anything is read
 * from them.
 */
public final class GroupRules {

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
      admin.describeConfigs(groups).all().get().forEach(GroupRules::check);
    } catch (ExecutionException e) {
      throw new IllegalStateException(
          "the settings of the share groups cannot be read: "
              + String.valueOf(e.getCause())
              + "; are the brokers 4.2 or newer?",
          e);
    }
  }

  private static void check(ConfigResource group, Config config) {
    for (Map.Entry<String, String> rule : TopicAdmin.SHARE_GROUP_SETTINGS.entrySet()) {
      ConfigEntry entry = config.get(rule.getKey());
      String value = entry == null ? "absent" : String.valueOf(entry.value());
      if (!rule.getValue().equals(value)) {
        throw new IllegalStateException(
            "share group '%s' has %s = %s, but tasks would be lost or late without %s: run 'continuo topics apply'"
                .formatted(group.name(), rule.getKey(), value, rule.getValue()));
      }
    }
  }
}
