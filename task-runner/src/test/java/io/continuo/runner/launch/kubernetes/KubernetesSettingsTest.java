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
                Optional.empty(),
                List.of(),
                List.of("emptyDir", "persistentVolumeClaim", "configMap", "ephemeral")));
  }

  @Test
  void everyKeyReachesItsSetting() {
    Map<String, String> values =
        Map.ofEntries(
            Map.entry("installation", "blue"),
            Map.entry("namespace", "data"),
            Map.entry("namespaces", "gpu, spot"),
            Map.entry("context", "staging"),
            Map.entry("requests.per.second", "7"),
            Map.entry("pending.timeout", "PT1M"),
            Map.entry("keep", "PT1H"),
            Map.entry("lease.timeout", "PT2M"),
            Map.entry("templates", folder.toString()),
            Map.entry("service.accounts", "loader,reader"),
            Map.entry("volumes", "nfs"));

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
                Optional.of(folder),
                List.of("loader", "reader"),
                List.of("nfs")));
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
