package io.continuo.runner.launch.container;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * The local daemon behind a bad network: answers get lost after the daemon did what was asked, come
 * late, and what is followed (waits, logs, events) breaks off anywhere behind its head: the HTTP
 * client takes a head that breaks off for a whole one without a body. One request a connection.
 */
final class FlakyDaemon implements Closeable {
  private static final UnixDomainSocketAddress DAEMON =
      UnixDomainSocketAddress.of("/var/run/docker.sock");
  private static final Pattern FOLLOWED = Pattern.compile("[A-Z]+ \\S*/(wait|logs|events)\\b.*");
  private static final Pattern SPARED = Pattern.compile("[A-Z]+ \\S*/(version|_ping|stop)\\b.*");
  private static final int ALL = Integer.MAX_VALUE;
  private static final int NOTHING = -1;

  private final Random random;
  private final LoopbackPort port;
  private final AtomicInteger broken = new AtomicInteger();

  FlakyDaemon(long seed) throws IOException {
    random = new Random(seed);
    port = new LoopbackPort(this::serve);
  }

  String host() {
    return port.host();
  }

  /** How many answers it broke so far. */
  int broken() {
    return broken.get();
  }

  private void serve(Socket client) throws IOException, InterruptedException {
    try (SocketChannel daemon = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      daemon.connect(DAEMON);
      port.keep(daemon);
      InputStream asks = client.getInputStream();
      String head = head(asks);
      OutputStream to = Channels.newOutputStream(daemon);
      to.write(forOneRequest(head).getBytes(StandardCharsets.ISO_8859_1));
      Thread.ofVirtual().start(() -> pump(asks, to));
      int whole = bytesToLetThrough(head.lines().findFirst().orElse(""));
      delay();
      forward(Channels.newInputStream(daemon), client.getOutputStream(), whole);
    }
  }

  static String forOneRequest(String head) {
    return head.replaceAll("(?i)\r\nConnection: [^\r]*", "")
        .replaceFirst("\r\n", "\r\nConnection: close\r\n");
  }

  static String head(InputStream asks) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = asks.read();
      if (next < 0) {
        throw new EOFException();
      }
      head.append((char) next);
    }
    return head.toString();
  }

  private synchronized int bytesToLetThrough(String request) {
    if (SPARED.matcher(request).matches()) {
      return ALL;
    }
    int luck = random.nextInt(10);
    if (FOLLOWED.matcher(request).matches()) {
      return luck < 4 ? random.nextInt(400) : ALL;
    }
    return luck < 2 ? NOTHING : ALL;
  }

  private void delay() throws InterruptedException {
    int millis;
    synchronized (this) {
      millis = random.nextInt(3) == 0 ? random.nextInt(200) : 0;
    }
    TimeUnit.MILLISECONDS.sleep(millis);
  }

  /**
   * Reads the whole answer, so that the daemon has done what it says, and passes a part of it.
   *
   * @param bytes of its body
   */
  private void forward(InputStream answer, OutputStream client, int bytes) throws IOException {
    byte[] buffer = new byte[16 << 10];
    byte[] head = head(answer).getBytes(StandardCharsets.ISO_8859_1);
    client.write(head, 0, bytes == NOTHING ? 0 : head.length);
    int left = Math.max(0, bytes);
    for (int read = answer.read(buffer); read >= 0; read = answer.read(buffer)) {
      int pass = Math.min(left, read);
      client.write(buffer, 0, pass);
      client.flush();
      left -= pass;
      if (pass < read) {
        broken.incrementAndGet();
        return;
      }
    }
  }

  static void pump(InputStream from, OutputStream to) {
    try {
      from.transferTo(to);
    } catch (IOException _) {
      // one side is gone
    }
  }

  @Override
  public void close() throws IOException {
    port.close();
  }
}
