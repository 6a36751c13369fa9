package io.continuo.runner.launch.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.continuo.runner.launch.LauncherSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KubernetesSettingsTest {
  @TempDir Path folder;

  private static KubernetesSettings settings(Map<String, String> values) {
    LauncherSettings settings = new LauncherSettings("launcher.kubernetes.", values);
    KubernetesSettings read = KubernetesSettings.of(settings);
    settings.rejectUnknown();
    return read;
  }

  @Test
  void theDefaultsAreThese() {
    assertThat(settings(Map.of()))
        .isEqualTo(
            new KubernetesSettings(
                "continuo",
                Optional.empty(),
                List.of(),
                Optional.empty(),
                50,
                Duration.ofMinutes(15),
                Duration.ZERO,
                Duration.ofMinutes(10),
                Optional.empty()));
  }

  @Test
  void everyKeyReachesItsSetting() {
    Map<String, String> values =
        Map.of(
            "installation", "blue",
            "namespace", "data",
            "namespaces", "gpu, spot",
            "context", "staging",
            "requests.per.second", "7",
            "pending.timeout", "PT1M",
            "keep", "PT1H",
            "lease.timeout", "PT2M",
            "templates", folder.toString());

    assertThat(settings(values))
        .isEqualTo(
            new KubernetesSettings(
                "blue",
                Optional.of("data"),
                List.of("gpu", "spot"),
                Optional.of("staging"),
                7,
                Duration.ofMinutes(1),
                Duration.ofHours(1),
                Duration.ofMinutes(2),
                Optional.of(folder)));
  }

  @Test
  void whatCannotBeIsRefusedByName() {
    Map<String, String> wrong =
        Map.of(
            "installation", "A b",
            "requests.per.second", "0",
            "pending.timeout", "PT0S",
            "keep", "-PT1S",
            "lease.timeout", "PT5S",
            "templates", "/no/such/folder");
    wrong.forEach(
        (key, value) ->
            assertThatThrownBy(() -> settings(Map.of(key, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("launcher.kubernetes." + key));
  }
}
