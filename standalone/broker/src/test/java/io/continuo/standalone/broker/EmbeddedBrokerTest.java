package io.continuo.standalone.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedBrokerTest {

  @TempDir Path folder;

  @Test
  void theSameFolderKeepsItsRecordsOnAnotherPort() throws Exception {
    int firstPort;
    try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerConfig.persistent(folder));
        BrokerClient client = new BrokerClient(broker)) {
      firstPort = broker.port();
      client.createTopic("kept");
      client.write("kept", "one");
      client.writeInTransaction("kept", "two");
    }
    BrokerConfig again = BrokerConfig.persistent(folder).withPort(anotherPortThan(firstPort));
    try (EmbeddedBroker broker = EmbeddedBroker.start(again);
        BrokerClient client = new BrokerClient(broker)) {
      assertThat(broker.port()).isEqualTo(again.port());
      assertThat(client.readCommitted("kept", 2)).containsExactly("one", "two");
    }
  }

  @Test
  void theFeaturesThatTheProductStandsOnAreFinalised() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerConfig.ephemeral());
        BrokerClient client = new BrokerClient(broker)) {
      assertThat(client.finalisedFeatures())
          .containsEntry("transaction.version", (short) 2)
          .containsEntry("share.version", (short) 1)
          .containsEntry("streams.version", (short) 1)
          .containsEntry("group.version", (short) 1);
    }
  }

  @Test
  void aShareGroupDeliversWhatWasWrittenBeforeItsFirstConsumer() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerConfig.ephemeral());
        BrokerClient client = new BrokerClient(broker)) {
      client.createTopic("work");
      client.write("work", "early");
      client.startShareGroupsAtEarliest("crew");
      assertThat(client.takeOneFromShareGroup("crew", "work")).isEqualTo("early");
    }
  }

  @Test
  void aDeletedFolderStartsEmpty() throws Exception {
    Path data = folder.resolve("data");
    try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerConfig.persistent(data));
        BrokerClient client = new BrokerClient(broker)) {
      client.createTopic("gone");
    }
    new DataFolder(data, true).release();
    assertThat(data).doesNotExist();
    try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerConfig.persistent(data));
        BrokerClient client = new BrokerClient(broker)) {
      assertThat(client.topics()).isEmpty();
    }
  }

  @Test
  void topicsAreNeverCreatedByAccident() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerConfig.ephemeral());
        BrokerClient client = new BrokerClient(broker)) {
      assertThatThrownBy(() -> client.write("unknown", "x"))
          .hasMessageContaining("unknown not present in metadata");
      assertThat(client.topics()).isEmpty();
    }
  }

  @Test
  void aFolderInUseAndAPortInUseAreRefusedWithACure() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerConfig.persistent(folder))) {
      assertThatThrownBy(() -> EmbeddedBroker.start(BrokerConfig.persistent(folder)))
          .isInstanceOf(BrokerStartException.class)
          .hasMessageContaining(folder.toString())
          .hasMessageContaining("in use by another broker");
      assertThatThrownBy(
              () -> EmbeddedBroker.start(BrokerConfig.ephemeral().withPort(broker.port())))
          .isInstanceOf(BrokerStartException.class)
          .hasMessageContaining("127.0.0.1:" + broker.port())
          .hasMessageContaining("choose another");
    }
  }

  @Test
  void anEphemeralBrokerLeavesNothingBehind() {
    EmbeddedBroker broker = EmbeddedBroker.start(BrokerConfig.ephemeral());
    Path data = broker.folder();
    assertThat(Files.exists(data)).isTrue();
    broker.close();
    broker.close();
    assertThat(data).doesNotExist();
  }

  private static int anotherPortThan(int port) {
    int free = Ports.reserve(0).broker();
    return free == port ? anotherPortThan(port) : free;
  }
}
