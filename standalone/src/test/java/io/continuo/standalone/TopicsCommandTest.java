package io.continuo.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.standalone.broker.BrokerConfig;
import io.continuo.standalone.broker.EmbeddedBroker;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
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

  private static String[] with(String command, List<String> options) {
    List<String> all = new ArrayList<>(options);
    all.addFirst(command);
    return all.toArray(String[]::new);
  }
}
