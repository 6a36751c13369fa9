package io.continuo.runner.launch.container;

import io.continuo.runner.launch.LauncherSettings;
import io.continuo.runner.launch.container.files.ContractMount;
import io.continuo.runner.launch.container.spec.ContainerSettings;
import java.time.Duration;
import java.util.Map;

/** Settings of container launchers for tests. */
final class Settings {

  private Settings() {}

  static ContainerSettings usual() {
    return patient(Duration.ofSeconds(5));
  }

  /** With a daemon that sees nothing of the runner's files. */
  static ContainerSettings copying() {
    return of(false, Duration.ofSeconds(5), Map.of());
  }

  static ContainerSettings patient(Duration patience) {
    return of(ContractMount.isPossible(), patience, Map.of());
  }

  /** What an operator wrote. */
  static ContainerSettings with(Map<String, String> written) {
    return of(ContractMount.isPossible(), Duration.ofSeconds(5), written);
  }

  private static ContainerSettings of(
      boolean mounts, Duration patience, Map<String, String> written) {
    var read = ContainerSettings.from(new LauncherSettings("launcher.container.", written), mounts);
    return new ContainerSettings(
        read.host(),
        patience,
        read.pullSilence(),
        mounts,
        read.networks(),
        read.volumes(),
        read.keep(),
        read.init(),
        read.ownLogs(),
        read.prepull(),
        read.registries());
  }
}
