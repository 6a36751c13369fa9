package io.continuo.runner.launch.container;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * A port in front of a server without TLS. Who begins with TLS, as a Docker daemon does, is turned
 * away at once: the server itself would let it wait for ten seconds.
 */
final class PlainPort implements Closeable {
  private static final int TLS_HANDSHAKE = 0x16;

  private final LoopbackPort port;
  private final InetSocketAddress server;

  PlainPort(InetSocketAddress server) throws IOException {
    this.server = server;
    this.port = new LoopbackPort(this::serve);
  }

  int number() {
    return port.number();
  }

  private void serve(Socket client) throws IOException {
    try (var asks = new PushbackInputStream(client.getInputStream())) {
      int first = asks.read();
      if (first < 0 || first == TLS_HANDSHAKE) {
        return;
      }
      asks.unread(first);
      try (Socket plain = new Socket(server.getAddress(), server.getPort())) {
        Thread.ofVirtual().start(() -> pump(asks, plain));
        plain.getInputStream().transferTo(client.getOutputStream());
      }
    }
  }

  private static void pump(InputStream from, Socket to) {
    try {
      from.transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException _) {
      // one side is gone
    }
  }

  @Override
  public void close() throws IOException {
    port.close();
  }
}
