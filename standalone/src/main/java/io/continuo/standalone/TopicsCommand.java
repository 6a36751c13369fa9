package io.continuo.standalone;

import io.continuo.wire.TopicAdmin;
import io.continuo.wire.TopicPlan;
import io.continuo.wire.Topics;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code continuo topics plan|apply}: the topics and share groups of a cluster. */
@Command(
    name = "topics",
    mixinStandardHelpOptions = true,
    description = "Shows or creates the topics of a cluster, and sets up its share groups.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class TopicsCommand {
  private static final int SERVER_ERROR = 5;

  @Spec private CommandSpec spec;

  /** Which cluster, and how large. */
  static final class Cluster {
    @Option(
        names = "--bootstrap-servers",
        defaultValue = "localhost:9092",
        description = "Kafka's addresses (default: ${DEFAULT-VALUE})")
    String bootstrapServers;

    @Option(
        names = "--prefix",
        defaultValue = "continuo.",
        description = "Of every topic's name (default: ${DEFAULT-VALUE})")
    String prefix;

    @Option(
        names = "--queues",
        split = ",",
        defaultValue = "default",
        description = "Task queues (default: ${DEFAULT-VALUE})")
    List<String> queues;

    @Option(
        names = "--partitions",
        defaultValue = "12",
        description =
            "Of the topics that tasks pass through; the others have a quarter (default: ${DEFAULT-VALUE})")
    int partitions;

    @Option(
        names = "--replication",
        defaultValue = "3",
        description = "Copies of every topic (default: ${DEFAULT-VALUE})")
    short replication;

    TopicPlan plan() {
      return new TopicPlan(new Topics(prefix), queues, partitions, replication);
    }
  }

  private interface Work {
    void with(TopicAdmin admin) throws ExecutionException, InterruptedException;
  }

  @Command(name = "plan", description = "Names the topics that are missing, one a line.")
  int plan(@Mixin Cluster cluster) throws InterruptedException {
    return run(cluster, admin -> say(admin.missing(cluster.plan()), "missing"));
  }

  @Command(name = "apply", description = "Creates what is missing; harmless to repeat.")
  int apply(@Mixin Cluster cluster) throws InterruptedException {
    return run(
        cluster,
        admin -> {
          List<NewTopic> missing = admin.missing(cluster.plan());
          admin.apply(cluster.plan());
          say(missing, "created");
        });
  }

  private void say(List<NewTopic> topics, String what) {
    PrintWriter out = spec.commandLine().getOut();
    topics.forEach(topic -> out.println(topic.name()));
    spec.commandLine().getErr().println(topics.size() + " topics " + what);
  }

  private int run(Cluster cluster, Work work) throws InterruptedException {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            cluster.bootstrapServers,
            "default.api.timeout.ms",
            20_000,
            "request.timeout.ms",
            10_000);
    try (Admin admin = Admin.create(settings)) {
      work.with(new TopicAdmin(admin));
      return 0;
    } catch (ExecutionException | KafkaException e) {
      Throwable cause = e instanceof ExecutionException wrapped ? wrapped.getCause() : e;
      spec.commandLine()
          .getErr()
          .println(
              "Kafka at %s does not do that: %s; is the address right, are the brokers 4.2 or newer, and enough for %d copies?"
                  .formatted(cluster.bootstrapServers, cause, cluster.replication));
      return SERVER_ERROR;
    }
  }
}
