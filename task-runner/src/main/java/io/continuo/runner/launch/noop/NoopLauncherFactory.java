package io.continuo.runner.launch.noop;

import io.continuo.runner.launch.Launcher;
import io.continuo.runner.launch.LauncherContext;
import io.continuo.runner.launch.LauncherFactory;

/** Makes the launcher of {@code noop} tasks. */
public final class NoopLauncherFactory implements LauncherFactory {

  @Override
  public String type() {
    return "noop";
  }

  @Override
  public Launcher create(LauncherContext context) {
    return new NoopLauncher();
  }
}
