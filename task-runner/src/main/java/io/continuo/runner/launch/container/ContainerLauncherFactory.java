package io.continuo.runner.launch.container;

import io.continuo.runner.launch.Launcher;
import io.continuo.runner.launch.LauncherContext;
import io.continuo.runner.launch.LauncherFactory;
import io.continuo.runner.launch.container.files.ContractMount;
import io.continuo.runner.launch.container.spec.ContainerSettings;

/** Makes the launcher of {@code container} tasks. */
public final class ContainerLauncherFactory implements LauncherFactory {
  @Override
  public String type() {
    return "container";
  }

  @Override
  public Launcher create(LauncherContext context) {
    var settings = ContainerSettings.from(context.settings(), ContractMount.isPossible());
    return new ContainerLauncher(
        DockerDaemon.connect(settings.host()), context.owner(), settings, context.secrets());
  }
}
