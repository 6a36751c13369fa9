package io.continuo.runner.launch.container;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Version;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.core.RemoteApiVersion;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Opening a connection to a Docker daemon in an API version that both sides know. */
public final class DockerDaemon {
  /** The newest API version that this code was tried with. */
  private static final RemoteApiVersion NEWEST_KNOWN = RemoteApiVersion.VERSION_1_44;

  /** Each running container holds two: one waits for its end, one follows its logs. */
  private static final int MAX_CONNECTIONS = 1000;

  private DockerDaemon() {}

  /**
   * A client for the daemon. One that does not answer yet will be spoken to without a version,
   * which it takes as its own newest.
   *
   * @param host such as {@code unix:///var/run/docker.sock}; empty for what {@code DOCKER_HOST} or
   *     the default says
   */
  public static DockerClient connect(Optional<String> host) {
    return negotiatedVersion(host)
        .map(version -> client(host, version))
        .orElseGet(() -> client(host, RemoteApiVersion.unknown()));
  }

  /** Whether a daemon answers there now. */
  public static boolean answers(Optional<String> host) {
    return negotiatedVersion(host).isPresent();
  }

  private static Optional<RemoteApiVersion> negotiatedVersion(Optional<String> host) {
    try (DockerClient unversioned = client(host, RemoteApiVersion.unknown())) {
      Version daemon = unversioned.versionCmd().exec();
      RemoteApiVersion newest = RemoteApiVersion.parseConfig(daemon.getApiVersion());
      return Optional.of(newest.isGreaterOrEqual(NEWEST_KNOWN) ? NEWEST_KNOWN : newest);
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  private static DockerClient client(Optional<String> host, RemoteApiVersion version) {
    var builder = DefaultDockerClientConfig.createDefaultConfigBuilder().withApiVersion(version);
    host.ifPresent(builder::withDockerHost);
    var config = builder.build();
    var http =
        new ZerodepDockerHttpClient.Builder()
            .dockerHost(config.getDockerHost())
            .sslConfig(config.getSSLConfig())
            .maxConnections(MAX_CONNECTIONS)
            .connectionTimeout(Duration.ofSeconds(10))
            .build();
    return DockerClientImpl.getInstance(config, http);
  }

  /** Ends a stream whose other end may be gone already. */
  static void closeQuietly(Closeable stream) {
    try {
      stream.close();
    } catch (IOException _) {
      // it is closed, which is all that was asked
    }
  }
}
