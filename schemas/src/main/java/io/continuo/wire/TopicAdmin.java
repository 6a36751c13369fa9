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
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates what a {@link TopicPlan} lacks, and sets the share groups' reading rules. */
public final class TopicAdmin {
  /**
   * Runners must see what was written before they came, and read before the transaction ends
   * (architecture.md).
   */
  public static final Map<String, String> SHARE_GROUP_SETTINGS =
      Map.of(
          "share.auto.offset.reset",
          "earliest",
          "share.isolation.level",
          "read_uncommitted",
          // Enough to write a claim; a lost acknowledgement holds a topic partition up so long.
          "share.record.lock.duration.ms",
          "15000");

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
    Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
    for (String queue : plan.queues()) {
      List<AlterConfigOp> settings = new ArrayList<>();
      SHARE_GROUP_SETTINGS.forEach(
          (key, value) ->
              settings.add(
                  new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET)));
      changes.put(
          new ConfigResource(ConfigResource.Type.GROUP, plan.topics().taskGroup(queue)), settings);
    }
    admin.incrementalAlterConfigs(changes).all().get();
  }
}
