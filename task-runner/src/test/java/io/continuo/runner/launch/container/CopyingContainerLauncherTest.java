package io.continuo.runner.launch.container;

import io.continuo.runner.launch.Launcher;
import io.continuo.runner.launch.Workspaces;
import java.util.Optional;

/** The same with a daemon that sees nothing of the runner's files. */
class CopyingContainerLauncherTest extends ContainerLauncherTest {
  @Override
  protected Launcher newLauncher(Workspaces workspaces) {
    return new ContainerLauncher(
        DockerDaemon.connect(Optional.empty()), RUNNER, Settings.copying());
  }
}
