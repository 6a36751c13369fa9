package io.continuo.standalone.broker;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A running single-node Kafka (broker and KRaft controller) in this JVM, on loopback only.
 *
 * <p>Data written with {@code acks=all} survives a kill of the process, not a loss of the machine's
 * power: there is one replica and no fsync per record. Do not use it as proof of durability.
 */
public final class EmbeddedBroker implements AutoCloseable {

  private final KraftServer server;
  private final DataFolder folder;
  private final Ports ports;
  private final AtomicBoolean closed = new AtomicBoolean();

  private EmbeddedBroker(KraftServer server, DataFolder folder, Ports ports) {
    this.server = server;
    this.folder = folder;
    this.ports = ports;
  }

  /**
   * Starts a broker and returns when clients can use it.
   *
   * @throws BrokerStartException when the port or the folder is taken or not usable
   */
  public static EmbeddedBroker start(BrokerConfig config) {
    DataFolder folder = DataFolder.open(config);
    Ports ports = Ports.reserve(config.port());
    var settings = BrokerSettings.of(folder.path(), ports, config.overrides());
    if (folder.wasKilled()) {
      DeadIncarnation.dismiss(ports);
    }
    return new EmbeddedBroker(KraftServer.start(folder, settings), folder, ports);
  }

  /** The value for {@code bootstrap.servers} of every client. */
  public String bootstrapServers() {
    return "127.0.0.1:" + ports.broker();
  }

  /** The port that clients connect to. */
  public int port() {
    return ports.broker();
  }

  /** Where the log lies. */
  public Path folder() {
    return folder.path();
  }

  /** Stops the broker, and deletes its folder if that was temporary; a second call does nothing. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      server.stop();
      folder.release();
    }
  }
}
