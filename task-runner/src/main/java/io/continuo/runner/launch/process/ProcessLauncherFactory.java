package io.continuo.runner.launch.process;

import io.continuo.runner.launch.Launcher;
import io.continuo.runner.launch.LauncherContext;
import io.continuo.runner.launch.LauncherFactory;
import java.nio.file.Path;

/** Makes the launcher of {@code process} tasks. */
public final class ProcessLauncherFactory implements LauncherFactory {

  @Override
  public String type() {
    return "process";
  }

  @Override
  public Launcher create(LauncherContext context) {
    return new ProcessLauncher(
        context.workspaces(),
        Path.of(context.settings().text("folder").orElse(".")),
        Cgroups.of(context.settings()));
  }
}
