package io.continuo.standalone.platform;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/** Whether a Docker daemon listens where Docker's own tools would look for it. */
final class DockerSocket {
  private static final Path DEFAULT = Path.of("/var/run/docker.sock");

  private DockerSocket() {}

  static boolean answers() {
    if (System.getenv("DOCKER_HOST") != null) {
      return true;
    }
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      return channel.connect(UnixDomainSocketAddress.of(DEFAULT));
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }
}
