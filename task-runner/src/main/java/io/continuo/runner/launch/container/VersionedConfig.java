package io.continuo.runner.launch.container;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.AuthConfig;
import com.github.dockerjava.api.model.AuthConfigurations;
import com.github.dockerjava.api.model.Version;
import com.github.dockerjava.core.DockerClientConfig;
import com.github.dockerjava.core.RemoteApiVersion;
import com.github.dockerjava.core.SSLConfig;
import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Agrees on an API version with the daemon when it first answers. Until then it is spoken to
 * without one, which it takes as its own newest.
 */
final class VersionedConfig implements DockerClientConfig {
  /** The newest API version that this code was tried with. */
  private static final RemoteApiVersion NEWEST_KNOWN = RemoteApiVersion.VERSION_1_44;

  private final DockerClientConfig config;
  private final Supplier<Version> daemon;
  private volatile Optional<RemoteApiVersion> agreed = Optional.empty();

  /**
   * @param unversioned asks the same daemon
   */
  VersionedConfig(DockerClientConfig config, DockerClient unversioned) {
    this(config, () -> unversioned.versionCmd().exec());
  }

  VersionedConfig(DockerClientConfig config, Supplier<Version> daemon) {
    this.config = config;
    this.daemon = daemon;
  }

  /** Asked for every command. */
  @Override
  public RemoteApiVersion getApiVersion() {
    if (agreed.isEmpty()) {
      try {
        agreed = Optional.of(choose(daemon.get()));
      } catch (RuntimeException _) {
        return RemoteApiVersion.unknown(); // the command itself will tell what is wrong
      }
    }
    return agreed.get();
  }

  /** Older daemons do not know ours; the newest do not answer to very old ones. */
  private static RemoteApiVersion choose(Version daemon) {
    RemoteApiVersion newest = RemoteApiVersion.parseConfig(daemon.getApiVersion());
    if (!newest.isGreaterOrEqual(NEWEST_KNOWN)) {
      return newest;
    }
    RemoteApiVersion oldest = RemoteApiVersion.parseConfigWithDefault(daemon.getMinAPIVersion());
    return oldest.isGreater(NEWEST_KNOWN) ? oldest : NEWEST_KNOWN;
  }

  @Override
  public URI getDockerHost() {
    return config.getDockerHost();
  }

  @Override
  public String getRegistryUsername() {
    return config.getRegistryUsername();
  }

  @Override
  public String getRegistryPassword() {
    return config.getRegistryPassword();
  }

  @Override
  public String getRegistryEmail() {
    return config.getRegistryEmail();
  }

  @Override
  public String getRegistryUrl() {
    return config.getRegistryUrl();
  }

  @Override
  public AuthConfig effectiveAuthConfig(String image) {
    return config.effectiveAuthConfig(image);
  }

  @Override
  public AuthConfigurations getAuthConfigurations() {
    return config.getAuthConfigurations();
  }

  @Override
  @SuppressWarnings("deprecation") // the interface has no other
  public SSLConfig getSSLConfig() {
    return config.getSSLConfig();
  }
}
