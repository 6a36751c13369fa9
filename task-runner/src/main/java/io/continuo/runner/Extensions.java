package io.continuo.runner;

import io.continuo.definition.TaskDefinition;
import io.continuo.runner.launch.LauncherFactory;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/**
 * Task types from the jars of a folder. Each jar has a class loader of its own below the runner's,
 * so that one's libraries do not meet another's; it stays open as long as the process lives.
 */
final class Extensions {
  private static final String SERVICE = "META-INF/services/" + LauncherFactory.class.getName();

  private Extensions() {}

  /**
   * The factories of all jars.
   *
   * @throws IllegalArgumentException that names the folder or the jar that is of no use
   */
  static List<LauncherFactory> in(Path folder) {
    List<LauncherFactory> factories = new ArrayList<>();
    for (Path jar : jars(folder)) {
      List<LauncherFactory> found = load(jar);
      if (found.isEmpty()) {
        throw wrong(jar, "has no launcher: name its LauncherFactory in " + SERVICE + " of the jar");
      }
      factories.addAll(found);
    }
    return factories;
  }

  private static List<Path> jars(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "extensions: there is no folder '%s' that can be read: make it, or leave the setting out"
              .formatted(folder),
          e);
    }
  }

  private static List<LauncherFactory> load(Path jar) {
    URLClassLoader loader =
        new URLClassLoader(
            jar.getFileName().toString(), new URL[] {url(jar)}, Extensions.class.getClassLoader());
    try {
      List<LauncherFactory> factories =
          ServiceLoader.load(LauncherFactory.class, loader).stream()
              .filter(provider -> loader.equals(provider.type().getClassLoader()))
              .map(ServiceLoader.Provider::get)
              .toList();
      factories.forEach(factory -> checkType(jar, factory.type()));
      return factories;
    } catch (ServiceConfigurationError | LinkageError e) {
      throw new IllegalArgumentException("extensions: %s cannot be used: %s".formatted(jar, e), e);
    }
  }

  private static void checkType(Path jar, String type) {
    if (!TaskDefinition.isThirdParty(type)) {
      throw wrong(
          jar,
          "brings the task type '%s': those of others hold a dot, as acme.report".formatted(type));
    }
  }

  private static IllegalArgumentException wrong(Path jar, String complaint) {
    return new IllegalArgumentException("extensions: " + jar + " " + complaint);
  }

  private static URL url(Path jar) {
    try {
      return jar.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException("extensions: " + jar + " has no address", e);
    }
  }
}
