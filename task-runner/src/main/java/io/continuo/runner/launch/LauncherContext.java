package io.continuo.runner.launch;

/**
 * What a launcher is made from.
 *
 * @param runner name of the runner, the same after every restart
 * @param workspaces of the runner's attempts
 * @param settings the launcher's own: {@code launcher.<type>.*} of the runner, without that prefix
 * @param secrets those that the settings refer to
 */
public record LauncherContext(
    String runner, Workspaces workspaces, LauncherSettings settings, RunnerSecrets secrets) {

  /** Where no setting refers to a secret. */
  public LauncherContext(String runner, Workspaces workspaces, LauncherSettings settings) {
    this(runner, workspaces, settings, RunnerSecrets.NONE);
  }

  /**
   * The runner's name together with its work folder. Two development machines' runners may share a
   * name and a daemon, and must not take each other's containers.
   */
  public String owner() {
    return runner + "@" + workspaces.root().normalize();
  }
}
