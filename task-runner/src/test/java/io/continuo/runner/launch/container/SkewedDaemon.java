package io.continuo.runner.launch.container;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.regex.Pattern;

/**
 * The local daemon as if its clock were whole hours ahead of the runner's: in what it tells of
 * containers and of itself, and in the times that it is asked for. One request a connection.
 */
final class SkewedDaemon implements Closeable {
  private static final UnixDomainSocketAddress DAEMON =
      UnixDomainSocketAddress.of("/var/run/docker.sock");
  private static final Pattern TELLS_TIMES =
      Pattern.compile("GET \\S*/(containers/[^/ ]+/json|info)\\b.*", Pattern.DOTALL);
  private static final Pattern TIME = Pattern.compile("20\\d\\d(-\\d\\d){2}T(\\d\\d:){2}\\d\\d");
  private static final Pattern ASKED_TIME = Pattern.compile("(since|until)=(\\d{10})");

  private final LoopbackPort port;
  private final Duration ahead;

  SkewedDaemon(Duration ahead) throws IOException {
    this.ahead = ahead;
    this.port = new LoopbackPort(this::serve);
  }

  String host() {
    return port.host();
  }

  private void serve(Socket client) throws IOException {
    try (SocketChannel daemon = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      daemon.connect(DAEMON);
      port.keep(daemon);
      InputStream asks = client.getInputStream();
      String head = FlakyDaemon.head(asks);
      OutputStream to = Channels.newOutputStream(daemon);
      to.write(FlakyDaemon.forOneRequest(daemonsTimes(head)).getBytes(StandardCharsets.ISO_8859_1));
      Thread.ofVirtual().start(() -> FlakyDaemon.pump(asks, to));
      InputStream answer = Channels.newInputStream(daemon);
      if (TELLS_TIMES.matcher(head).matches()) {
        String told = new String(answer.readAllBytes(), StandardCharsets.ISO_8859_1);
        client.getOutputStream().write(skewed(told).getBytes(StandardCharsets.ISO_8859_1));
      } else {
        answer.transferTo(client.getOutputStream());
      }
    }
  }

  private String daemonsTimes(String head) {
    return ASKED_TIME
        .matcher(head)
        .replaceAll(
            asked -> asked.group(1) + "=" + (Long.parseLong(asked.group(2)) - ahead.toSeconds()));
  }

  /** As long as before. */
  private String skewed(String answer) {
    return TIME.matcher(answer)
        .replaceAll(
            time -> {
              String later = LocalDateTime.parse(time.group()).plus(ahead).toString();
              return later.length() < time.group().length() ? later + ":00" : later;
            });
  }

  @Override
  public void close() throws IOException {
    port.close();
  }
}
