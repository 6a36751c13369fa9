package io.continuo.standalone.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

final class KilledBrokerTest {

  /** As long as it takes, were the dead incarnation's session waited for. */
  private static final int SESSION_MS = 600_000;

  @TempDir Path folder;

  @Test
  @Timeout(120)
  void aKilledBrokerComesBackWithEveryAcknowledgedRecordAndDoesNotWaitForItsOwnGhost()
      throws Exception {
    for (int kill = 1; kill <= 2; kill++) {
      startWriteAndKill(folder, "record " + kill);
    }
    try (EmbeddedBroker broker = EmbeddedBroker.start(config(folder));
        BrokerClient client = new BrokerClient(broker)) {
      assertThat(client.readCommitted("kept", 2)).containsExactly("record 1", "record 2");
    }
  }

  private static void startWriteAndKill(Path folder, String value) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                KilledBrokerTest.class.getName(),
                folder.toString(),
                value)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      assertThat(out.readLine()).isEqualTo("written");
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private static BrokerConfig config(Path folder) {
    return BrokerConfig.persistent(folder).with("broker.session.timeout.ms", SESSION_MS);
  }

  /** The process that is killed: folder, value. */
  public static void main(String[] args) throws Exception {
    EmbeddedBroker broker = EmbeddedBroker.start(config(Path.of(args[0])));
    try (BrokerClient client = new BrokerClient(broker)) {
      if (!client.topics().containsAll(List.of("kept"))) {
        client.createTopic("kept");
      }
      client.write("kept", args[1]);
    }
    System.out.println("written");
    Thread.sleep(SESSION_MS);
  }
}
