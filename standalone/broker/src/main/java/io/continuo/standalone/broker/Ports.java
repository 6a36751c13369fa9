package io.continuo.standalone.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/**
 * The two loopback ports of a combined broker and controller.
 *
 * <p>They are probed here, before Kafka sees them, because Kafka ends the whole process when a port
 * is taken.
 */
record Ports(int broker, int controller) {

  /** Finds a free controller port, and a free broker port when {@code wanted} is 0. */
  static Ports reserve(int wanted) {
    try (ServerSocket broker = bind(wanted);
        ServerSocket controller = bind(0)) {
      return new Ports(broker.getLocalPort(), controller.getLocalPort());
    } catch (IOException e) {
      throw new BrokerStartException(
          "cannot listen on 127.0.0.1:"
              + wanted
              + " for the embedded broker ("
              + e.getMessage()
              + "): stop the process that holds the port or choose another one",
          e);
    }
  }

  private static ServerSocket bind(int port) throws IOException {
    ServerSocket socket = new ServerSocket();
    try {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }
}
