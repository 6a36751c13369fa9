package io.continuo.runner;

import io.continuo.dispatch.RunnerProfile;
import io.continuo.runner.launch.Launcher;
import io.continuo.runner.launch.LauncherContext;
import io.continuo.runner.launch.LauncherFactory;
import io.continuo.runner.launch.LauncherSettings;
import io.continuo.runner.launch.RunnerSecrets;
import io.continuo.runner.launch.Workspaces;
import io.continuo.spec.SpecSchema;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The launchers that a runner has: those that it is configured to have and those of its extensions.
 *
 * @param byType the launchers by the task type that they serve
 * @param types their types, with the schemas of their specs
 */
record Launchers(Map<String, Launcher> byType, List<RunnerProfile.TaskType> types) {

  /**
   * Makes them.
   *
   * @throws IllegalArgumentException when there is no launcher of a type, or a setting or a schema
   *     is wrong
   */
  static Launchers of(RunnerConfig config, Workspaces workspaces, RunnerSecrets secrets) {
    List<LauncherFactory> extensions = config.extensions().map(Extensions::in).orElseGet(List::of);
    Map<String, LauncherFactory> factories = factories(extensions);
    Set<String> wanted = new TreeSet<>(config.launchers());
    extensions.forEach(extension -> wanted.add(extension.type()));
    Map<String, Launcher> launchers = new HashMap<>();
    List<RunnerProfile.TaskType> types = new ArrayList<>();
    for (String type : wanted) {
      LauncherFactory factory = factories.get(type);
      if (factory == null) {
        throw new IllegalArgumentException(
            "launchers: there is no '%s', only %s: put the jar that brings it into the folder of extensions, or on the class path"
                .formatted(type, factories.keySet()));
      }
      Launcher launcher =
          launcher(
              factory,
              new LauncherContext(config.name(), workspaces, settings(config, type), secrets));
      Launcher other = launchers.put(launcher.type(), launcher);
      if (other != null) {
        other.close();
        launcher.close();
        throw new IllegalArgumentException(
            "launchers: two of %s run tasks of type '%s': keep one of them, or start a second runner with queues of its own"
                .formatted(wanted, launcher.type()));
      }
      types.add(new RunnerProfile.TaskType(launcher.type(), factory.schema()));
    }
    return new Launchers(Map.copyOf(launchers), List.copyOf(types));
  }

  private static Launcher launcher(LauncherFactory factory, LauncherContext context) {
    Optional<SpecSchema> schema = factory.schema().map(text -> schema(factory, text));
    Launcher launcher = factory.create(context);
    context.settings().rejectUnknown();
    return schema.<Launcher>map(valid -> new CheckedLauncher(launcher, valid)).orElse(launcher);
  }

  private static SpecSchema schema(LauncherFactory factory, String text) {
    try {
      return SpecSchema.of(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "the JSON schema of task type '%s' from %s is of no use: %s"
              .formatted(factory.type(), origin(factory), e.getMessage()),
          e);
    }
  }

  private static Map<String, LauncherFactory> factories(List<LauncherFactory> extensions) {
    Map<String, LauncherFactory> factories = new TreeMap<>();
    ServiceLoader.load(LauncherFactory.class, Launchers.class.getClassLoader())
        .forEach(factory -> add(factory, factories));
    extensions.forEach(factory -> add(factory, factories));
    return factories;
  }

  private static void add(LauncherFactory factory, Map<String, LauncherFactory> factories) {
    LauncherFactory other = factories.put(factory.type(), factory);
    if (other != null) {
      throw new IllegalArgumentException(
          "two launchers want task type '%s': %s and %s; take one of their jars away"
              .formatted(factory.type(), origin(other), origin(factory)));
    }
  }

  private static String origin(LauncherFactory factory) {
    CodeSource source = factory.getClass().getProtectionDomain().getCodeSource();
    return factory.getClass().getName() + (source == null ? "" : " in " + source.getLocation());
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
