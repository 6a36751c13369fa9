package io.continuo.runner.launch.noop;

import io.continuo.runner.launch.Launcher;
import io.continuo.runner.launch.LauncherContract;
import io.continuo.runner.launch.SampleTask;
import io.continuo.runner.launch.Workspaces;

class NoopLauncherTest extends LauncherContract {
  @Override
  protected Launcher newLauncher(Workspaces workspaces) {
    return new NoopLauncher();
  }

  @Override
  protected SampleTask succeeding() {
    return SampleTask.of("noop");
  }
}
