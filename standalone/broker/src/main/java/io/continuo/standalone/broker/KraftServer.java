package io.continuo.standalone.broker;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/** The one class that touches Kafka's broker internals; everything here may change with Kafka. */
final class KraftServer {

  static final int NODE_ID = 1;
  static final String CONTROLLER_LISTENER = "CONTROLLER";

  private final KafkaRaftServer server;

  private KraftServer(KafkaRaftServer server) {
    this.server = server;
  }

  /** Formats the folder when it is new, then starts; returns when the broker serves clients. */
  static KraftServer start(DataFolder folder, Map<String, String> settings) {
    if (folder.isNew()) {
      format(folder.path());
    }
    StillMeters.keep();
    KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
    server.startup();
    return new KraftServer(server);
  }

  void stop() {
    server.shutdown();
    server.awaitShutdown();
  }

  private static void format(Path folder) {
    try (PrintStream silent =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
      new Formatter()
          .setPrintStream(silent)
          .setNodeId(NODE_ID)
          .setClusterId(Uuid.randomUuid().toString())
          .setControllerListenerName(CONTROLLER_LISTENER)
          .setMetadataLogDirectory(folder.toString())
          .addDirectory(folder.toString())
          .setIgnoreFormatted(true)
          .run();
    } catch (Exception e) {
      throw new BrokerStartException(
          "cannot prepare the data folder "
              + folder
              + " for the embedded broker: "
              + e.getMessage(),
          e);
    }
  }
}
