package io.continuo.runner.launch.container;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.api.model.Version;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.RemoteApiVersion;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class VersionedConfigTest {
  private final AtomicInteger asked = new AtomicInteger();

  private VersionedConfig config(String oldest, String newest) {
    String json = "{\"ApiVersion\": \"%s\", \"MinAPIVersion\": \"%s\"}".formatted(newest, oldest);
    return new VersionedConfig(
        DefaultDockerClientConfig.createDefaultConfigBuilder().build(),
        () -> {
          if (asked.getAndIncrement() == 0) {
            throw new IllegalStateException("away at first");
          }
          return version(json);
        });
  }

  private static Version version(String json) {
    try {
      return new ObjectMapper().readValue(json, Version.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private String agreed(String oldest, String newest) {
    VersionedConfig config = config(oldest, newest);
    assertThat(config.getApiVersion()).isEqualTo(RemoteApiVersion.unknown());
    String agreed = config.getApiVersion().getVersion();
    assertThat(config.getApiVersion().getVersion()).isEqualTo(agreed);
    assertThat(asked).hasValue(2);
    return agreed;
  }

  @Test
  void anOlderDaemonsNewestVersionIsTakenOnceItAnswers() {
    assertThat(agreed("1.12", "1.41")).isEqualTo("1.41");
  }

  @Test
  void aNewerDaemonIsSpokenToInTheNewestVersionThatWeKnow() {
    assertThat(agreed("1.24", "1.50")).isEqualTo("1.44");
  }

  @Test
  void aDaemonThatNoLongerKnowsOursIsSpokenToInItsOldest() {
    assertThat(agreed("1.48", "1.60")).isEqualTo("1.48");
  }
}
