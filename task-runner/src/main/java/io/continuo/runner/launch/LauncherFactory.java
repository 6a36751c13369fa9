package io.continuo.runner.launch;

import java.util.Optional;

/**
 * Makes the launcher of one task type. The entry point of an extension: a jar in the runner's
 * folder of extensions, or on its class path, that names its factory in {@code
 * META-INF/services/io.continuo.runner.launch.LauncherFactory} brings a task type. Ours are found
 * the same way.
 */
public interface LauncherFactory {

  /**
   * What a runner's setting {@code launchers} names, and its settings {@code launcher.<type>.*}:
   * the task type, or a name of its own where several ways to run one type can be chosen from, as
   * {@code kubernetes} is one for {@code type: container}. Those of others hold a dot, {@code
   * acme.report}; those without are ours.
   */
  String type();

  /**
   * JSON schema of the {@code spec} of its tasks, as text. The runner announces it, so that a wrong
   * spec can be refused when its workflow is registered.
   */
  default Optional<String> schema() {
    return Optional.empty();
  }

  /**
   * Makes the launcher when the runner starts. What it needs from outside may be away: that shows
   * when something is launched.
   *
   * @throws IllegalArgumentException that names a setting and what belongs there
   */
  Launcher create(LauncherContext context);
}
