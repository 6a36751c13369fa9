package io.continuo.runner.launch.container;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A port of this machine whose connections are each served on a thread of its own. */
final class LoopbackPort implements Closeable {
  private final List<Closeable> open = new CopyOnWriteArrayList<>();
  private final ServerSocket server;

  /** Serves one connection; what breaks off is over. */
  interface Service {
    void serve(Socket client) throws IOException, InterruptedException;
  }

  LoopbackPort(Service service) throws IOException {
    server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(() -> accept(service));
  }

  int number() {
    return server.getLocalPort();
  }

  String host() {
    return "tcp://127.0.0.1:" + number();
  }

  /** Is closed with the port. */
  void keep(Closeable connection) {
    open.add(connection);
  }

  private void accept(Service service) {
    try {
      while (true) {
        Socket client = server.accept();
        keep(client);
        Thread.ofVirtual().start(() -> serve(client, service));
      }
    } catch (IOException _) {
      // closed
    }
  }

  private static void serve(Socket client, Service service) {
    try (client) {
      service.serve(client);
    } catch (IOException | InterruptedException _) {
      // one side is gone
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Closeable connection : open) {
      connection.close();
    }
  }
}
