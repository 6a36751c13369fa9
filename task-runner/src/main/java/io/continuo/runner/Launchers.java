package io.continuo.runner;

import io.continuo.runner.launch.Launcher;
import io.continuo.runner.launch.Workspaces;
import io.continuo.runner.launch.container.ContainerLauncher;
import io.continuo.runner.launch.container.DockerDaemon;
import io.continuo.runner.launch.http.HttpLauncher;
import io.continuo.runner.launch.noop.NoopLauncher;
import io.continuo.runner.launch.process.ProcessLauncher;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The launchers that a runner is configured to have, by task type. */
final class Launchers {
  /** Every task type that some launcher serves. */
  static final List<String> TYPES = List.of("noop", "process", "http", "container");

  /**
   * A daemon that restarts is back within this; one that is gone for longer lets the launch fail.
   */
  private static final Duration DAEMON_PATIENCE = Duration.ofSeconds(30);

  private Launchers() {}

  static Map<String, Launcher> of(RunnerConfig config, Workspaces workspaces) {
    Map<String, Launcher> launchers = new HashMap<>();
    for (String type : config.launchers()) {
      launchers.put(type, launcher(type, config, workspaces));
    }
    return Map.copyOf(launchers);
  }

  private static Launcher launcher(String type, RunnerConfig config, Workspaces workspaces) {
    return switch (type) {
      case "noop" -> new NoopLauncher();
      case "process" -> new ProcessLauncher(workspaces, config.processFolder());
      case "http" -> new HttpLauncher();
      case "container" ->
          new ContainerLauncher(
              DockerDaemon.connect(config.dockerHost()), owner(config), DAEMON_PATIENCE);
      default ->
          throw new IllegalArgumentException("there is no launcher for task type '" + type + "'");
    };
  }

  /**
   * Two development machines' runners may share a name and a daemon, and must not take each other's
   * containers.
   */
  private static String owner(RunnerConfig config) {
    return config.name() + "@" + config.workFolder().toAbsolutePath().normalize();
  }
}
