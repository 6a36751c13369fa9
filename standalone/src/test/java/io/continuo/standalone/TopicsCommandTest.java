package io.continuo.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.continuo.standalone.broker.BrokerConfig;
import io.continuo.standalone.broker.EmbeddedBroker;
import io.continuo.wire.TopicAdmin;
import io.continuo.wire.Topics;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class TopicsCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    return new CommandLine(new TopicsCommand())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  @Test
  void whatIsPlannedIsCreatedOnce() {
    try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerConfig.ephemeral())) {
      List<String> cluster =
          List.of(
              "--bootstrap-servers",
              broker.bootstrapServers(),
              "--queues",
              "default,gpu",
              "--replication",
              "1");

      assertThat(run(with("plan", cluster))).isZero();
      assertThat(out.toString().lines())
          .contains("continuo.execution.commands", "continuo.tasks.gpu.backfill", "_schemas");
      String planned = out.toString();

      out.getBuffer().setLength(0);
      assertThat(run(with("apply", cluster))).isZero();
      assertThat(out.toString()).isEqualTo(planned);

      out.getBuffer().setLength(0);
      assertThat(run(with("apply", cluster))).isZero();
      assertThat(out.toString()).isEmpty();
      assertThat(err.toString()).endsWith("0 topics created" + System.lineSeparator());
    }
  }

  @Test
  void tooManyCopiesAreRefusedInKafkasWordsWithACure() {
    try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerConfig.ephemeral())) {
      int code = run("apply", "--bootstrap-servers", broker.bootstrapServers());

      assertThat(code).isEqualTo(5);
      assertThat(err.toString()).contains("replication factor").contains("enough for 3 copies");
    }
  }

  @Test
  void locksOfTasksAreShortenedAndNeverLengthened() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerConfig.ephemeral());
        Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      List<String> cluster =
          List.of("--bootstrap-servers", broker.bootstrapServers(), "--replication", "1");

      run(with("apply", cluster));
      awaitLock(admin, "5000"); // the embedded broker's for all groups

      setLock(admin, "30000");
      run(with("apply", cluster));
      awaitLock(admin, "15000");
    }
  }

  private static ConfigResource tasks() {
    return new ConfigResource(ConfigResource.Type.GROUP, Topics.DEFAULT.taskGroup("default"));
  }

  private static void setLock(Admin admin, String millis) throws Exception {
    var entry = new ConfigEntry(TopicAdmin.RECORD_LOCK, millis);
    var set = new AlterConfigOp(entry, AlterConfigOp.OpType.SET);
    admin.incrementalAlterConfigs(Map.of(tasks(), List.of(set))).all().get();
    awaitLock(admin, millis);
  }

  /** A broker learns of a setting a moment after it is set. */
  private static void awaitLock(Admin admin, String millis) {
    await().untilAsserted(() -> assertThat(lock(admin)).contains(millis));
  }

  private static Optional<String> lock(Admin admin) throws Exception {
    return admin.describeConfigs(List.of(tasks())).all().get().values().stream()
        .map(config -> config.get(TopicAdmin.RECORD_LOCK).value())
        .findFirst();
  }

  private static String[] with(String command, List<String> options) {
    List<String> all = new ArrayList<>(options);
    all.addFirst(command);
    return all.toArray(String[]::new);
  }
}
