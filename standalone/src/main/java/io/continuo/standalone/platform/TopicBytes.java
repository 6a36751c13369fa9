package io.continuo.standalone.platform;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

/** How much the topics of an installation weigh. */
public final class TopicBytes {
  private TopicBytes() {}

  /**
   * Bytes on disk of every topic that is ours, over all brokers; the embedded registry's and
   * Kafka's own do not count.
   */
  public static long of(String bootstrapServers) throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      var nodes = admin.describeCluster().nodes().get().stream().map(node -> node.id()).toList();
      return admin.describeLogDirs(nodes).allDescriptions().get().values().stream()
          .flatMap(folders -> folders.values().stream())
          .flatMap(folder -> folder.replicaInfos().entrySet().stream())
          .filter(replica -> replica.getKey().topic().startsWith("continuo."))
          .mapToLong(replica -> replica.getValue().size())
          .sum();
    }
  }
}
