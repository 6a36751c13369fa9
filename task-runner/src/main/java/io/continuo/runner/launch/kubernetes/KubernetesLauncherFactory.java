package io.continuo.runner.launch.kubernetes;

import io.continuo.runner.launch.Launcher;
import io.continuo.runner.launch.LauncherContext;
import io.continuo.runner.launch.LauncherFactory;
import io.continuo.runner.launch.kubernetes.api.Pace;
import io.continuo.runner.launch.kubernetes.api.PodApi;
import io.continuo.runner.launch.kubernetes.api.RequestBudget;

/**
 * Makes the launcher that runs {@code container} tasks as pods. A runner's setting {@code
 * launchers} names it {@code kubernetes}, to tell it from the one that runs them on a Docker
 * daemon.
 */
public final class KubernetesLauncherFactory implements LauncherFactory {

  @Override
  public String type() {
    return "kubernetes";
  }

  @Override
  public Launcher create(LauncherContext context) {
    KubernetesSettings settings = KubernetesSettings.of(context.settings());
    PodApi api =
        PodApi.connect(
            settings.context(), new RequestBudget(settings.requestsPerSecond(), System::nanoTime));
    return new KubernetesLauncher(context.runner(), settings, api, Pace.USUAL);
  }
}
