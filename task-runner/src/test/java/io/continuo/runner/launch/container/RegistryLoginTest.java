package io.continuo.runner.launch.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.continuo.runner.RunnerConfig;
import io.continuo.runner.launch.container.spec.RegistryLogin;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RegistryLoginTest {
  private final Map<String, String> settings =
      new HashMap<>(
          Map.of(
              "registry.main.host", "registry.example.com:5000",
              "registry.main.user", "ci",
              "registry.main.password", "ops-registry/password"));

  private void assertThatItIsRefused(String setting, String... words) {
    assertThatThrownBy(() -> Settings.with(settings))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("launcher.container." + setting + ": ")
        .hasMessageContainingAll(words);
  }

  @Test
  void aLoginIsNamedByItsSettings() {
    assertThat(Settings.with(settings).registries())
        .containsExactly(
            new RegistryLogin(
                "launcher.container.registry.main",
                "registry.example.com:5000",
                "ci",
                "ops-registry/password"));
  }

  @Test
  void itCanBeSetByVariables() {
    assertThat(
            RunnerConfig.fromEnvironment(
                Map.of("CONTINUO_RUNNER_LAUNCHER_CONTAINER_REGISTRY_MAIN_HOST", "docker.io")))
        .containsEntry("launcher.container.registry.main.host", "docker.io");
  }

  @Test
  void whatIsMissingIsNamed() {
    settings.remove("registry.main.user");

    assertThatItIsRefused("registry.main.user", "is missing");
  }

  @Test
  void anAddressIsNoHost() {
    settings.put("registry.main.host", "https://registry.example.com/v2");

    assertThatItIsRefused("registry.main.host", "is no host", "nothing around it");
  }

  @Test
  void aPasswordInPlaceOfItsReferenceIsRefusedAndNotRepeated() {
    settings.put("registry.main.password", "correct horse battery");

    assertThatItIsRefused("registry.main.password", "is no reference to a secret");
    assertThatThrownBy(() -> Settings.with(settings)).hasMessageNotContaining("horse");
  }

  @Test
  void aRegistryHasOneLogin() {
    settings.put("registry.other.host", "registry.example.com:5000");
    settings.put("registry.other.user", "me");
    settings.put("registry.other.password", "mine/password");

    assertThatItIsRefused("registry.other.host", "registry.example.com:5000");
  }
}
