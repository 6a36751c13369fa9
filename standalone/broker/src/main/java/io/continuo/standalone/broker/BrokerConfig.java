package io.continuo.standalone.broker;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where an embedded broker keeps its data and where it listens (always on 127.0.0.1).
 *
 * @param folder kept between starts; empty means a temporary folder that is deleted on close
 * @param port a TCP port, or 0 for any free one; the same folder may come back on another port
 * @param overrides broker properties by their Kafka names, winning over ours
 */
public record BrokerConfig(Optional<Path> folder, int port, Map<String, String> overrides) {

  /** Rejects ports that do not exist. */
  public BrokerConfig {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException(
          "broker port " + port + " is not a TCP port: use 1 to 65535, or 0 for any free port");
    }
    overrides = Map.copyOf(overrides);
  }

  /** A broker on a free port whose data is deleted when it is closed. */
  public static BrokerConfig ephemeral() {
    return new BrokerConfig(Optional.empty(), 0, Map.of());
  }

  /** A broker on a free port whose data stays in {@code folder}. */
  public static BrokerConfig persistent(Path folder) {
    return new BrokerConfig(Optional.of(folder), 0, Map.of());
  }

  /** The same broker on the given port. */
  public BrokerConfig withPort(int newPort) {
    return new BrokerConfig(folder, newPort, overrides);
  }

  /** The same broker with one more Kafka property set. */
  public BrokerConfig with(String key, Object value) {
    Map<String, String> more = new HashMap<>(overrides);
    more.put(key, String.valueOf(value));
    return new BrokerConfig(folder, port, more);
  }
}
