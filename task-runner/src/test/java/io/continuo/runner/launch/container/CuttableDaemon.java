package io.continuo.runner.launch.container;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * The local daemon behind a TCP port that a test can cut and mend, as if the daemon went away for a
 * while.
 */
final class CuttableDaemon implements Closeable {
  private static final UnixDomainSocketAddress DAEMON =
      UnixDomainSocketAddress.of("/var/run/docker.sock");

  private final List<Closeable> open = new CopyOnWriteArrayList<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private Door door;

  CuttableDaemon() throws IOException {
    door = new Door(0);
  }

  String host() {
    return "tcp://127.0.0.1:" + door.port();
  }

  /** The first lines of all requests so far. */
  List<String> asked() {
    return asked;
  }

  /** Breaks every connection and refuses new ones. */
  void cut() throws IOException {
    door.close();
    for (Closeable channel : open) {
      channel.close();
    }
    open.clear();
  }

  void mend() throws IOException {
    door = new Door(door.port());
  }

  /** Where connections are accepted until it is closed. */
  private final class Door implements Closeable {
    private final ServerSocketChannel server = ServerSocketChannel.open();
    private final int port;
    private final Thread thread;

    Door(int wanted) throws IOException {
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted));
      port = server.socket().getLocalPort();
      thread = Thread.ofVirtual().start(this::accept);
    }

    int port() {
      return port;
    }

    private void accept() {
      try {
        while (true) {
          SocketChannel client = server.accept();
          SocketChannel daemon = SocketChannel.open(DAEMON);
          open.add(client);
          open.add(daemon);
          Thread.ofVirtual().start(() -> pump(client, daemon, CuttableDaemon.this::note));
          Thread.ofVirtual().start(() -> pump(daemon, client, _ -> {}));
        }
      } catch (IOException _) {
        // closed
      }
    }

    /** A virtual thread may bring one more connection home after its channel was closed. */
    @Override
    public void close() throws IOException {
      server.close();
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void note(ByteBuffer sent) {
    String text = StandardCharsets.ISO_8859_1.decode(sent.duplicate()).toString();
    if (text.matches("(?s)[A-Z]+ /.* HTTP/1.1\\r\\n.*")) {
      asked.add(text.lines().findFirst().orElse(""));
    }
  }

  private static void pump(SocketChannel from, SocketChannel to, Consumer<ByteBuffer> watch) {
    ByteBuffer buffer = ByteBuffer.allocate(16 << 10);
    try (from;
        to) {
      while (from.read(buffer) >= 0) {
        buffer.flip();
        watch.accept(buffer);
        while (buffer.hasRemaining()) {
          to.write(buffer);
        }
        buffer.clear();
      }
    } catch (IOException _) {
      // cut, or one side has closed
    }
  }

  @Override
  public void close() throws IOException {
    cut();
  }
}
