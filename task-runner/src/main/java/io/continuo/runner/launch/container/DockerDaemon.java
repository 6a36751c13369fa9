package io.continuo.runner.launch.container;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.core.RemoteApiVersion;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import io.continuo.runner.launch.container.login.CredentialHelpers;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Opening a connection to a Docker daemon. */
public final class DockerDaemon {
  /** Each running container holds two: one waits for its end, one follows its logs. */
  private static final int MAX_CONNECTIONS = 1000;

  private static final Duration HELPERS_PATIENCE = Duration.ofSeconds(30);

  private DockerDaemon() {}

  /**
   * A client for the daemon, which need not answer yet.
   *
   * @param host such as {@code unix:///var/run/docker.sock}; empty for what {@code DOCKER_HOST} or
   *     the default says
   */
  public static DockerClient connect(Optional<String> host) {
    var builder =
        DefaultDockerClientConfig.createDefaultConfigBuilder()
            .withApiVersion(RemoteApiVersion.unknown());
    host.ifPresent(builder::withDockerHost);
    DockerClientConfig config = builder.build();
    var http =
        new ZerodepDockerHttpClient.Builder()
            .dockerHost(config.getDockerHost())
            .sslConfig(config.getSSLConfig())
            .maxConnections(MAX_CONNECTIONS)
            .connectionTimeout(Duration.ofSeconds(10))
            .build();
    DockerClient unversioned = DockerClientImpl.getInstance(config, http);
    return DockerClientImpl.getInstance(new VersionedConfig(config, unversioned), http);
  }

  /**
   * Those of the Docker configuration file of this user, or of where {@code DOCKER_CONFIG} says.
   */
  static CredentialHelpers credentialHelpers() {
    String folder =
        DefaultDockerClientConfig.createDefaultConfigBuilder().build().getDockerConfigPath();
    return new CredentialHelpers(Path.of(folder, "config.json"), HELPERS_PATIENCE);
  }

  /** Whether a daemon answers there now. */
  public static boolean answers(Optional<String> host) {
    try (DockerClient docker = connect(host)) {
      docker.pingCmd().exec();
      return true;
    } catch (IOException | RuntimeException e) {
      return false;
    }
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
