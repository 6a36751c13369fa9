package io.continuo.runner.launch.http;

import io.continuo.runner.launch.Launcher;
import io.continuo.runner.launch.LauncherContext;
import io.continuo.runner.launch.LauncherFactory;

/** Makes the launcher of {@code http} tasks. */
public final class HttpLauncherFactory implements LauncherFactory {

  @Override
  public String type() {
    return "http";
  }

  @Override
  public Launcher create(LauncherContext context) {
    return new HttpLauncher();
  }
}
