package io.continuo.wire;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jspecify.annotations.Nullable;

/** Creates what a {@link TopicPlan} lacks, and sets the share groups' reading rules. */
public final class TopicAdmin {
  /**
   * Runners must see what was written before they came, and read before the transaction ends
   * (architecture.md).
   */
  public static final Map<String, String> SHARE_GROUP_SETTINGS =
      Map.of("share.auto.offset.reset", "earliest", "share.isolation.level", "read_uncommitted");

  /** How long a record that was handed out is kept from others. */
  public static final String RECORD_LOCK = "share.record.lock.duration.ms";

  /**
   * The longest that {@link #RECORD_LOCK} may be, and the least that a broker allows by default.
   * Enough to write a claim; a lost acknowledgement may hold a topic partition up so long.
   */
  public static final int LONGEST_RECORD_LOCK_MS = 15_000;

  private final Admin admin;

  public TopicAdmin(Admin admin) {
    this.admin = admin;
  }

  /** Topics of the plan that do not exist yet. */
  public List<NewTopic> missing(TopicPlan plan) throws ExecutionException, InterruptedException {
    Set<String> present = admin.listTopics().names().get();
    return plan.all().stream().filter(topic -> !present.contains(topic.name())).toList();
  }

  /**
   * Creates what is missing and leaves the rest alone; safe to call by several processes at once.
   */
  public void apply(TopicPlan plan) throws ExecutionException, InterruptedException {
    List<NewTopic> missing = missing(plan);
    for (var created : admin.createTopics(missing).values().entrySet()) {
      try {
        created.getValue().get();
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof TopicExistsException)) {
          throw e;
        }
      }
    }
    List<ConfigResource> groups =
        plan.queues().stream()
            .map(queue -> plan.topics().taskGroup(queue))
            .map(group -> new ConfigResource(ConfigResource.Type.GROUP, group))
            .toList();
    Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
    for (Map.Entry<ConfigResource, Config> group :
        admin.describeConfigs(groups).all().get().entrySet()) {
      List<AlterConfigOp> settings = new ArrayList<>();
      SHARE_GROUP_SETTINGS.forEach((key, value) -> settings.add(set(key, value)));
      if (!isShortEnough(group.getValue().get(RECORD_LOCK))) {
        settings.add(set(RECORD_LOCK, Integer.toString(LONGEST_RECORD_LOCK_MS)));
      }
      changes.put(group.getKey(), settings);
    }
    admin.incrementalAlterConfigs(changes).all().get();
  }

  /** Whether a group's {@link #RECORD_LOCK}, its own or the broker's for all, may stay. */
  public static boolean isShortEnough(@Nullable ConfigEntry recordLock) {
    return recordLock != null
        && recordLock.value() != null
        && Integer.parseInt(recordLock.value()) <= LONGEST_RECORD_LOCK_MS;
  }

  private static AlterConfigOp set(String key, String value) {
    return new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET);
  }
}
