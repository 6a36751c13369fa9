package io.continuo.runner;

import io.continuo.runner.launch.Launcher;
import io.continuo.runner.launch.LauncherContext;
import io.continuo.runner.launch.LauncherFactory;
import io.continuo.runner.launch.LauncherSettings;
import io.continuo.runner.launch.Workspaces;
import java.util.HashMap;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The launchers that a runner is configured to have, by the task type that they serve: that of
 * {@code kubernetes} is {@code container}.
 */
final class Launchers {

  private Launchers() {}

  /**
   * Makes them.
   *
   * @throws IllegalArgumentException when there is no launcher of a type, or a setting is wrong
   */
  static Map<String, Launcher> of(RunnerConfig config, Workspaces workspaces) {
    Map<String, LauncherFactory> factories = factories();
    Map<String, Launcher> launchers = new HashMap<>();
    for (String type : config.launchers()) {
      LauncherFactory factory = factories.get(type);
      if (factory == null) {
        throw new IllegalArgumentException(
            "launchers: there is no '%s', only %s: put the jar that brings it on the class path"
                .formatted(type, factories.keySet()));
      }
      LauncherSettings settings = settings(config, type);
      Launcher launcher = factory.create(new LauncherContext(config.name(), workspaces, settings));
      settings.rejectUnknown();
      Launcher other = launchers.put(launcher.type(), launcher);
      if (other != null) {
        other.close();
        launcher.close();
        throw new IllegalArgumentException(
            "launchers: two of %s run tasks of type '%s': keep one of them, or start a second runner with queues of its own"
                .formatted(config.launchers(), launcher.type()));
      }
    }
    return Map.copyOf(launchers);
  }

  private static Map<String, LauncherFactory> factories() {
    Map<String, LauncherFactory> factories = new TreeMap<>();
    for (LauncherFactory factory : ServiceLoader.load(LauncherFactory.class)) {
      LauncherFactory other = factories.put(factory.type(), factory);
      if (other != null) {
        throw new IllegalArgumentException(
            "two launchers want task type '%s': %s and %s; take one of their jars off the class path"
                .formatted(
                    factory.type(), other.getClass().getName(), factory.getClass().getName()));
      }
    }
    return factories;
  }

  private static LauncherSettings settings(RunnerConfig config, String type) {
    String prefix = type + ".";
    Map<String, String> own =
        config.launcherSettings().entrySet().stream()
            .filter(setting -> setting.getKey().startsWith(prefix))
            .collect(
                Collectors.toMap(
                    setting -> setting.getKey().substring(prefix.length()), Map.Entry::getValue));
    return new LauncherSettings(RunnerConfig.LAUNCHER_PREFIX + prefix, own);
  }
}
