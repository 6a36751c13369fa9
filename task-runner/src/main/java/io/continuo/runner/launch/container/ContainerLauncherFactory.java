package io.continuo.runner.launch.container;

import io.continuo.runner.launch.Launcher;
import io.continuo.runner.launch.LauncherContext;
import io.continuo.runner.launch.LauncherFactory;
import java.time.Duration;

/** Makes the launcher of {@code container} tasks. */
public final class ContainerLauncherFactory implements LauncherFactory {
  /**
   * A daemon that restarts is back within this; one that is gone for longer lets the launch fail.
   */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Override
  public String type() {
    return "container";
  }

  @Override
  public Launcher create(LauncherContext context) {
    return new ContainerLauncher(
        DockerDaemon.connect(context.settings().text("host")), context.owner(), PATIENCE);
  }
}
